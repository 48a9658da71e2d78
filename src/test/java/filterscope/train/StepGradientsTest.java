package filterscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import filterscope.job.BadInputException;
import filterscope.kernel.GradientKernels;
import filterscope.kernel.ScalarGradientKernels;
import filterscope.kernel.simd.VectorGradientKernels;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pool;
import filterscope.network.ReduceMean;
import filterscope.network.Reshape;
import filterscope.network.Softmax;
import filterscope.network.Transpose;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the gradient that every kind of step passes back against finite differences: each network has weights before the
/// step in question, whose gradient has to come through it.
final class StepGradientsTest {
  private static final int BATCH = 5;
  private static final float STEP = 2e-3f;
  private static final Shape IMAGE = Shape.of(1, 3, 7, 6);

  private final Random random = new Random(11);

  static Stream<Arguments> networks() {
    List<Arguments> all = new ArrayList<>();
    for (GradientKernels kernels :
        List.of(new ScalarGradientKernels(), new VectorGradientKernels())) {
      Random random = new Random(3);
      all.add(of(kernels, "convolution", conv(random, 6, 4, 3, 2, 1, 1, 1)));
      all.add(of(kernels, "grouped, dilated convolution", conv(random, 6, 4, 3, 1, 2, 2, 2)));
      all.add(of(kernels, "depthwise convolution", conv(random, 6, 6, 3, 2, 1, 1, 6)));
      all.add(of(kernels, "batch normalisation", norm(random, 6)));
      for (Activation.Kind kind : Activation.Kind.values()) {
        if (kind != Activation.Kind.SIGN) {
          all.add(of(kernels, kind.name(), activation(kind)));
        }
      }
      Window overlapping = new Window(3, 3, 2, 2, 1, 1, 1, 1, 0, 1);
      for (Pool.Kind kind : Pool.Kind.values()) {
        all.add(of(kernels, kind + " pool", new Pool(kind, overlapping, false, false)));
        all.add(of(kernels, kind + " pool, ceil", new Pool(kind, overlapping, true, true)));
        all.add(of(kernels, "global " + kind, new GlobalPool(kind)));
      }
      all.add(of(kernels, "mean", new ReduceMean(List.of(2, 3), true)));
    }
    return all.stream();
  }

