package filterscope.onnx;

import static filterscope.onnx.GraphFile.describe;
import static filterscope.onnx.GraphFile.randomFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
import filterscope.network.Constant;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Dequantize;
import filterscope.network.Gather;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.LocalResponseNorm;
import filterscope.network.MatrixProduct;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pad;
import filterscope.network.ParametricRelu;
import filterscope.network.Pool;
import filterscope.network.Quantize;
import filterscope.network.ReduceMean;
import filterscope.network.Reshape;
import filterscope.network.Slice;
import filterscope.network.Softmax;
import filterscope.network.Transpose;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import filterscope.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A network that is written and read again is the same network.
class RoundTripTest {
  @TempDir Path folder;

  private Network again(Network network) {
    Path file = folder.resolve(network.name() + ".onnx");
    OnnxWriter.write(network, file, Map.of());
    return OnnxReader.read(file, Progress.NONE).network();
  }

  private static Network image(List<Layer> layers) {
    return new Network(
        "net", "x", Shape.of(1, 4, 6, 6), layers, layers.get(layers.size() - 1).name());
  }

  private static Tensor random(int... extents) {
    Shape shape = Shape.of(extents);
    return new Tensor(shape, randomFloats(shape.size(), shape.size()));
  }

  private static ConvWeights weights(int filters, int channels, int height, int width) {
    int size = filters * channels * height * width;
    return new ConvWeights(filters, channels, height, width, randomFloats(size, size));
  }

  static Stream<Operator> operatorsOnImages() {
    Window window = new Window(3, 2, 2, 1, 1, 2, 1, 0, 2, 1);
    List<Operator> operators =
        new ArrayList<>(
            List.of(
                new Convolution(weights(6, 4, 3, 2), Optional.empty(), window, 1),
                new Convolution(weights(6, 2, 3, 2), Optional.of(random(6)), window, 2),
                new Convolution(weights(4, 1, 3, 2), Optional.empty(), window, 4),
                new Dense(weights(5, 6, 1, 1), Optional.empty()),
                new Dense(weights(5, 6, 1, 1), Optional.of(random(5))),
                new BatchNorm(random(4), random(4), random(4), Tensor.vector(1, 2, 3, 4), 0.01f),
                new ParametricRelu(random(4, 1, 1)),
                new Pool(Pool.Kind.MAXIMUM, window, true, false),
                new Pool(Pool.Kind.AVERAGE, Window.square(3, 2, 1), false, true),
                new Pool(Pool.Kind.AVERAGE, window, true, false),
                new GlobalPool(Pool.Kind.MAXIMUM),
                new GlobalPool(Pool.Kind.AVERAGE),
                new Reshape(Shape.of(1, 144)),
                new Reshape(Shape.of(1, 2, 2, 36)),
                new Transpose(List.of(0, 2, 3, 1)),
                new Transpose(List.of(3, 2, 1, 0)),
                new Slice(List.of(0, 1, 5, 0), List.of(1, 2, 6, 3), List.of(1, 1, -1, 2)),
                new Slice(List.of(0, 0, 0, 0), List.of(1, 4, 6, 6), List.of(1, 1, 1, 1)),
                new Pad(List.of(0, 1, 0, 2), List.of(0, 0, 3, 0), Pad.Mode.CONSTANT, 0.5f),
                new Pad(List.of(0, 0, 1, 2), List.of(0, 0, 3, 0), Pad.Mode.REFLECT, 0),
                new Pad(List.of(0, 0, 1, 2), List.of(0, 0, 3, 0), Pad.Mode.EDGE, 0),
                new ReduceMean(List.of(2, 3), true),
                new ReduceMean(List.of(2, 3), false),
                new Softmax(1, 1, false),
                new Softmax(3, 3, true),
                new LocalResponseNorm(3, 0.1f, 0.5f, 2),
                new Gather(1, List.of(3, 0, 1), false),
                new Gather(2, List.of(4), true)));
    operators.add(new Activation(Activation.Kind.CLIP, -0.5f, Float.POSITIVE_INFINITY));
    for (Activation.Kind kind : Activation.Kind.values()) {
      boolean parametric =
          switch (kind) {
            case LEAKY_RELU, ELU, HARD_SIGMOID, CLIP -> true;
            case RELU, SIGMOID, TANH, HARD_SWISH, SIGN -> false;
          };
      operators.add(
          new Activation(
              kind,
              parametric ? 0.25f : 0,
              kind == Activation.Kind.HARD_SIGMOID || kind == Activation.Kind.CLIP ? 0.75f : 0));
    }
    return operators.stream();
  }

  @ParameterizedTest
  @MethodSource("operatorsOnImages")
  void returnsEveryOperatorAsItWas(Operator operator) {
    Network network = image(List.of(new Layer("the layer", operator, List.of("x"))));
    Network read = again(network);
    assertThat(describe(read)).isEqualTo(describe(network));
    assertSame(read.layers().get(0).operator(), operator);
    assertThat(read.inputShape()).isEqualTo(network.inputShape());
  }

