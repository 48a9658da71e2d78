package filterscope.onnx;

import static filterscope.onnx.GraphFile.ints;
import static filterscope.onnx.GraphFile.randomFloats;
import static filterscope.onnx.GraphFile.value;
import static filterscope.onnx.Protos.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import filterscope.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.protobuf.ByteString;

/// Small graphs, at least one for each operator and form, run by our reader and engine and by ONNX Runtime.
class OperatorRefereeTest {
  @TempDir Path folder;

  record Graph(String title, GraphFile file, double tolerance) {
    @Override
    public String toString() {
      return title;
    }
  }

  @ParameterizedTest
  @MethodSource({
    "convolutions",
    "poolings",
    "products",
    "activations",
    "arithmetic",
    "shapes",
    "selections",
    "normalizations",
    "quantizations",
    "constants",
    "batches"
  })
  void agreesWithOnnxRuntime(Graph graph) {
    try (Referee referee = new Referee(graph.file.write(folder))) {
      for (int seed = 1; seed <= 3; seed++) {
        float[] image = randomFloats(seed, referee.inputShape().size());
        for (int i = 0; i < image.length; i++) {
          image[i] *= 3;
        }
        assertThat(Referee.difference(referee.ours(image), referee.theirs(image)))
            .as(graph.title)
            .isLessThan(graph.tolerance);
      }
    }
  }

  private static Graph graph(String title, GraphFile file) {
    return new Graph(title, file, 1e-5);
  }

  private static GraphFile image(long opset) {
    return GraphFile.of(opset, -1, 4, 7, 9);
  }

  static Stream<Graph> convolutions() {
    List<Graph> graphs = new ArrayList<>();
    AttributeProto[][] forms = {
      {},
      {ints("pads", 1, 0, 2, 1)},
      {ints("strides", 2, 3), ints("pads", 1, 1, 1, 1)},
      {ints("dilations", 2, 1), ints("pads", 2, 1, 0, 3)},
      {attribute("auto_pad", "SAME_UPPER"), ints("strides", 2, 2)},
      {attribute("auto_pad", "SAME_LOWER"), ints("strides", 2, 2)},
      {attribute("auto_pad", "SAME_UPPER"), ints("strides", 1, 3)},
      {attribute("auto_pad", "VALID"), ints("strides", 3, 1)},
    };
    for (long opset : new long[] {7, 11, 22}) {
      for (AttributeProto[] form : forms) {
        graphs.add(
            graph(
                "Conv " + opset + " " + List.of(form).toString().replaceAll("\\s+", " "),
                image(opset)
                    .random("w", 6, 4, 3, 2)
                    .random("b", 6)
                    .node("Conv", "x w b", "y", form)));
      }
    }
    for (int groups : new int[] {1, 2, 4}) {
      graphs.add(
          graph(
              "Conv of " + groups + " groups",
              image(13)
                  .random("w", 8, 4 / groups, 3, 3)
                  .node("Conv", "x w", "y", attribute("group", groups))));
    }
    graphs.add(
        graph(
            "Conv with an added constant",
            image(13)
                .random("w", 5, 4, 3, 3)
                .random("k", 5, 1, 1)
                .node("Conv", "x w", "c")
                .node("Add", "k c", "y")));
    graphs.add(
        graph(
            "Conv with an added constant that is used twice",
            image(13)
                .random("w", 5, 4, 3, 3)
                .random("k", 1, 5, 1, 1)
                .node("Conv", "x w", "c")
                .node("Add", "c k", "a")
                .node("Mul", "a k", "y")));
    graphs.add(
        graph(
            "Conv whose result is used beside the added constant",
            image(13)
                .random("w", 5, 4, 3, 3)
                .random("k", 5, 1, 1)
                .node("Conv", "x w", "c")
                .node("Add", "c k", "a")
                .node("Mul", "a c", "y")));
    return graphs.stream();
  }

