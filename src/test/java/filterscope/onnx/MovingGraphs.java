package filterscope.onnx;

import static filterscope.onnx.GraphFile.ints;
import static filterscope.onnx.GraphFile.value;
import static filterscope.onnx.Protos.attribute;

import filterscope.onnx.OperatorRefereeTest.Graph;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto;

/// Graphs of operators that move numbers or relate them to their neighbours.
final class MovingGraphs {
  private MovingGraphs() {}

  private static Graph graph(String title, GraphFile file) {
    return new Graph(title, file, 1e-5);
  }

  private static GraphFile image(long opset) {
    return GraphFile.of(opset, -1, 4, 7, 9);
  }

  static Stream<Graph> shapes() {
    AttributeProto last = ints("axes", 2, 3);
    return Stream.of(
        graph("Flatten", image(13).node("Flatten", "x", "y")),
        graph("Flatten 2", image(9).node("Flatten", "x", "y", attribute("axis", 2))),
        graph("Flatten −1", image(13).node("Flatten", "x", "y", attribute("axis", -1))),
        graph("Reshape", image(13).integers("s", 0, -1, 3).node("Reshape", "x s", "y")),
        graph("Reshape −1", image(7).integers("s", -1, 252).node("Reshape", "x s", "y")),
        graph(
            "Reshape by Shape, Gather, Unsqueeze, Concat",
            image(9)
                .integers("rest", -1)
                .node("Shape", "x", "s")
                .node("Constant", "", "i", value(scalar(0)))
                .node("Gather", "s i", "g")
                .node("Unsqueeze", "g", "u", ints("axes", 0))
                .node("Concat", "u rest", "t", attribute("axis", 0))
                .node("Reshape", "x t", "y")),
        graph(
            "Reshape by Shape, Slice, Mul, Cast",
            image(15)
                .integers("two", 2)
                .integers("rest", -1)
                .node("Shape", "x", "s", attribute("start", 1), attribute("end", 2))
                .node("Div", "s two", "h")
                .node("Cast", "h", "f", attribute("to", 1))
                .node("Cast", "f", "i", attribute("to", 7))
                .node("Shape", "x", "n", attribute("end", 1))
                .node("Concat", "n i two rest", "t", attribute("axis", 0))
                .node("Reshape", "x t", "y")),
        graph(
            "Squeeze attribute",
            image(11).node("GlobalMaxPool", "x", "g").node("Squeeze", "g", "y", last)),
        graph(
            "Squeeze input",
            image(13)
                .integers("a", 2, -1)
                .node("GlobalMaxPool", "x", "g")
                .node("Squeeze", "g a", "y")),
        graph("Unsqueeze attribute", image(11).node("Unsqueeze", "x", "y", last)),
        graph("Unsqueeze input", image(13).integers("a", -1, 1).node("Unsqueeze", "x a", "y")),
        graph("Transpose", image(13).node("Transpose", "x", "y", ints("perm", 0, 2, 3, 1))),
        graph("Transpose reversed", GraphFile.of(13, 1, 2, 3, 4).node("Transpose", "x", "y")),
        graph(
            "channels last around a convolution",
            GraphFile.of(13, -1, 7, 9, 4)
                .random("w", 5, 4, 3, 3)
                .node("Transpose", "x", "a", ints("perm", 0, 3, 1, 2))
                .node("Conv", "a w", "b")
                .node("Transpose", "b", "y", ints("perm", 0, 2, 3, 1))),
        graph(
            "channel shuffle",
            image(13)
                .integers("s", -1, 2, 2, 7, 9)
                .integers("t", -1, 4, 7, 9)
                .node("Reshape", "x s", "a")
                .node("Transpose", "a", "b", ints("perm", 0, 2, 1, 3, 4))
                .node("Reshape", "b t", "y")),
        graph(
            "Expand to its own shape",
            image(13).integers("s", 1, 4, 1, 9).node("Expand", "x s", "e").node("Relu", "e", "y")));
  }

  private static TensorProto scalar(long value) {
    return Protos.integers("", value).toBuilder().clearDims().build();
  }

