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

    new MethodQuantizer(weights, CROSS_FILTER, ONE_BIT).quantize(shadow, effective);

    assertThat(effective).containsExactly(0.75f, -0.75f, 0.75f, -0.75f);
    assertThat(shadow).containsExactly(0.5f, -0.25f, 0.75f, -1.5f);
  }

  @Test
  void passesGradientsStraightThroughInsideTheClamp() {
    MethodQuantizer quantizer =
        new MethodQuantizer(new ConvWeights(2, 2, 1, 1, new float[4]), CROSS_FILTER, ONE_BIT);
    float[] shadow = {0.5f, -1, 1.25f, -3};
    float[] gradient = {1, 2, 3, 4};

    quantizer.passBack(shadow, gradient);
    quantizer.afterStep(shadow);

    assertThat(gradient).containsExactly(1, 2, 0, 0);
    assertThat(shadow).containsExactly(0.5f, -1, 1, -1);
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
                    ? new MethodQuantizer(start.weights("conv2"), CROSS_FILTER, ONE_BIT)
                    : WeightQuantizer.NONE)) {
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
}