  static Stream<Graph> poolings() {
    List<Graph> graphs = new ArrayList<>();
    AttributeProto kernel = ints("kernel_shape", 3, 2);
    for (int ceil = 0; ceil <= 1; ceil++) {
      for (int[] strides : new int[][] {{1, 1}, {2, 2}, {3, 4}, {2, 5}}) {
        for (int[] pads : new int[][] {{0, 0, 0, 0}, {1, 0, 2, 1}, {1, 1, 1, 1}}) {
          String form = ceil + " " + strides[0] + strides[1] + " " + pads[0] + pads[1] + pads[2];
          AttributeProto[] attributes = {
            kernel, ints("strides", strides), ints("pads", pads), attribute("ceil_mode", ceil)
          };
          graphs.add(graph("MaxPool " + form, image(12).node("MaxPool", "x", "y", attributes)));
          for (int counts = 0; counts <= 1; counts++) {
            AttributeProto[] more = Arrays.copyOf(attributes, 5);
            more[4] = attribute("count_include_pad", counts);
            graphs.add(
                graph(
                    "AveragePool " + form + " " + counts,
                    image(19).node("AveragePool", "x", "y", more)));
          }
        }
      }
    }
    for (String pad : new String[] {"SAME_UPPER", "SAME_LOWER", "VALID"}) {
      for (String operator : new String[] {"MaxPool", "AveragePool"}) {
        graphs.add(
            graph(
                operator + " " + pad,
                image(11)
                    .node(
                        operator,
                        "x",
                        "y",
                        kernel,
                        ints("strides", 2, 2),
                        attribute("auto_pad", pad))));
      }
    }
    graphs.add(
        graph(
            "MaxPool dilated",
            image(12)
                .node(
                    "MaxPool",
                    "x",
                    "y",
                    kernel,
                    ints("dilations", 2, 3),
                    ints("pads", 1, 1, 1, 1))));
    graphs.add(
        graph(
            "AveragePool dilated",
            image(19)
                .node(
                    "AveragePool",
                    "x",
                    "y",
                    kernel,
                    ints("dilations", 2, 3),
                    ints("pads", 1, 1, 1, 1))));
    graphs.add(graph("MaxPool 7", image(7).node("MaxPool", "x", "y", kernel)));
    graphs.add(graph("AveragePool 7", image(7).node("AveragePool", "x", "y", kernel)));
    graphs.add(graph("GlobalMaxPool", image(7).node("GlobalMaxPool", "x", "y")));
    graphs.add(graph("GlobalAveragePool", image(13).node("GlobalAveragePool", "x", "y")));
    return graphs.stream();
  }

  static Stream<Graph> products() {
    GraphFile plain = GraphFile.of(13, -1, 6).random("w", 6, 5).random("b", 5);
    return Stream.of(
        graph("Gemm", plain.node("Gemm", "x w b", "y")),
        graph(
            "Gemm transB alpha beta",
            GraphFile.of(7, -1, 6)
                .random("w", 5, 6)
                .random("b", 1, 5)
                .node(
                    "Gemm",
                    "x w b",
                    "y",
                    attribute("transB", 1),
                    attribute("alpha", 0.5f),
                    attribute("beta", 2f))),
        graph(
            "Gemm of a scalar C",
            GraphFile.of(11, -1, 6)
                .random("w", 6, 5)
                .floats("b", Shape.of(), 0.7f)
                .node("Gemm", "x w b", "y")),
        graph(
            "Gemm without C",
            GraphFile.of(11, -1, 6)
                .random("w", 6, 5)
                .node("Gemm", "x w", "y", attribute("alpha", -2f))),
        graph(
            "Gemm of computed C",
            GraphFile.of(11, -1, 6)
                .random("w", 6, 6)
                .node("Gemm", "x w x", "y", attribute("beta", 0.25f))),
        graph(
            "Gemm of computed operands, transposed",
            GraphFile.of(11, 1, 6)
                .random("c", 6)
                .node("Relu", "x", "r")
                .node(
                    "Gemm",
                    "x r c",
                    "y",
                    attribute("transA", 1),
                    attribute("alpha", 0.5f),
                    attribute("beta", 3f))),
        graph(
            "Gemm of computed operands, transB without C",
            GraphFile.of(11, 1, 6)
                .node("Relu", "x", "r")
                .node("Gemm", "x r", "y", attribute("transB", 1))),
        graph("MatMul", GraphFile.of(13, -1, 6).random("w", 6, 5).node("MatMul", "x w", "y")),
        graph(
            "MatMul and Add",
            GraphFile.of(9, -1, 6)
                .random("w", 6, 5)
                .random("b", 5)
                .node("MatMul", "x w", "p")
                .node("Add", "p b", "y")),
        graph("MatMul of rank 4", image(13).random("w", 9, 5).node("MatMul", "x w", "y")),
        graph(
            "MatMul of rank 4 and Add",
            image(13)
                .random("w", 1, 9, 5)
                .random("b", 1, 5)
                .node("MatMul", "x w", "p")
                .node("Add", "b p", "y")),
        graph("MatMul by a vector", image(13).random("w", 9).node("MatMul", "x w", "y")),
        graph(
            "MatMul by several matrices",
            image(13).random("w", 4, 9, 5).node("MatMul", "x w", "y")),
        graph("MatMul from the left", image(13).random("w", 5, 7).node("MatMul", "w x", "y")),
        graph(
            "MatMul of computed operands",
            image(13)
                .node("Transpose", "x", "t", ints("perm", 0, 1, 3, 2))
                .node("MatMul", "x t", "y")));
  }