  static Stream<Graph> selections() {
    List<Graph> graphs = new ArrayList<>();
    graphs.add(
        graph(
            "Concat",
            image(13)
                .random("k", 1, 2, 7, 9)
                .node("Relu", "x", "r")
                .node("Concat", "x r x", "y", attribute("axis", 1))));
    graphs.add(graph("Concat −1", image(13).node("Concat", "x x", "y", attribute("axis", -1))));
    long[][] cuts = {
      {1, 3, 1, 1},
      {0, 100, 2, 2},
      {-1, -100, 3, -1},
      {-2, -6, 2, -2},
      {-3, -1, 2, 1},
      {Long.MAX_VALUE, Long.MIN_VALUE + 1, 3, -3}
    };
    for (long[] cut : cuts) {
      graphs.add(
          graph(
              "Slice " + Arrays.toString(cut),
              image(13)
                  .integers("s", cut[0])
                  .integers("e", cut[1])
                  .integers("a", cut[2])
                  .integers("p", cut[3])
                  .node("Slice", "x s e a p", "y")));
    }
    graphs.add(
        graph(
            "Slice attributes",
            image(9)
                .node(
                    "Slice",
                    "x",
                    "y",
                    ints("starts", 1, 2),
                    ints("ends", 100, -2),
                    ints("axes", 2, 3))));
    for (String mode : new String[] {"constant", "reflect", "edge"}) {
      AttributeProto how = attribute("mode", mode);
      graphs.add(
          graph(
              "Pad " + mode,
              image(13).integers("p", 0, 0, 1, 2, 0, 0, 3, 1).node("Pad", "x p", "y", how)));
    }
    graphs.add(
        graph(
            "Pad attributes",
            image(9)
                .node(
                    "Pad",
                    "x",
                    "y",
                    ints("pads", 0, 1, 0, 2, 0, 3, 0, 0),
                    attribute("value", 0.5f))));
    graphs.add(
        graph(
            "Pad axes",
            image(18)
                .integers("p", 1, 2, 3, 4)
                .floats("v", Shape.of(), -0.5f)
                .integers("a", 3, -2)
                .node("Pad", "x p v a", "y")));
    graphs.add(
        graph(
            "Pad by less than nothing",
            image(13).integers("p", 0, 0, -1, 2, 0, 0, 0, -3).node("Pad", "x p", "y")));
    graphs.add(
        graph(
            "Gather",
            image(13).integers("i", 3, -4, 1).node("Gather", "x i", "y", attribute("axis", 1))));
    graphs.add(
        graph(
            "Gather of a scalar",
            image(11)
                .tensor(scalar(-2).toBuilder().setName("i").build())
                .node("Gather", "x i", "y", attribute("axis", 2))));
    graphs.add(
        graph(
            "Gather of a matrix",
            image(13)
                .tensor(
                    Protos.integers("i", 1, 2, 3, 0).toBuilder()
                        .clearDims()
                        .addDims(2)
                        .addDims(2)
                        .build())
                .node("Gather", "x i", "y", attribute("axis", 1))));
    graphs.add(
        graph(
            "Split",
            image(11)
                .node("Split", "x", "a b", attribute("axis", 1), ints("split", 1, 3))
                .node("Mul", "a b", "y")));
    graphs.add(
        graph(
            "Split in equal parts",
            image(18)
                .node("Split", "x", "a b", attribute("axis", 1), attribute("num_outputs", 2))
                .node("Sub", "b a", "y")));
    return graphs.stream();
  }

  static Stream<Graph> normalizations() {
    GraphFile norm =
        image(9)
            .random("s", 4)
            .random("b", 4)
            .random("m", 4)
            .floats("v", Shape.of(4), 1, 2, .5f, 4);
    List<Graph> graphs =
        new ArrayList<>(
            List.of(
                graph("BatchNormalization", norm.node("BatchNormalization", "x s b m v", "y")),
                graph(
                    "Conv, BatchNormalization, Relu",
                    GraphFile.of(15, -1, 3, 7, 9)
                        .random("w", 4, 3, 3, 3)
                        .random("s", 4)
                        .random("b", 4)
                        .random("m", 4)
                        .floats("v", Shape.of(4), 1, 2, .5f, 4)
                        .node("Conv", "x w", "c")
                        .node("BatchNormalization", "c s b m v", "n", attribute("epsilon", 0.1f))
                        .node("Relu", "n", "y")),
                graph(
                    "BatchNormalization of vectors",
                    GraphFile.of(14, -1, 4)
                        .random("s", 4)
                        .random("b", 4)
                        .random("m", 4)
                        .floats("v", Shape.of(4), 1, 2, .5f, 4)
                        .node("BatchNormalization", "x s b m v", "y")),
                graph(
                    "LRN",
                    image(13)
                        .node(
                            "LRN",
                            "x",
                            "y",
                            attribute("size", 3),
                            attribute("alpha", 0.2f),
                            attribute("beta", 0.6f),
                            attribute("bias", 1.5f))),
                graph("LRN 5", image(7).node("LRN", "x", "y", attribute("size", 5))),
                graph("ReduceMean", image(11).node("ReduceMean", "x", "y", ints("axes", 2, -1))),
                graph(
                    "ReduceMean without its axes",
                    image(13)
                        .node(
                            "ReduceMean", "x", "y", ints("axes", 1, 2), attribute("keepdims", 0))),
                graph(
                    "ReduceMean 18",
                    image(18)
                        .integers("a", -1, -2)
                        .node("ReduceMean", "x a", "y", attribute("keepdims", 0))),
                graph(
                    "ReduceMean of nothing",
                    image(18)
                        .node("Relu", "x", "r")
                        .node("ReduceMean", "r", "y", attribute("noop_with_empty_axes", 1)))));
    for (String operator : new String[] {"Softmax", "LogSoftmax"}) {
      for (int axis = 1; axis < 4; axis++) {
        for (long opset : new long[] {9, 13}) {
          graphs.add(
              graph(
                  operator + " " + opset + " over " + axis,
                  image(opset).node(operator, "x", "y", attribute("axis", axis))));
        }
      }
      graphs.add(graph(operator + " 11", image(11).node(operator, "x", "y")));
      graphs.add(graph(operator + " 13", image(13).node(operator, "x", "y")));
    }
    return graphs.stream();
  }
}
