package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operator on a case small enough to work out by hand, and every operator after a convolution, where values lie
/// channels last, against the same operator on a row-major image.
class OperatorsTest {
  private static float[] single(Operator operator, Shape shape, float... image) {
    return Nets.run(Nets.single(operator, shape), image);
  }

  @Test
  void convolvesATwoByTwoImage() {
    Convolution convolution =
        new Convolution(
            new ConvWeights(1, 1, 2, 2, new float[] {1, 10, 100, 1000}),
            Optional.of(Tensor.vector(0.5f)),
            new Window(2, 2, 1, 1, 1, 1, 1, 0, 0, 1),
            1);
    assertThat(single(convolution, Shape.of(1, 1, 2, 2), 1, 2, 3, 4))
        .containsExactly(2100.5f, 200.5f, 4321.5f, 402.5f);
  }

  @Test
  void multipliesADenseLayerOverEveryRow() {
    Dense dense =
        new Dense(
            new ConvWeights(2, 3, 1, 1, new float[] {1, 2, 3, 4, 5, 6}),
            Optional.of(Tensor.vector(10, 20)));
    assertThat(single(dense, Shape.of(1, 2, 3), 1, 0, 0, 0, 1, 1)).containsExactly(11, 24, 15, 31);
  }

  @Test
  void normalisesEachChannel() {
    BatchNorm norm =
        new BatchNorm(
            Tensor.vector(2, 3), Tensor.vector(1, 0), Tensor.vector(0, 1), Tensor.vector(4, 1), 0);
    assertThat(single(norm, Shape.of(1, 2, 1, 2), 1, 2, 3, 4)).containsExactly(2, 3, 6, 9);
  }

