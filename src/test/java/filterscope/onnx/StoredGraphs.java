package filterscope.onnx;

import static filterscope.onnx.GraphFile.ints;
import static filterscope.onnx.GraphFile.randomFloats;
import static filterscope.onnx.GraphFile.value;
import static filterscope.onnx.Protos.attribute;

import filterscope.onnx.OperatorRefereeTest.Graph;
import filterscope.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;

/// Graphs of numbers stored in other forms: quantized, of other types, computed from constants, in fixed batches.
final class StoredGraphs {
  private StoredGraphs() {}

  private static Graph graph(String title, GraphFile file) {
    return new Graph(title, file, 1e-5);
  }

  private static GraphFile image(long opset) {
    return GraphFile.of(opset, -1, 4, 7, 9);
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