  static Stream<Graph> activations() {
    List<Graph> graphs = new ArrayList<>();
    for (String operator :
        new String[] {
          "Relu", "LeakyRelu", "Sigmoid", "Tanh", "HardSigmoid", "Elu", "HardSwish", "Sign"
        }) {
      graphs.add(graph(operator, image(14).node(operator, "x", "y")));
      graphs.add(
          graph(
              operator + " after Conv",
              image(16).random("w", 6, 4, 3, 3).node("Conv", "x w", "c").node(operator, "c", "y")));
    }
    AttributeProto alpha = attribute("alpha", 0.3f);
    graphs.add(graph("LeakyRelu alpha", image(7).node("LeakyRelu", "x", "y", alpha)));
    graphs.add(graph("Elu alpha", image(7).node("Elu", "x", "y", alpha)));
    graphs.add(
        graph(
            "HardSigmoid alpha beta",
            image(7).node("HardSigmoid", "x", "y", alpha, attribute("beta", 0.1f))));
    graphs.add(
        graph(
            "Clip 6",
            image(7).node("Clip", "x", "y", attribute("min", -0.5f), attribute("max", 1.5f))));
    graphs.add(graph("Clip 6 below", image(7).node("Clip", "x", "y", attribute("min", -0.5f))));
    graphs.add(graph("Clip 6 unbounded", image(7).node("Clip", "x", "y")));
    GraphFile bounds = image(13).floats("a", Shape.of(), -0.5f).floats("b", Shape.of(), 1.5f);
    graphs.add(graph("Clip 11", bounds.node("Clip", "x a b", "y")));
    graphs.add(
        graph("Clip 11 above", image(12).floats("b", Shape.of(), 1.5f).node("Clip", "x _ b", "y")));
    graphs.add(graph("PRelu", image(9).random("s", 4, 1, 1).node("PRelu", "x s", "y")));
    graphs.add(graph("PRelu of one slope", image(16).random("s", 1).node("PRelu", "x s", "y")));
    graphs.add(
        graph("PRelu of every element", image(16).random("s", 4, 7, 9).node("PRelu", "x s", "y")));
    return graphs.stream();
  }