  @ParameterizedTest
  @EnumSource(Activation.Kind.class)
  void appliesEveryActivation(Activation.Kind kind) {
    float[] image = {-7, -2, -0.5f, 0, 0.25f, 1, 8};
    Activation activation = new Activation(kind, 0.2f, 0.5f);
    float[] expected = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      expected[i] = activation.apply(image[i]);
    }
    assertThat(single(activation, Shape.of(1, 7), image)).containsExactly(expected, within(1e-6f));
  }

  @Test
  void multipliesNegativesByTheSlopeOfTheirChannel() {
    ParametricRelu relu = new ParametricRelu(new Tensor(Shape.of(2, 1, 1), new float[] {0.5f, 2}));
    assertThat(single(relu, Shape.of(1, 2, 1, 2), -2, 3, -4, 5)).containsExactly(-1, 3, -8, 5);
  }

  @ParameterizedTest
  @EnumSource(Arithmetic.Kind.class)
  void broadcastsOperandsOnEitherSide(Arithmetic.Kind kind) {
    Tensor column = new Tensor(Shape.of(2, 1), new float[] {2, 4});
    Network right = Nets.single(new Arithmetic(kind), Shape.of(1, 3), column);
    float[] x = {8, 16, 32};
    float[] expected = new float[6];
    for (int i = 0; i < 6; i++) {
      float a = x[i % 3];
      float b = i < 3 ? 2 : 4;
      expected[i] =
          switch (kind) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
          };
    }
    assertThat(right.outputShape()).isEqualTo(Shape.of(2, 3));
    assertThat(Nets.run(right, x)).containsExactly(expected);
  }

  @Test
  void poolsTheMaximumOfPaddedWindows() {
    Pool pool = new Pool(Pool.Kind.MAXIMUM, Window.square(2, 2, 1), false, false);
    assertThat(single(pool, Shape.of(1, 1, 2, 2), -1, -2, -3, -4)).containsExactly(-1, -2, -3, -4);
  }

  @Test
  void keepsTheLastPartialWindowUnderCeil() {
    Window window = new Window(1, 2, 1, 2, 1, 1, 0, 0, 0, 0);
    Shape shape = Shape.of(1, 1, 1, 5);
    assertThat(single(new Pool(Pool.Kind.MAXIMUM, window, true, false), shape, 1, 2, 3, 4, 5))
        .containsExactly(2, 4, 5);
    assertThat(single(new Pool(Pool.Kind.AVERAGE, window, true, true), shape, 1, 2, 3, 4, 5))
        .containsExactly(1.5f, 3.5f, 5);
    assertThat(single(new Pool(Pool.Kind.AVERAGE, window, false, false), shape, 1, 2, 3, 4, 5))
        .containsExactly(1.5f, 3.5f);
  }

  @Test
  void dividesAveragesByTheTapsItWasToldToCount() {
    Window window = new Window(1, 2, 1, 1, 1, 1, 0, 1, 0, 0);
    Shape shape = Shape.of(1, 1, 1, 2);
    assertThat(single(new Pool(Pool.Kind.AVERAGE, window, false, true), shape, 4, 8))
        .containsExactly(2, 6);
    assertThat(single(new Pool(Pool.Kind.AVERAGE, window, false, false), shape, 4, 8))
        .containsExactly(4, 6);
  }

  @Test
  void poolsWholeChannels() {
    Shape shape = Shape.of(1, 2, 1, 2);
    assertThat(single(new GlobalPool(Pool.Kind.AVERAGE), shape, 1, 3, 5, 9)).containsExactly(2, 7);
    assertThat(single(new GlobalPool(Pool.Kind.MAXIMUM), shape, 1, 3, 5, 9)).containsExactly(3, 9);
  }

  @Test
  void joinsInputsAlongAnAxis() {
    Tensor other = new Tensor(Shape.of(2, 1), new float[] {10, 20});
    assertThat(Nets.run(Nets.single(new Concat(-1), Shape.of(2, 2), other), 1, 2, 3, 4))
        .containsExactly(1, 2, 10, 3, 4, 20);
  }

  @Test
  void transposesAnyAxes() {
    assertThat(single(new Transpose(List.of(2, 0, 1)), Shape.of(2, 1, 3), 1, 2, 3, 4, 5, 6))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void slicesBackwardsAndInSteps() {
    Slice slice = new Slice(List.of(1, 0), List.of(2, 2), List.of(-1, 2));
    assertThat(single(slice, Shape.of(2, 3), 1, 2, 3, 4, 5, 6)).containsExactly(4, 6, 1, 3);
  }

  @Test
  void padsInEveryMode() {
    List<Integer> before = List.of(0, 2);
    List<Integer> after = List.of(1, 1);
    Shape shape = Shape.of(1, 3);
    assertThat(single(new Pad(before, after, Pad.Mode.CONSTANT, 9), shape, 1, 2, 3))
        .containsExactly(9, 9, 1, 2, 3, 9, 9, 9, 9, 9, 9, 9);
    assertThat(single(new Pad(before, after, Pad.Mode.EDGE, 9), shape, 1, 2, 3))
        .containsExactly(1, 1, 1, 2, 3, 3, 1, 1, 1, 2, 3, 3);
    assertThat(single(new Pad(List.of(0, 2), List.of(0, 1), Pad.Mode.REFLECT, 9), shape, 1, 2, 3))
        .containsExactly(3, 2, 1, 2, 3, 2);
  }

  @Test
  void gathersSlicesInOrder() {
    Shape shape = Shape.of(2, 3);
    assertThat(single(new Gather(1, List.of(2, 0, 2), false), shape, 1, 2, 3, 4, 5, 6))
        .containsExactly(3, 1, 3, 6, 4, 6);
    assertThat(single(new Gather(0, List.of(1), true), shape, 1, 2, 3, 4, 5, 6))
        .containsExactly(4, 5, 6);
  }

  @Test
  void takesMeansOverAxes() {
    Shape shape = Shape.of(2, 3);
    assertThat(single(new ReduceMean(List.of(0), true), shape, 1, 2, 3, 5, 6, 7))
        .containsExactly(3, 4, 5);
    assertThat(single(new ReduceMean(List.of(1), false), shape, 1, 2, 3, 5, 6, 7))
        .containsExactly(2, 6);
    assertThat(single(new ReduceMean(List.of(0, 1), false), shape, 1, 2, 3, 5, 6, 7))
        .containsExactly(4);
  }

  @Test
  void normalisesExponentialsOverAxes() {
    float log3 = (float) Math.log(3);
    Shape shape = Shape.of(2, 2);
    assertThat(single(new Softmax(1, 1, false), shape, 0, log3, 1000 + log3, 1000))
        .containsExactly(new float[] {0.25f, 0.75f, 0.75f, 0.25f}, within(1e-4f));
    assertThat(single(new Softmax(0, 0, false), shape, 0, log3, log3, 0))
        .containsExactly(new float[] {0.25f, 0.75f, 0.75f, 0.25f}, within(1e-6f));
    assertThat(single(new Softmax(0, 1, true), shape, 0, log3, log3, 0))
        .containsExactly(
            new float[] {
              (float) Math.log(0.125),
              (float) Math.log(0.375),
              (float) Math.log(0.375),
              (float) Math.log(0.125)
            },
            within(1e-6f));
  }

  @Test
  void dividesByTheSquaresOfNeighbouringChannels() {
    LocalResponseNorm norm = new LocalResponseNorm(2, 2, 1, 1);
    assertThat(single(norm, Shape.of(1, 3, 1, 1), 1, 2, 3))
        .containsExactly(new float[] {1 / 6f, 2 / 14f, 3 / 10f}, within(1e-6f));
    LocalResponseNorm usual = new LocalResponseNorm(3, 3, 0.75f, 2);
    float power = (float) Math.pow(2 + 1 + 4, -0.75);
    assertThat(single(usual, Shape.of(1, 2, 1, 1), 1, 2))
        .containsExactly(new float[] {power, 2 * power}, within(1e-6f));
  }

  @Test
  void roundsHalvesToEvenWhenQuantizing() {
    Quantize quantize = new Quantize(Tensor.vector(2), Tensor.vector(1), 1, -3, 5);
    assertThat(single(quantize, Shape.of(1, 6), 1, 3, 5, -1, 100, -100))
        .containsExactly(1, 3, 3, 1, 5, -3);
    Quantize perChannel = new Quantize(Tensor.vector(1, 0.5f), Tensor.vector(0, 10), 1, -128, 127);
    assertThat(single(perChannel, Shape.of(1, 2, 2), 1, 2, 1, 2)).containsExactly(1, 2, 12, 14);
  }

  @Test
  void dequantizesAlongAnAxis() {
    Dequantize dequantize = new Dequantize(Tensor.vector(2, 10), Tensor.vector(1, 0), -2);
    assertThat(single(dequantize, Shape.of(1, 2, 2), 1, 2, 3, 4)).containsExactly(0, 2, 30, 40);
  }

  @Test
  void multipliesStackedMatrices() {
    Tensor right = new Tensor(Shape.of(2, 2, 1), new float[] {1, 10, 100, 1000});
    Network network = Nets.single(new MatrixProduct(), Shape.of(2, 2), right);
    assertThat(network.outputShape()).isEqualTo(Shape.of(2, 2, 1));
    assertThat(Nets.run(network, 1, 2, 3, 4)).containsExactly(21, 43, 2100, 4300);
  }

  @Test
  void addsAMatrixToItsOwnTransposeWithoutOverwritingIt() {
    Network network =
        new Network(
            "symmetric",
            "x",
            Shape.of(2, 2),
            List.of(
                new Layer("r", new Activation(Activation.Kind.RELU, 0, 0), List.of("x")),
                new Layer("u", new Reshape(Shape.of(1, 2, 2)), List.of("r")),
                new Layer("t", new Transpose(List.of(1, 0)), List.of("r")),
                new Layer("s", new Arithmetic(Arithmetic.Kind.ADD), List.of("u", "t"))),
            "s");
    assertThat(Nets.run(network, 1, 2, 3, 4)).containsExactly(2, 5, 5, 8);
  }

  static List<Operator> operatorsOnImages() {
    return List.of(
        Nets.batchNorm(1, 6),
        new Activation(Activation.Kind.TANH, 0, 0),
        new ParametricRelu(new Tensor(Shape.of(6, 1, 1), Nets.random(2, 6))),
        new ParametricRelu(new Tensor(Shape.of(1, 6, 4, 5), Nets.random(2, 120))),
        new Pool(Pool.Kind.MAXIMUM, Window.square(3, 2, 1), true, false),
        new Pool(Pool.Kind.AVERAGE, Window.square(3, 2, 1), true, true),
        new GlobalPool(Pool.Kind.AVERAGE),
        new Reshape(Shape.of(1, 120)),
        new Reshape(Shape.of(1, 2, 3, 4, 5)),
        new Reshape(Shape.of(6, 20)),
        new Reshape(Shape.of(1, 6, 1, 20, 1)),
        new Reshape(Shape.of(1, 24, 5)),
        new Reshape(Shape.of(5, 4, 6)),
        new Transpose(List.of(0, 2, 3, 1)),
        new Transpose(List.of(3, 1, 0, 2)),
        new Slice(List.of(0, 5, 1, 0), List.of(1, 3, 2, 5), List.of(1, -2, 1, 1)),
        new Pad(List.of(0, 1, 2, 0), List.of(1, 0, 1, 3), Pad.Mode.CONSTANT, 7),
        new Pad(List.of(0, 2, 1, 2), List.of(0, 2, 1, 2), Pad.Mode.REFLECT, 7),
        new Gather(1, List.of(3, 1), false),
        new Gather(2, List.of(2), true),
        new ReduceMean(List.of(2, 3), true),
        new ReduceMean(List.of(1), false),
        new ReduceMean(List.of(1, 3), false),
        new ReduceMean(List.of(0, 2), true),
        new Softmax(1, 1, false),
        new Softmax(1, 3, true),
        new LocalResponseNorm(3, 0.1f, 0.5f, 1),
        new Quantize(
            Tensor.vector(0.1f, 0.2f, 0.3f, 0.4f), Tensor.vector(0, 1, 2, 3), 2, -128, 127),
        new Dequantize(Tensor.vector(Nets.random(3, 6)), Tensor.vector(Nets.random(4, 6)), 1),
        new Dense(new ConvWeights(3, 5, 1, 1, Nets.random(5, 15)), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("operatorsOnImages")
  void doesTheSameToImagesThatLieChannelsLast(Operator operator) {
    Shape shape = Shape.of(1, 6, 4, 5);
    float[] identity = new float[36];
    for (int channel = 0; channel < 6; channel++) {
      identity[channel * 7] = 1;
    }
    Convolution copy =
        new Convolution(
            new ConvWeights(6, 6, 1, 1, identity), Optional.empty(), Window.square(1, 1, 0), 1);
    Network plain = Nets.single(operator, shape);
    Network relaid =
        new Network(
            "relaid",
            "image",
            shape,
            List.of(
                new Layer("copy", copy, List.of("image")),
                new Layer(
                    "sigmoid", new Activation(Activation.Kind.CLIP, -99, 99), List.of("copy")),
                new Layer("layer", operator, List.of("sigmoid"))),
            "layer");
    float[] image = Nets.random(6, 120);
    assertThat(Nets.run(relaid, image)).containsExactly(Nets.run(plain, image), within(1e-5f));
  }

  @Test
  void joinsAndAddsValuesOfDifferentLayouts() {
    Shape shape = Shape.of(1, 2, 2, 2);
    Convolution copy =
        new Convolution(
            new ConvWeights(2, 2, 1, 1, new float[] {1, 0, 0, 1}),
            Optional.empty(),
            Window.square(1, 1, 0),
            1);
    for (Operator operator :
        List.of(
            new Concat(1),
            new Concat(3),
            new Arithmetic(Arithmetic.Kind.ADD),
            new Arithmetic(Arithmetic.Kind.SUBTRACT))) {
      Network mixed =
          new Network(
              "mixed",
              "image",
              shape,
              List.of(
                  new Layer("copy", copy, List.of("image")),
                  new Layer("layer", operator, List.of("copy", "image"))),
              "layer");
      Network plain =
          new Network(
              "plain",
              "image",
              shape,
              List.of(new Layer("layer", operator, List.of("image", "image"))),
              "layer");
      float[] image = Nets.counting(8);
      assertThat(Nets.run(mixed, image)).containsExactly(Nets.run(plain, image));
    }
  }

  @Test
  void movesNothingForAChannelShuffleButTheShuffleItself() {
    Convolution convolution = Nets.convolution(1, 6, 6, Window.square(1, 1, 0));
    Network network =
        new Network(
            "shuffle",
            "image",
            Shape.of(1, 6, 2, 2),
            List.of(
                new Layer("a", convolution, List.of("image")),
                new Layer("split", new Reshape(Shape.of(1, 2, 3, 2, 2)), List.of("a")),
                new Layer("swap", new Transpose(List.of(0, 2, 1, 3, 4)), List.of("split")),
                new Layer("merge", new Reshape(Shape.of(1, 6, 2, 2)), List.of("swap")),
                new Layer("b", convolution, List.of("merge")),
                new Layer("nhwc", new Transpose(List.of(0, 2, 3, 1)), List.of("b"))),
            "nhwc");
    CompiledNetwork compiled =
        CompiledNetwork.compile(
            filterscope.method.CompressedNetwork.uncompressed(network), new VectorFloatKernels());
    assertThat(compiled.stepInfos().stream().map(StepInfo::title))
        .containsExactly("Layout", "Conv 1×1", "Layout", "Conv 1×1");
    assertThat(Nets.run(compiled, Nets.counting(24)))
        .containsExactly(
            Nets.run(network, new ScalarFloatKernels(), Nets.counting(24)), within(1e-3f));
  }
}