  /// Equality of the records with their tensors by value.
  private static void assertSame(Operator actual, Operator expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void returnsOperatorsOfTwoOperandsAndConstants() {
    Tensor offset = random(1, 4, 1, 1);
    for (Arithmetic.Kind kind : Arithmetic.Kind.values()) {
      Network network =
          image(
              List.of(
                  new Layer("offset", new Constant(offset), List.of()),
                  new Layer("sum", new Arithmetic(kind), List.of("x", "offset")),
                  new Layer("joined", new Concat(1), List.of("sum", "x", "sum"))));
      Network read = again(network);
      assertThat(describe(read)).isEqualTo(describe(network));
      assertSame(read.layer("offset").operator(), new Constant(offset));
    }
  }

  @Test
  void returnsAMatrixProductOfComputedOperands() {
    Network network =
        image(
            List.of(
                new Layer("turned", new Transpose(List.of(0, 1, 3, 2)), List.of("x")),
                new Layer("product", new MatrixProduct(), List.of("x", "turned"))));
    assertThat(describe(again(network))).isEqualTo(describe(network));
  }

  @Test
  void returnsADenseLayerOfAVectorWithItsWeightsAndBias() {
    Dense dense = new Dense(weights(5, 144, 1, 1), Optional.of(random(5)));
    Network network =
        image(
            List.of(
                new Layer("flat", new Reshape(Shape.of(1, 144)), List.of("x")),
                new Layer("dense", dense, List.of("flat")),
                new Layer("share", new Softmax(1, 1, false), List.of("dense"))));
    Network read = again(network);
    assertThat(describe(read)).isEqualTo(describe(network));
    assertSame(read.layer("dense").operator(), dense);
  }

  @Test
  void returnsStepsBetweenFloatsAndIntegersOfEveryWidth() {
    int[][] ranges = {{0, 255}, {-128, 127}, {0, 65_535}, {-32_768, 32_767}};
    for (int[] range : ranges) {
      Tensor scale = Tensor.vector(0.5f, 0.25f, 0.125f, 1);
      Tensor zero = Tensor.vector(1, 2, 3, 4);
      Quantize quantize = new Quantize(scale, zero, 1, range[0], range[1]);
      Network network =
          image(
              List.of(
                  new Layer("q", quantize, List.of("x")),
                  new Layer("d", new Dequantize(scale, zero, 1), List.of("q"))));
      Network read = again(network);
      assertThat(describe(read)).isEqualTo(describe(network));
      assertSame(read.layer("q").operator(), quantize);
      assertSame(read.layer("d").operator(), new Dequantize(scale, zero, 1));
    }
  }

  @Test
  void writesASoftmaxOverSeveralAxesAsOneOverTheirProduct() {
    Network network = image(List.of(new Layer("s", new Softmax(1, 3, false), List.of("x"))));
    assertThat(describe(again(network)))
        .containsExactly(
            "s/joined: Reshape(x) 1×144",
            "s/normal: Softmax(s/joined) 1×144",
            "s: Reshape(s/normal) 1×4×6×6");
  }

  @Test
  void leavesTheBatchOpenUnlessTheNetworkMovesIt() throws IOException {
    Layer flat = new Layer("flat", new Reshape(Shape.of(1, 144)), List.of("x"));
    Path file = folder.resolve("open.onnx");
    OnnxWriter.write(image(List.of(flat)), file, Map.of("key", "value"));
    ModelProto open = ModelProto.parseFrom(Files.readAllBytes(file));
    assertThat(
            open.getGraph()
                .getInput(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDim(0)
                .getDimParam())
        .isEqualTo("batch");
    assertThat(open.getGraph().getInitializer(0).getInt64DataList()).containsExactly(-1L, 144L);
    assertThat(open.getMetadataProps(0).getKey()).isEqualTo("key");
    assertThat(open.getIrVersion()).isEqualTo(8);
    assertThat(open.getOpsetImport(0).getVersion()).isEqualTo(17);

    Layer turned = new Layer("turned", new Transpose(List.of(1, 0, 2, 3)), List.of("x"));
    OnnxWriter.write(image(List.of(turned)), file, Map.of());
    ModelProto fixed = ModelProto.parseFrom(Files.readAllBytes(file));
    assertThat(
            fixed
                .getGraph()
                .getInput(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDim(0)
                .getDimValue())
        .isEqualTo(1);
  }

  @Test
  void leavesNothingAsideAndReplacesWhatWasThere() throws IOException {
    Path file = folder.resolve("net.onnx");
    Files.writeString(file, "old");
    OnnxWriter.write(
        image(List.of(new Layer("r", Activation.relu(), List.of("x")))), file, Map.of());
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
    assertThat(OnnxReader.read(file, Progress.NONE).network().layers()).hasSize(1);
  }

  @Test
  void saysInASentenceThatAFolderIsMissing() {
    Network network = image(List.of(new Layer("r", Activation.relu(), List.of("x"))));
    assertThatThrownBy(() -> OnnxWriter.write(network, folder.resolve("no/net.onnx"), Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be written");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cifar10_resnet20",
        "cntk_mnist_opset8",
        "marabou_cifar10_small",
        "gtsrb_larq_48",
        "SqueezeNet_fp16",
        "mobilenetv2_qdq_uint8_opset12_lanznx",
        "light_shufflenet"
      })
  void returnsRealNetworksLayerForLayer(String name) {
    Network network =
        OnnxReader.read(SharedData.file("networks/" + name + ".onnx"), Progress.NONE).network();
    Network read = again(network);
    assertThat(describe(read)).isEqualTo(describe(network));
    for (Layer layer : network.weightedLayers()) {
      assertThat(read.weights(layer.name()).values())
          .isEqualTo(network.weights(layer.name()).values());
    }
  }
}