  static Stream<Graph> arithmetic() {
    List<Graph> graphs = new ArrayList<>();
    int[][] operands = {{}, {1}, {9}, {7, 1}, {4, 1, 1}, {1, 4, 7, 9}, {1, 1, 7, 9}, {1, 4, 1, 1}};
    for (String operator : new String[] {"Add", "Sub", "Mul", "Div"}) {
      for (int[] operand : operands) {
        String title = operator + " " + Shape.of(operand);
        graphs.add(graph(title, image(14).random("k", operand).node(operator, "x k", "y")));
        if (!operator.equals("Div")) {
          graphs.add(
              graph(title + " first", image(7).random("k", operand).node(operator, "k x", "y")));
        }
      }
      graphs.add(
          graph(
              operator + " of computed",
              image(13).node("Sigmoid", "x", "s").node(operator, "x s", "y")));
      graphs.add(
          graph(
              operator + " of a computed channel",
              image(13)
                  .node("GlobalAveragePool", "x", "g")
                  .node("Sigmoid", "g", "s")
                  .node(operator, "x s", "y")));
    }
    graphs.add(
        graph(
            "Sum",
            image(8).random("k", 4, 1, 1).node("Relu", "x", "r").node("Sum", "x r k x", "y")));
    graphs.add(graph("Sum of one", image(13).node("Sum", "x", "s").node("Relu", "s", "y")));
    graphs.add(
        graph(
            "Max and Min",
            image(13)
                .floats("a", Shape.of(), -0.5f)
                .floats("b", Shape.of(1), 1.5f)
                .node("Max", "x a", "m")
                .node("Min", "b m", "y")));
    return graphs.stream();
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

  static Stream<Graph> quantizations() {
    List<Graph> graphs = new ArrayList<>();
    for (ElementType type : new ElementType[] {ElementType.UINT8, ElementType.INT8}) {
      float zero = type == ElementType.UINT8 ? 120 : -7;
      graphs.add(
          graph(
              "QuantizeLinear " + type,
              image(10)
                  .floats("s", Shape.of(), 0.02f)
                  .tensor(Protos.integers("z", Shape.of(), type, new float[] {zero}))
                  .node("QuantizeLinear", "x s z", "q")
                  .node("DequantizeLinear", "q s z", "y")));
      graphs.add(
          graph(
              "QuantizeLinear along an axis " + type,
              image(13)
                  .floats("s", Shape.of(7), .02f, .01f, .05f, .1f, .3f, .7f, .2f)
                  .tensor(
                      Protos.integers("z", Shape.of(7), type, new float[] {zero, 1, 2, 3, 4, 5, 6}))
                  .node("QuantizeLinear", "x s z", "q", attribute("axis", 2))
                  .node("DequantizeLinear", "q s z", "y", attribute("axis", -2))));
      graphs.add(
          graph(
              "weights and bias behind DequantizeLinear " + type,
              image(13)
                  .tensor(Protos.integers("q", Shape.of(4, 4, 1, 1), type, randomBytes(16)))
                  .floats("s", Shape.of(4), .02f, .01f, .05f, .1f)
                  .tensor(Protos.integers("z", Shape.of(4), type, new float[] {zero, 1, 2, 3}))
                  .tensor(
                      Protos.integers(
                          "bq", Shape.of(4), ElementType.INT32, new float[] {100, -2000, 3, 4}))
                  .floats("bs", Shape.of(), 0.001f)
                  .node("DequantizeLinear", "q s z", "w", attribute("axis", 0))
                  .node("DequantizeLinear", "bq bs", "b")
                  .node("Conv", "x w b", "y")));
    }
    graphs.add(
        graph(
            "QuantizeLinear without zero point",
            image(10)
                .floats("s", Shape.of(), 0.02f)
                .node("QuantizeLinear", "x s", "q")
                .node("DequantizeLinear", "q s", "y")));
    graphs.add(
        graph(
            "QuantizeLinear to 16 bits",
            image(21)
                .floats("s", Shape.of(), 0.001f)
                .node("QuantizeLinear", "x s", "q", attribute("output_dtype", 5))
                .node("DequantizeLinear", "q s", "y")));
    graphs.add(
        graph(
            "MaxPool, Transpose and Reshape between",
            image(13)
                .floats("s", Shape.of(), 0.02f)
                .integers("t", -1, 36)
                .tensor(Protos.integers("z", Shape.of(), ElementType.UINT8, new float[] {90}))
                .node("QuantizeLinear", "x s z", "q")
                .node("MaxPool", "q", "p", ints("kernel_shape", 2, 2), ints("strides", 2, 3))
                .node("Transpose", "p", "r", ints("perm", 0, 2, 3, 1))
                .node("Reshape", "r t", "f")
                .node("DequantizeLinear", "f s z", "y")));
    graphs.add(
        graph(
            "weights quantized and dequantized in the file",
            image(13)
                .random("w", 5, 4, 3, 3)
                .floats("s", Shape.of(5), .02f, .01f, .05f, .1f, .03f)
                .tensor(Protos.integers("z", Shape.of(5), ElementType.INT8, new float[5]))
                .node("QuantizeLinear", "w s z", "q", attribute("axis", 0))
                .node("DequantizeLinear", "q s z", "d", attribute("axis", 0))
                .node("Conv", "x d", "y")));
    return graphs.stream();
  }

  private static float[] randomBytes(int size) {
    float[] values = randomFloats(size, size);
    for (int i = 0; i < size; i++) {
      values[i] = Math.round(values[i] * 60 + 60);
    }
    return values;
  }

  static Stream<Graph> constants() {
    List<Graph> graphs = new ArrayList<>();
    float[] kernel = randomFloats(5, 36);
    for (ElementType type :
        new ElementType[] {ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.DOUBLE}) {
      for (boolean raw : new boolean[] {true, false}) {
        graphs.add(
            graph(
                "weights of " + type + (raw ? " raw" : " typed"),
                image(13)
                    .tensor(encode("k", type, raw, kernel, 1, 4, 3, 3))
                    .node("Cast", "k", "w", attribute("to", 1))
                    .node("Conv", "x w", "y")));
      }
    }
    graphs.add(
        graph(
            "weights by ConstantOfShape",
            image(9)
                .integers("s", 5, 4, 3, 3)
                .node(
                    "ConstantOfShape",
                    "s",
                    "w",
                    value(Protos.tensor("", Shape.of(1), new float[] {0.25f})))
                .node("Conv", "x w", "y")));
    graphs.add(
        graph(
            "weights reshaped, transposed, sliced, gathered and joined",
            image(13)
                .random("a", 4, 54)
                .integers("s", 4, 6, 3, 3)
                .integers("zero", 0)
                .integers("five", 5)
                .integers("one", 1)
                .integers("i", 4, 0, 3)
                .node("Reshape", "a s", "b")
                .node("Transpose", "b", "c", ints("perm", 1, 0, 3, 2))
                .node("Slice", "c zero five zero one", "d")
                .node("Gather", "d i", "e", attribute("axis", 0))
                .node("Concat", "e c", "w", attribute("axis", 0))
                .node("Conv", "x w", "y")));
    graphs.add(
        graph(
            "a scale computed from constants",
            image(13)
                .floats("v", Shape.of(4), 1, 2, 3, 4)
                .floats("e", Shape.of(), 0.1f)
                .floats("h", Shape.of(), 0.5f)
                .integers("ax", 1, 2)
                .node("Add", "v e", "a")
                .node("Pow", "a h", "p")
                .node("Sqrt", "p", "q")
                .node("Neg", "q", "n")
                .node("Unsqueeze", "n ax", "u")
                .node("Div", "x u", "y")));
    graphs.add(
        graph(
            "Identity, Dropout and Cast",
            image(13)
                .node("Identity", "x", "a")
                .node("Dropout", "a", "b")
                .node("Cast", "b", "c", attribute("to", 1))
                .node("Relu", "c", "y")));
    graphs.add(
        new Graph(
            "computed in float16",
            new GraphFile(13)
                .input("x", ElementType.FLOAT16, -1, 4, 7, 9)
                .output("y", ElementType.FLOAT16)
                .tensor(encode("w", ElementType.FLOAT16, true, kernel, 1, 4, 3, 3))
                .node("Conv", "x w", "c")
                .node("Relu", "c", "y"),
            1e-2));
    return graphs.stream();
  }

  private static TensorProto encode(
      String name, ElementType type, boolean raw, float[] values, int... extents) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.number());
    for (int extent : extents) {
      tensor.addDims(extent);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      short half =
          type == ElementType.FLOAT16
              ? Float.floatToFloat16(value)
              : (short) (Float.floatToRawIntBits(value) >> 16);
      if (type == ElementType.DOUBLE) {
        bytes.putDouble(value);
        tensor.addDoubleData(value);
      } else {
        bytes.putShort(half);
        tensor.addInt32Data(half & 0xFFFF);
      }
    }
    if (raw) {
      tensor.clearDoubleData().clearInt32Data().setRawData(ByteString.copyFrom(bytes.flip()));
    }
    return tensor.build();
  }

  static Stream<Graph> batches() {
    return Stream.of(
        graph(
            "a fixed batch in a Reshape",
            GraphFile.of(9, 10, 4, 7, 9).integers("s", 10, -1).node("Reshape", "x s", "y")),
        graph(
            "a fixed batch in a Reshape without −1",
            GraphFile.of(9, 10, 4, 7, 9)
                .integers("s", 10, 63, 4)
                .random("w", 4, 5)
                .node("Reshape", "x s", "r")
                .node("MatMul", "r w", "y")),
        graph(
            "a fixed batch merged into rows",
            GraphFile.of(9, 10, 4, 7, 9).integers("s", 40, 63).node("Reshape", "x s", "y")));
  }
}
