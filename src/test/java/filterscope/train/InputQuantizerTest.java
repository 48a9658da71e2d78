package filterscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ScalarGradientKernels;
import filterscope.kernel.simd.VectorGradientKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.Recipes;
import filterscope.network.Activation;
import filterscope.network.BatchNorm;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InputQuantizerTest {
  private static final int BATCH = 6;
  private static final ActivationGrid SIGN = new ActivationGrid.Sign();

  private final Random random = new Random(8);

  @Test
  void takesSignsWithPlusOneForZero() {
    assertThat(points(SIGN, -2, -0.1f, 0, 0.1f, 3)).containsExactly(-1, -1, 1, 1, 1);
  }

  @Test
  void takesTheNearestOfEvenSteps() {
    // 2 bits up to 3: 0, 1, 2, 3.
    assertThat(points(new ActivationGrid.Unsigned(2, 3), -1, 0.4f, 0.6f, 2.2f, 9))
        .containsExactly(0, 0, 1, 2, 3);
    // 3 bits and a sign up to 1.5: multiples of a half.
    assertThat(points(new ActivationGrid.Signed(3, 1.5f), -9, -0.7f, 0.2f, 0.3f, 1.4f))
        .containsExactly(-1.5f, -0.5f, 0, 0.5f, 1.5f);
  }

  @Test
  void takesAwayTheGradientOfWhatIsClipped() {
    assertThat(passed(SIGN, -1.01f, -1, 0, 1, 1.01f)).containsExactly(0, 1, 1, 1, 0);
    assertThat(passed(new ActivationGrid.Unsigned(2, 3), -0.1f, 0, 1.2f, 3, 3.1f))
        .containsExactly(0, 1, 1, 1, 0);
    assertThat(passed(new ActivationGrid.Signed(4, 2), -2.1f, -2, 1.2f, 2, 2.1f))
        .containsExactly(0, 1, 1, 1, 0);
  }

  @Test
  void learnsLikeALayerBehindAClipThatComputesOnPoints() {
    // Behind the quantizer everything is linear, so that its gradient is exactly that of a clip in
    // its place.
    ActivationGrid signed = new ActivationGrid.Signed(5, 1);
    ActivationGrid unsigned = new ActivationGrid.Unsigned(3, 1.5f);

    assertThat(gradient(twoConvs(Optional.empty()), SIGN)).isEqualTo(gradientOfClip(-1, 1));
    assertThat(gradient(twoConvs(Optional.empty()), signed)).isEqualTo(gradientOfClip(-1, 1));
    assertThat(gradient(twoConvs(Optional.empty()), unsigned)).isEqualTo(gradientOfClip(0, 1.5f));
  }

  @Test
  void aLayerOfSignsLearnsLikeAClipInItsPlace() {
    Activation sign = new Activation(Activation.Kind.SIGN, 0, 0);

    assertThat(gradient(twoConvs(Optional.of(sign)), new ActivationGrid.Floats()))
        .isEqualTo(gradientOfClip(-1, 1));
  }

  @Test
  void learnsItsOwnWeightsFromThePoints() {
    Network network = twoConvs(Optional.empty());
    Network behindSigns = twoConvs(Optional.of(new Activation(Activation.Kind.SIGN, 0, 0)));

    assertThat(gradient(network, "second.weights", SIGN))
        .containsExactly(
            gradient(behindSigns, "second.weights", new ActivationGrid.Floats()), within(1e-3f));
  }

  @Test
  void computesWhatTheEngineComputesWithOneBit() {
    for (Architecture architecture : List.of(PooledVgg.BINARY, BinaryResNet.ARCHITECTURE)) {
      Network network =
          architecture
              .maker()
              .make("signs", Shape.of(1, 3, 8, 8), 10, 3)
              .map(InputQuantizerTest::withRandomStatistics);
      Method method = Methods.byId("cross-filter");
      Map<String, String> bits = Map.of("weight-bits", "1", "activation-bits", "1", "group", "4");
      Recipe recipe =
          Recipes.uniform(
              network,
              new LayerRecipe(method.id(), Settings.of(method.params(), bits)),
              true,
              true,
              layer -> layer.contains("conv"));

      assertThat(trainedLogits(network, recipe))
          .as(architecture.id())
          .containsExactly(engineLogits(network, recipe), within(2e-3f));
    }
  }

  /// Sums of signs are often zero, whose sign depends on rounding where nothing is added.
  private static Layer withRandomStatistics(Layer layer) {
    if (!(layer.operator() instanceof BatchNorm norm)) {
      return layer;
    }
    Random random = new Random(layer.name().hashCode());
    float[] mean = new float[norm.mean().size()];
    fill(random, mean);
    return layer.with(
        new BatchNorm(
            norm.scale(), norm.shift(), Tensor.vector(mean), norm.variance(), norm.epsilon()));
  }

  private float[] trainedLogits(Network network, Recipe recipe) {
    try (Shards shards = new Shards(1)) {
      TrainableNetwork trainable =
          new TrainableNetwork(
              network,
              1,
              new VectorGradientKernels(),
              shards,
              RecipeQuantizers.of(network, recipe, Methods::byId));
      float[] image = image();
      int pixels = image.length / 3;
      for (int index = 0; index < image.length; index++) {
        trainable.input().values()[index % pixels * 3 + index / pixels] = image[index];
      }
      trainable.forward(1, false);
      return trainable.logits().values().clone();
    }
  }

  private float[] engineLogits(Network network, Recipe recipe) {
    CompressedNetwork compressed = CompressedNetwork.compress(network, recipe, Methods::byId);
    CompiledNetwork compiled = CompiledNetwork.compile(compressed, Backend.best());
    float[] logits = new float[10];
    compiled.run(image(), compiled.newScratch(), logits);
    return logits;
  }

  private static float[] image() {
    Random random = new Random(4);
    float[] image = new float[3 * 8 * 8];
    for (int index = 0; index < image.length; index++) {
      image[index] = (float) random.nextGaussian();
    }
    return image;
  }

  private static float[] points(ActivationGrid grid, float... x) {
    float[] points = new float[x.length];
    new InputQuantizer(grid).quantize(x, points, 0, x.length);
    return points;
  }

  private static float[] passed(ActivationGrid grid, float... x) {
    float[] gradient = new float[x.length];
    java.util.Arrays.fill(gradient, 1);
    new InputQuantizer(grid).passBack(new ScalarGradientKernels(), x, 0, gradient, 0, x.length);
    return gradient;
  }

  private float[] gradientOfClip(float low, float high) {
    Activation clip = new Activation(Activation.Kind.CLIP, low, high);
    return gradient(twoConvs(Optional.of(clip)), new ActivationGrid.Floats());
  }

  private float[] gradient(Network network, ActivationGrid grid) {
    return gradient(network, "first.weights", grid);
  }

  /// The gradient of one parameter when every output pulls with its own strength.
  private float[] gradient(Network network, String name, ActivationGrid grid) {
    random.setSeed(21);
    LayerQuantizer quantizer = new LayerQuantizer(WeightQuantizer.NONE, new InputQuantizer(grid));
    try (Shards shards = new Shards(2)) {
      TrainableNetwork trainable =
          new TrainableNetwork(
              network,
              BATCH,
              new VectorGradientKernels(),
              shards,
              layer -> layer.equals("second") ? quantizer : LayerQuantizer.NONE);
      fill(trainable.input().values());
      trainable.forward(BATCH, true);
      fill(trainable.logits().gradient());
      trainable.backward(BATCH);
      return trainable.parameters().stream()
          .filter(parameter -> parameter.name().equals(name))
          .findFirst()
          .orElseThrow()
          .gradient()
          .clone();
    }
  }

  /// Two convolutions, the second over all that is left of the image, with or without something between them.
  private static Network twoConvs(Optional<Activation> between) {
    Random random = new Random(5);
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer("first", conv(random, 2, 5, 3), List.of("image")));
    between.ifPresent(activation -> layers.add(new Layer("between", activation, List.of("first"))));
    layers.add(new Layer("second", conv(random, 5, 4, 4), List.of(layers.getLast().name())));
    layers.add(
        new Layer("flat", new filterscope.network.Reshape(Shape.of(1, 4)), List.of("second")));
    return new Network("two", "image", Shape.of(1, 2, 6, 6), layers, "flat");
  }

  private static Convolution conv(Random random, int channels, int filters, int size) {
    float[] weights = new float[filters * channels * size * size];
    fill(random, weights);
    float[] bias = new float[filters];
    fill(random, bias);
    return new Convolution(
        new ConvWeights(filters, channels, size, size, weights),
        Optional.of(Tensor.vector(bias)),
        Window.square(size, 1, 0),
        1);
  }

  private void fill(float[] values) {
    fill(random, values);
  }

  private static void fill(Random random, float[] values) {
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) (random.nextGaussian() / 3);
    }
  }
}
