package filterscope.train;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.ImageSet;
import filterscope.job.Progress;
import filterscope.kernel.simd.VectorGradientKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.Methods;
import filterscope.network.ConvWeights;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import filterscope.train.TrainingPlan.OptimizerKind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MethodQuantizerTest {
  private static final Method CROSS_FILTER = Methods.byId("cross-filter");
  private static final Settings ONE_BIT =
      Settings.of(CROSS_FILTER.params(), Map.of("weight-bits", "1", "group", "2"));

  @Test
  void computesWithSignsAndTheScaleOfTwoFilters() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 1, new float[4]);
    float[] shadow = {0.5f, -0.25f, 0.75f, -1.5f};
    float[] effective = new float[4];

    new MethodQuantizer(weights, new LayerRecipe(CROSS_FILTER.id(), ONE_BIT), Methods::byId)
        .quantize(shadow, effective);

    assertThat(effective).containsExactly(0.75f, -0.75f, 0.75f, -0.75f);
    assertThat(shadow).containsExactly(0.5f, -0.25f, 0.75f, -1.5f);
  }

  @Test
  void passesGradientsStraightThroughInsideTheClamp() {
    MethodQuantizer quantizer =
        new MethodQuantizer(
            new ConvWeights(2, 2, 1, 1, new float[4]),
            new LayerRecipe(CROSS_FILTER.id(), ONE_BIT),
            Methods::byId);
    float[] shadow = {0.5f, -1, 1.25f, -3};
    float[] gradient = {1, 2, 3, 4};

    quantizer.passBack(shadow, gradient);
    quantizer.afterStep(shadow);

    assertThat(gradient).containsExactly(1, 2, 0, 0);
    assertThat(shadow).containsExactly(0.5f, -1, 1, -1);
  }

  @Test
  void leavesLargerWeightsOfALoadedNetworkAsTheyAre() {
    float[] loaded = {2.5f, -0.25f, 1.5f, -2};
    MethodQuantizer quantizer =
        new MethodQuantizer(
            new ConvWeights(2, 2, 1, 1, loaded.clone()),
            new LayerRecipe(CROSS_FILTER.id(), ONE_BIT),
            Methods::byId);
    float[] shadow = loaded.clone();
    float[] gradient = {1, 2, 3, 4};

    quantizer.passBack(shadow, gradient);
    quantizer.afterStep(shadow);

    assertThat(gradient).containsExactly(1, 2, 3, 4);
    assertThat(shadow).containsExactly(loaded);
    shadow[0] = 2.75f;
    shadow[3] = -4;
    quantizer.passBack(shadow, gradient);
    quantizer.afterStep(shadow);
    assertThat(gradient).containsExactly(0, 2, 3, 0);
    assertThat(shadow).containsExactly(2.5f, -0.25f, 1.5f, -2.5f);
  }

  @Test
  void searchesScalesOfSeveralBitsInEveryEighthStepOnly() {
    Settings twoBits =
        Settings.of(
            CROSS_FILTER.params(), Map.of("weight-bits", "2", "group", "1", "estimator", "max"));
    MethodQuantizer quantizer =
        new MethodQuantizer(
            new ConvWeights(1, 3, 1, 1, new float[3]),
            new LayerRecipe(CROSS_FILTER.id(), twoBits),
            Methods::byId);
    float[] effective = new float[3];

    // Levels ±1 and ±3 of scale 0.25, the largest weight on the largest level.
    quantizer.quantizeInTraining(new float[] {0.75f, -0.2f, 0.6f}, effective);
    assertThat(effective).containsExactly(0.75f, -0.25f, 0.75f);
    float[] moved = {0.3f, -0.3f, -0.1f};
    for (int step = 2; step <= MethodQuantizer.STEPS_PER_SEARCH; step++) {
      quantizer.quantizeInTraining(moved, effective);
      assertThat(effective).as("step %d", step).containsExactly(0.25f, -0.25f, -0.25f);
    }
    quantizer.quantizeInTraining(moved, effective);
    float scale = (float) (0.3f / 3.0);
    float[] anew = {3 * scale, -3 * scale, -scale};
    assertThat(effective).containsExactly(anew);

    quantizer.quantize(new float[] {0.75f, -0.2f, 0.6f}, effective);
    assertThat(effective).containsExactly(0.75f, -0.25f, 0.75f);
    quantizer.beginEpoch();
    quantizer.quantizeInTraining(new float[] {0.75f, -0.2f, 0.6f}, effective);
    assertThat(effective).containsExactly(0.75f, -0.25f, 0.75f);
  }

  @Test
  void computesOnKnownScalesAsTheMethodDoes() {
    java.util.Random random = new java.util.Random(4);
    float[] shadow = new float[6 * 4 * 9];
    for (int i = 0; i < shadow.length; i++) {
      shadow[i] = (float) random.nextGaussian();
    }
    for (String grid : java.util.List.of("odd", "symmetric")) {
      Settings settings =
          Settings.of(
              CROSS_FILTER.params(),
              Map.of(
                  "weight-bits",
                  "3",
                  "group",
                  "4",
                  "axis",
                  "kernels",
                  "group-in",
                  "3",
                  "grid",
                  grid));
      MethodQuantizer quantizer =
          new MethodQuantizer(
              new ConvWeights(6, 4, 3, 3, shadow),
              new LayerRecipe(CROSS_FILTER.id(), settings),
              Methods::byId);
      float[] exact = new float[shadow.length];
      float[] first = new float[shadow.length];
      float[] second = new float[shadow.length];
      quantizer.quantize(shadow, exact);
      quantizer.quantizeInTraining(shadow, first);
      quantizer.quantizeInTraining(shadow, second);
      assertThat(first).containsExactly(exact);
      assertThat(second).containsExactly(exact);
    }
  }

  @Test
  void learnsWithOneBitInTheMiddleLayer() {
    ImageSet toys = new ToyImages(96, 4);
    NetworkSketch sketch = new NetworkSketch(Shape.of(1, 1, 8, 8), 2);
    String last =
        sketch.relu("relu1", sketch.batchNorm("norm1", sketch.conv("conv1", "image", 8, 3, 1)));
    last = sketch.conv("conv2", last, 8, 3, 1);
    last = sketch.relu("relu2", sketch.batchNorm("norm2", last));
    last = sketch.flatten("flatten", sketch.maxPool("pool", last));
    Network start = sketch.finish("toy", sketch.dense("dense", last, 4));
    TrainingPlan plan =
        new TrainingPlan(12, 16, OptimizerKind.ADAM, 0.01, 0.1, 0, 0, Augmentation.NONE, 3, 0);
    try (Trainer trainer =
        new Trainer(
            start,
            toys,
            Normalisation.of(toys),
            plan,
            new VectorGradientKernels(),
            2,
            layer ->
                layer.equals("conv2")
                    ? LayerQuantizer.ofWeights(
                        new MethodQuantizer(
                            start.weights("conv2"),
                            new LayerRecipe(CROSS_FILTER.id(), ONE_BIT),
                            Methods::byId))
                    : LayerQuantizer.NONE)) {
      trainer.train(Optional.empty(), Progress.NONE, report -> {});

      assertThat(trainer.accuracy(toys, Progress.NONE).share()).isGreaterThan(0.97);

      // What is stored afterwards is what was trained: two values a pair of filters.
      Recipe recipe = Recipe.FLOAT.with("conv2", new LayerRecipe(CROSS_FILTER.id(), ONE_BIT));
      float[] stored =
          CompressedNetwork.compress(trainer.network(), recipe, Methods::byId)
              .effectiveWeights("conv2")
              .values();
      float[] pair = java.util.Arrays.copyOf(stored, 2 * 8 * 9);
      for (float weight : pair) {
        assertThat(Math.abs(weight)).isEqualTo(Math.abs(pair[0]));
      }
    }
  }

  /// TWN has a threshold of its own, DoReFa a curve: rounding to the nearest level of a known scale would be another method.
  @Test
  void trainsOnExactlyWhatTheMethodStoresWhereItDoesNotSearch() {
    java.util.Random random = new java.util.Random(4);
    for (String id : java.util.List.of("twn", "dorefa", "qnn", "ttq", "bwn", "xnor")) {
      Method method = Methods.byId(id);
      MethodQuantizer quantizer =
          new MethodQuantizer(
              new ConvWeights(4, 3, 3, 3, new float[108]),
              new LayerRecipe(id, method.defaults()),
              Methods::byId);
      for (int step = 0; step < 3; step++) {
        float[] shadow = new float[108];
        for (int index = 0; index < shadow.length; index++) {
          shadow[index] = (float) random.nextGaussian() / 3;
        }
        float[] training = new float[108];
        float[] stored = new float[108];
        quantizer.quantizeInTraining(shadow, training);
        quantizer.quantize(shadow, stored);
        assertThat(training).as(id).containsExactly(stored);
      }
    }
  }
}
