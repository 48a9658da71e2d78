package filterscope.onnx;

import static filterscope.onnx.GraphFile.ints;
import static filterscope.onnx.Protos.attribute;

import filterscope.onnx.OperatorRefereeTest.Graph;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;

/// Graphs of operators that compute: convolutions, poolings, products, activations and arithmetic.
final class ComputingGraphs {
  private ComputingGraphs() {}

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
}
