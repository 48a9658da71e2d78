package filterscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.ImageSet;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.ActivationGrid;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.Methods;
import filterscope.network.ConvWeights;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LearnedScalesTest {
  private static final ImageSet TOYS = new ToyImages(96, 4);
  private static final Preparation PREPARATION = Normalisation.of(TOYS);

  @TempDir private Path folder;

  @Test
  void givesTheGradientOfTheStepSizeThatThePaperGives() {
    // Two bits, levels ±1 and ±3, one scale of 1/2: 0.2 is at 0.4 of it (level 1), 0.9 at 1.8 (1),
    // −4 is clipped (−3).
    ConvWeights start = new ConvWeights(1, 3, 1, 1, new float[] {0.5f, 1.5f, -1.5f});
    LearnedScales scales = new LearnedScales("conv", start, method(start, 2, 1));
    assertThat(scales.parameters().getFirst().values()).containsExactly(0.5f);
    float[] shadow = {0.2f, 0.9f, -4};
    float[] gradient = {1, 10, 100};

    float[] effective = new float[3];
    scales.quantizeInTraining(shadow, effective);
    scales.passBack(shadow, gradient);

    assertThat(effective).containsExactly(0.5f, 0.5f, -1.5f);
    assertThat(gradient).containsExactly(1, 10, 0);
    double sum = 1 * (1 - 0.4) + 10 * (1 - 1.8) + 100 * -3;
    assertThat((double) scales.parameters().getFirst().gradient()[0])
        .isCloseTo(sum / Math.sqrt(3 * 3), within(1e-4));
  }

  @Test
  void givesTheExactGradientOfAScaleOfSigns() {
    ConvWeights start = new ConvWeights(2, 2, 1, 1, new float[] {1, -1, 1, 1});
    LearnedScales scales = new LearnedScales("conv", start, method(start, 1, 2));
    float[] gradient = {1, 10, 100, 1000};

    scales.passBack(start.values(), gradient);

    assertThat(gradient).containsExactly(1, 10, 100, 1000);
    assertThat((double) scales.parameters().getFirst().gradient()[0])
        .isCloseTo((1 - 10 + 100 + 1000) / 2.0, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void storesWeightsInWhichTheMethodFindsTheLearnedScales(int bits) {
    Random random = new Random(bits);
    float[] values = new float[16 * 6 * 9];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() * 0.1f;
    }
    ConvWeights start = new ConvWeights(16, 6, 3, 3, values);
    LearnedScales scales = new LearnedScales("conv", start, method(start, bits, 4));
    float[] alpha = scales.parameters().getFirst().values();
    for (int group = 0; group < alpha.length; group++) {
      alpha[group] *= 0.7f + 0.1f * group;
    }

    float[] trained = new float[values.length];
    float[] measured = new float[values.length];
    scales.quantizeInTraining(values, trained);
    scales.quantize(values, measured);

    for (int i = 0; i < trained.length; i++) {
      assertThat(measured[i]).isCloseTo(trained[i], within(1e-6f * Math.abs(trained[i])));
    }
    if (bits == 1) {
      assertThat(measured).isEqualTo(trained);
    }
  }

  @Test
  void givesTheGradientOfTheStepBetweenActivations() {
    // Levels 0 to 3 of 1: −1 is below, 1.4 inside (level 1), 9 above (level 3).
    LearnedBound bound = new LearnedBound("conv", new ActivationGrid.Unsigned(2, 3));

    double sum =
        bound.gradient(bound.grid(), new float[] {-1, 1.4f, 9}, 0, new float[] {1, 10, 100}, 0, 3);
    bound.learn(new double[] {sum, 5}, 3);

    assertThat(sum).isCloseTo(10 * (1 - 1.4) + 100 * 3, within(1e-5));
    assertThat((double) bound.parameter().gradient()[0])
        .isCloseTo((sum + 5) / Math.sqrt(3 * 3), within(1e-4));
    bound.parameter().values()[0] = -1;
    bound.afterStep();
    assertThat(bound.grid()).isEqualTo(new ActivationGrid.Unsigned(2, 0.001f));
  }

  @ParameterizedTest
  @CsvSource({"1, 32", "2, 2", "3, 4"})
  void trainsToANetworkThatIsWhatItWasInTraining(int weightBits, int activationBits) {
    FineTune tune = tune(weightBits, activationBits, 1);
    Repairs.Repaired start = tune.repaired(Progress.NONE).getLast();
    Checkpoint checkpoint = new Checkpoint(folder.resolve("run.checkpoint"));
    try (Trainer trainer = tune.trainer(start);
        Trainer threads = tune(weightBits, activationBits, 3).trainer(start);
        Trainer resumed = tune.trainer(start)) {
      trainer.train(Optional.of(checkpoint), Progress.NONE, report -> {});
      threads.train(Optional.empty(), Progress.NONE, report -> {});
      resumed.resume(checkpoint);
      Network network = trainer.network();
      Recipe recipe = trainer.learned(start.recipe());

      assertThat(threads.network().weights("conv2").values())
          .isEqualTo(network.weights("conv2").values());
      assertThat(threads.learned(start.recipe())).isEqualTo(recipe);
      assertThat(resumed.learned(start.recipe())).isEqualTo(recipe);
      if (activationBits < 32) {
        assertThat(recipe).isNotEqualTo(start.recipe());
      }
      // Opened again and trained no further, it classifies as it did.
      FineTune again = new FineTune(network, true, recipe, TOYS, PREPARATION, plan(Set.of()), 1);
      try (Trainer opened = again.trainer(again.repaired(Progress.NONE).getLast())) {
        assertThat(opened.accuracy(TOYS, Progress.NONE))
            .isEqualTo(trainer.accuracy(TOYS, Progress.NONE));
      }
    }
  }

  @Test
  void saysWhatCannotBeLearned() {
    Set<Learned> bounds = EnumSet.of(Learned.BOUNDS);
    assertThatThrownBy(() ->
            RecipeQuantizers.of(network(), recipe(2, 32, "least-squares"), Methods::byId, bounds))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no bound to learn");
    Set<Learned> scales = EnumSet.of(Learned.SCALES);
    assertThatThrownBy(
            () -> RecipeQuantizers.of(network(), recipe(2, 32, "max"), Methods::byId, scales))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'conv2' cannot be learned");
  }

  private static FineTune tune(int weightBits, int activationBits, int threads) {
    Set<Learned> learned = EnumSet.of(Learned.SCALES);
    if (activationBits < 32) {
      learned.add(Learned.BOUNDS);
    }
    return new FineTune(
        network(),
        false,
        recipe(weightBits, activationBits, "least-squares"),
        TOYS,
        PREPARATION,
        plan(learned),
        threads);
  }

  private static FineTunePlan plan(Set<Learned> learned) {
    TrainingPlan training =
        new TrainingPlan(
            2, 16, TrainingPlan.OptimizerKind.ADAM, 0.01, 0, 0, 0, Augmentation.NONE, 1, 0);
    return new FineTunePlan(training, Set.of(), Optional.empty(), learned);
  }

  private static Network network() {
    NetworkSketch sketch = new NetworkSketch(Shape.of(1, 1, 8, 8), 3);
    String last = sketch.conv("conv1", sketch.input(), 6, 3, 1);
    last = sketch.maxPool("pool1", sketch.relu("relu1", sketch.batchNorm("norm1", last)));
    last = sketch.conv("conv2", last, 8, 3, 1);
    last = sketch.flatten("flatten", sketch.relu("relu2", sketch.batchNorm("norm2", last)));
    return sketch.finish("toy", sketch.dense("dense", last, 4));
  }

  private static LayerRecipe choice(int weightBits, int activationBits, int group, String by) {
    Method method = Methods.byId("cross-filter");
    Map<String, String> said =
        Map.of(
            "weight-bits",
            Integer.toString(weightBits),
            "activation-bits",
            Integer.toString(activationBits),
            "group",
            Integer.toString(group),
            "estimator",
            by);
    return new LayerRecipe(method.id(), Settings.of(method.params(), said));
  }

  private static Recipe recipe(int weightBits, int activationBits, String by) {
    return Recipe.FLOAT.with("conv2", choice(weightBits, activationBits, 4, by));
  }

  private static MethodQuantizer method(ConvWeights start, int bits, int group) {
    return new MethodQuantizer(start, choice(bits, 32, group, "least-squares"), Methods::byId);
  }
}
