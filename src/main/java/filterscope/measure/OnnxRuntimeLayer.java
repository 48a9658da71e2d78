package filterscope.measure;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import filterscope.kernel.ConvGeometry;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import onnx.Onnx;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;

/// One convolution in ONNX Runtime on one thread, as the peer of our kernels: in float, or in int8 as a user would have it,
/// quantized between a QuantizeLinear and a DequantizeLinear so that floats go in and come out.
final class OnnxRuntimeLayer implements AutoCloseable {
  private static final int OPSET = 13;
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final int INT32 = 6;

  private final OrtSession session;
  private final OnnxTensor input;
  private final OnnxTensor output;

  private OnnxRuntimeLayer(OrtSession session, OnnxTensor input, OnnxTensor output) {
    this.session = session;
    this.input = input;
    this.output = output;
  }

  static OnnxRuntimeLayer floating(ConvGeometry geometry) {
    return open(geometry, floatGraph(geometry));
  }

  static OnnxRuntimeLayer int8(ConvGeometry geometry) {
    return open(geometry, int8Graph(geometry));
  }

  void run() {
    try {
      session.run(Map.of("x", input), Set.of(), Map.of("y", output)).close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime stopped: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    input.close();
    output.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime did not close: " + e.getMessage(), e);
    }
  }

  private static OnnxRuntimeLayer open(ConvGeometry g, Onnx.GraphProto.Builder graph) {
    byte[] model =
        Onnx.ModelProto.newBuilder()
            .setIrVersion(8)
            .setGraph(
                graph
                    .setName("layer")
                    .addInput(image("x", g.inputChannels(), g.inputHeight(), g.inputWidth()))
                    .addOutput(image("y", g.filters(), g.outputHeight(), g.outputWidth())))
            .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .build()
            .toByteArray();
    try {
      OrtEnvironment environment = OnnxRuntime.environment();
      try (OrtSession.SessionOptions options = OnnxRuntime.oneThread()) {
        FloatBuffer values = OnnxRuntime.floats(g.inputSize());
        Random random = new Random(2);
        for (int index = 0; index < values.capacity(); index++) {
          values.put(index, random.nextFloat() - 0.5f);
        }
        long[] in = {1, g.inputChannels(), g.inputHeight(), g.inputWidth()};
        long[] out = {1, g.filters(), g.outputHeight(), g.outputWidth()};
        return new OnnxRuntimeLayer(
            environment.createSession(model, options),
            OnnxTensor.createTensor(environment, values, in),
            OnnxTensor.createTensor(environment, OnnxRuntime.floats(g.outputSize()), out));
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refused the layer: " + e.getMessage(), e);
    }
  }

  private static Onnx.GraphProto.Builder floatGraph(ConvGeometry geometry) {
    TensorProto.Builder weights = weights(geometry, "w", FLOAT);
    Random random = new Random(1);
    for (int index = 0; index < geometry.filters() * geometry.depth(); index++) {
      weights.addFloatData(random.nextFloat() - 0.5f);
    }
    return Onnx.GraphProto.newBuilder()
        .addInitializer(weights)
        .addNode(conv("Conv", geometry).addInput("x").addInput("w").addOutput("y"));
  }

  private static Onnx.GraphProto.Builder int8Graph(ConvGeometry geometry) {
    byte[] weights = new byte[geometry.filters() * geometry.depth()];
    new Random(1).nextBytes(weights);
    return Onnx.GraphProto.newBuilder()
        .addInitializer(weights(geometry, "w", INT8).setRawData(ByteString.copyFrom(weights)))
        .addInitializer(scalar("one", FLOAT).addFloatData(0.01f))
        .addInitializer(scalar("outScale", FLOAT).addFloatData(10f))
        .addInitializer(scalar("inZero", UINT8).addInt32Data(128))
        .addInitializer(scalar("weightZero", INT8).addInt32Data(0))
        .addInitializer(bias(geometry))
        .addNode(node("QuantizeLinear", "x one inZero", "q"))
        .addNode(
            conv("QLinearConv", geometry)
                .addInput("q")
                .addInput("one")
                .addInput("inZero")
                .addInput("w")
                .addInput("one")
                .addInput("weightZero")
                .addInput("outScale")
                .addInput("inZero")
                .addInput("bias")
                .addOutput("r"))
        .addNode(node("DequantizeLinear", "r outScale inZero", "y"));
  }

  private static TensorProto.Builder weights(ConvGeometry g, String name, int type) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(type)
        .addDims(g.filters())
        .addDims(g.channelsPerGroup())
        .addDims(g.kernelHeight())
        .addDims(g.kernelWidth());
  }

  private static TensorProto.Builder bias(ConvGeometry geometry) {
    TensorProto.Builder bias =
        TensorProto.newBuilder().setName("bias").setDataType(INT32).addDims(geometry.filters());
    for (int filter = 0; filter < geometry.filters(); filter++) {
      bias.addInt32Data(filter);
    }
    return bias;
  }

  private static TensorProto.Builder scalar(String name, int type) {
    return TensorProto.newBuilder().setName(name).setDataType(type);
  }

  private static NodeProto node(String type, String inputs, String output) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).addOutput(output);
    for (String input : inputs.split(" ", -1)) {
      node.addInput(input);
    }
    return node.build();
  }

  private static NodeProto.Builder conv(String type, ConvGeometry g) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("pads")
                .setType(AttributeProto.AttributeType.INTS)
                .addInts(g.padTop())
                .addInts(g.padLeft())
                .addInts(g.padTop())
                .addInts(g.padLeft()));
  }

  private static Onnx.ValueInfoProto image(String name, long... extents) {
    Onnx.TensorShapeProto.Builder shape =
        Onnx.TensorShapeProto.newBuilder()
            .addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(1));
    for (long extent : extents) {
      shape.addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
    }
    return Onnx.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            Onnx.TypeProto.newBuilder()
                .setTensorType(
                    Onnx.TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape)))
        .build();
  }
}