  private static Arguments of(GradientKernels kernels, String name, Operator operator) {
    Network network = around(List.of(new Layer("tested", operator, List.of("first"))), "tested");
    return Arguments.of(Named.of(name + ", " + kernels.name(), network), kernels);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void passesBackTheGradientThatFiniteDifferencesShow(Network network, GradientKernels kernels) {
    checkGradients(network, kernels);
  }

  @Test
  void rectifiesInsideBatchNormalisation() {
    Network network =
        around(
            List.of(
                new Layer("norm", norm(random, 6), List.of("first")),
                new Layer("tested", Activation.relu(), List.of("norm"))),
            "tested");
    checkGradients(network, new VectorGradientKernels());
  }

  @Test
  void keepsBatchNormalisationApartFromTheRectifierWhenOthersTakeItsResult() {
    Network network =
        around(
            List.of(
                new Layer("norm", norm(random, 6), List.of("first")),
                new Layer("relu", Activation.relu(), List.of("norm")),
                new Layer("tested", new Arithmetic(Arithmetic.Kind.ADD), List.of("norm", "relu"))),
            "tested");
    checkGradients(network, new VectorGradientKernels());
  }

  @Test
  void sumsTheGradientsOfAllThatShareASource() {
    Layer conv = new Layer("conv", conv(random, 6, 6, 3, 1, 1, 1, 1), List.of("first"));
    Layer pool =
        new Layer(
            "pool",
            new Pool(Pool.Kind.MAXIMUM, Window.square(3, 1, 1), false, false),
            List.of("first"));
    Layer norm = new Layer("norm", norm(random, 6), List.of("first"));
    Layer tanh = new Layer("tanh", activation(Activation.Kind.TANH), List.of("first"));
    Layer joined =
        new Layer("joined", new Concat(1), List.of("conv", "first", "pool", "norm", "tanh"));
    Layer doubled =
        new Layer("doubled", new Arithmetic(Arithmetic.Kind.ADD), List.of("joined", "joined"));
    Network network = around(List.of(conv, pool, norm, tanh, joined, doubled), "doubled");
    checkGradients(network, new VectorGradientKernels());
  }

  @Test
  void passesGradientsThroughAResidualNetwork() {
    // Smooth, so that twenty layers do not add up to a kink at every turn.
    Network network =
        ResNet.make("residual", Shape.of(1, 3, 8, 8), 4, 5)
            .map(layer ->
                layer.operator() instanceof Activation
                    ? layer.with(activation(Activation.Kind.TANH))
                    : layer);
    checkGradients(network, new VectorGradientKernels());
  }

  @Test
  void namesTheLayerThatItCannotTrain() {
    Network network =
        around(
            List.of(new Layer("turned", new Transpose(List.of(0, 1, 3, 2)), List.of("first"))),
            "turned");

    assertThatThrownBy(() -> checkGradients(network, new ScalarGradientKernels()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'turned'");
  }

  @Test
  void takesTheScoresBeforeASoftmaxAtTheEnd() {
    Network plain = around(List.of(), "first");
    List<Layer> layers = new ArrayList<>(plain.layers());
    layers.add(new Layer("softmax", new Softmax(1, 1, false), List.of("dense")));
    Network network = new Network("with softmax", "image", IMAGE, layers, "softmax");
    try (Shards shards = new Shards(1)) {
      TrainableNetwork trainable = trainable(network, new ScalarGradientKernels(), shards);

      assertThat(trainable.logits().channels()).isEqualTo(4);
      assertThat(trainable.network().layers()).hasSameSizeAs(layers);
    }
  }

  @Test
  void trainsWithTheStatisticsOfTheBatchAndRemembersThem() {
    Network network = around(List.of(new Layer("norm", norm(random, 6), List.of("first"))), "norm");
    try (Shards shards = new Shards(1)) {
      TrainableNetwork trainable = trainable(network, new VectorGradientKernels(), shards);
      fill(trainable);
      for (int pass = 0; pass < 200; pass++) {
        trainable.forward(BATCH, true);
      }
      float[] trained = trainable.logits().values().clone();
      trainable.forward(BATCH, false);

      // The running variance is the unbiased one, 210/209 of the batch's.
      assertThat(trainable.logits().values()).containsExactly(trained, within(0.2f));
    }
  }

  private void checkGradients(Network network, GradientKernels kernels) {
    try (Shards shards = new Shards(2)) {
      TrainableNetwork trainable = trainable(network, kernels, shards);
      fill(trainable);
      float[] pull = randoms(trainable.logits().values().length);
      trainable.forward(BATCH, true);
      System.arraycopy(pull, 0, trainable.logits().gradient(), 0, pull.length);
      trainable.backward(BATCH);
      double scale =
          trainable.parameters().stream().mapToDouble(StepGradientsTest::largest).max().orElse(0);
      int compared = 0;
      int drawn = 0;
      for (Parameter parameter : trainable.parameters()) {
        int draws = Math.min(12, parameter.size());
        compared += compared(trainable, parameter, pull, draws, scale);
        drawn += draws;
      }
      assertThat(compared).as("gradients compared").isGreaterThan(drawn / 3);
    }
  }

  private static double largest(Parameter parameter) {
    double largest = 0;
    for (float g : parameter.gradient()) {
      largest = Math.max(largest, Math.abs(g));
    }
    return largest;
  }

  /// How many of the drawn gradients were compared sharply: those that are not next to a kink, where the slopes to the left
  /// and to the right differ and the gradient may lie anywhere between them.
  private int compared(
      TrainableNetwork trainable, Parameter parameter, float[] pull, int draws, double scale) {
    float[] gradient = parameter.gradient().clone();
    double unit = Math.max(largest(parameter), 0.1 * scale);
    int sharp = 0;
    for (int draw = 0; draw < draws; draw++) {
      int index = random.nextInt(parameter.size());
      float value = parameter.values()[index];
      double here = pulled(trainable, pull);
      parameter.values()[index] = value + STEP;
      double right = (pulled(trainable, pull) - here) / ((double) (value + STEP) - value);
      parameter.values()[index] = value - STEP;
      double left = (here - pulled(trainable, pull)) / (value - (double) (value - STEP));
      parameter.values()[index] = value;
      assertThat((double) gradient[index])
          .as("gradient of %s at %d", parameter, index)
          .isBetween(Math.min(left, right) - 0.03 * unit, Math.max(left, right) + 0.03 * unit);
      sharp += Math.abs(right - left) < 0.05 * unit ? 1 : 0;
    }
    return sharp;
  }

  private static double pulled(TrainableNetwork trainable, float[] pull) {
    trainable.forward(BATCH, true);
    double sum = 0;
    for (int i = 0; i < pull.length; i++) {
      sum += (double) pull[i] * trainable.logits().values()[i];
    }
    return sum;
  }

  private static TrainableNetwork trainable(
      Network network, GradientKernels kernels, Shards shards) {
    return new TrainableNetwork(network, BATCH, kernels, shards, layer -> LayerQuantizer.NONE);
  }

  private void fill(TrainableNetwork trainable) {
    float[] image = randoms(trainable.input().values().length);
    System.arraycopy(image, 0, trainable.input().values(), 0, image.length);
  }

  private float[] randoms(int count) {
    return randoms(random, count);
  }

  private static float[] randoms(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// A convolution to six channels, the layers in question, and a dense layer to four scores.
  private static Network around(List<Layer> tested, String last) {
    Random random = new Random(5);
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer("first", conv(random, 3, 6, 3, 1, 1, 1, 1), List.of("image")));
    layers.addAll(tested);
    Shape shape = new Network("part", "image", IMAGE, layers, last).outputShape();
    layers.add(new Layer("flat", new Reshape(Shape.of(1, shape.size())), List.of(last)));
    float[] weights = randoms(random, 4 * shape.size());
    Dense dense =
        new Dense(
            new ConvWeights(4, shape.size(), 1, 1, weights),
            Optional.of(Tensor.vector(randoms(random, 4))));
    layers.add(new Layer("dense", dense, List.of("flat")));
    return new Network("tested", "image", IMAGE, layers, "dense");
  }

  private static Convolution conv(
      Random random,
      int channels,
      int filters,
      int size,
      int stride,
      int dilation,
      int pad,
      int groups) {
    float[] weights = randoms(random, filters * channels / groups * size * size);
    return new Convolution(
        new ConvWeights(filters, channels / groups, size, size, weights),
        Optional.of(Tensor.vector(randoms(random, filters))),
        new Window(size, size, stride, stride, dilation, dilation, pad, pad, pad, pad),
        groups);
  }

  private static BatchNorm norm(Random random, int channels) {
    float[] variance = new float[channels];
    java.util.Arrays.fill(variance, 2);
    return new BatchNorm(
        Tensor.vector(randoms(random, channels)),
        Tensor.vector(randoms(random, channels)),
        Tensor.vector(randoms(random, channels)),
        Tensor.vector(variance),
        1e-5f);
  }

  private static Activation activation(Activation.Kind kind) {
    return switch (kind) {
      case CLIP -> new Activation(kind, -2, 6);
      case HARD_SIGMOID -> new Activation(kind, 0.2f, 0.5f);
      default -> new Activation(kind, 0.3f, 0);
    };
  }
}
