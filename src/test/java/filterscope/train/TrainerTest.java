package filterscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.data.ImageSet;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.simd.VectorGradientKernels;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import filterscope.train.TrainingPlan.OptimizerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainerTest {
  private static final ImageSet TOYS = new ToyImages(96, 4);
  private static final Preparation PREPARATION = Normalisation.of(TOYS);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void learnsASmallSetByHeart(OptimizerKind optimizer) {
    try (Trainer trainer = trainer(plan(optimizer, 12, 0.01, 3), 2)) {
      trainer.train(Optional.empty(), Progress.NONE, report -> {});

      assertThat(trainer.accuracy(TOYS, Progress.NONE).share()).isGreaterThan(0.97);
      assertThat(trainer.reports().getLast().loss())
          .isLessThan(trainer.reports().getFirst().loss() / 3);
    }
  }

  @Test
  void reachesTheSameWeightsWithAnyNumberOfThreads() {
    TrainingPlan plan = plan(OptimizerKind.ADAM, 2, 0.01, 3);

    assertThat(weights(trained(plan, 3))).isEqualTo(weights(trained(plan, 1)));
  }

  @Test
  void reachesOtherWeightsWithAnotherSeed() {
    float[] one = weights(trained(plan(OptimizerKind.ADAM, 1, 0.01, 3), 1));
    float[] other = weights(trained(plan(OptimizerKind.ADAM, 1, 0.01, 4), 1));

    assertThat(one).isNotEqualTo(other);
  }

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void endsWithTheSameWeightsAfterAnInterruption(OptimizerKind optimizer) {
    TrainingPlan plan = plan(optimizer, 3, 0.01, 3);
    Checkpoint checkpoint = new Checkpoint(folder.resolve("run.checkpoint"));
    try (Trainer interrupted = trainer(plan, 1)) {
      assertThatThrownBy(() -> interrupted.train(Optional.of(checkpoint), until(0.5), report -> {}))
          .isInstanceOf(CancellationException.class);
    }
    try (Trainer resumed = trainer(plan, 2)) {
      resumed.resume(checkpoint);
      assertThat(resumed.reports()).hasSize(1);
      resumed.train(Optional.of(checkpoint), Progress.NONE, report -> {});

      assertThat(resumed.reports()).hasSize(3);
      assertThat(weights(resumed.network())).isEqualTo(weights(trained(plan, 1)));
    }
  }

  @Test
  void learnsFromATeacherTheSameWithAnyNumberOfThreadsAndAfterAnInterruption() {
    TrainingPlan plan = plan(OptimizerKind.ADAM, 2, 0.01, 3);
    Checkpoint checkpoint = new Checkpoint(folder.resolve("run.checkpoint"));
    float[] whole;
    try (Trainer trainer = taught(plan, 3)) {
      trainer.train(Optional.empty(), Progress.NONE, report -> {});
      whole = weights(trainer.network());
    }
    try (Trainer interrupted = taught(plan, 1)) {
      assertThatThrownBy(() -> interrupted.train(Optional.of(checkpoint), until(0.5), report -> {}))
          .isInstanceOf(CancellationException.class);
    }
    try (Trainer resumed = taught(plan, 1);
        Trainer alone = trainer(plan, 1)) {
      resumed.resume(checkpoint);
      resumed.train(Optional.of(checkpoint), Progress.NONE, report -> {});

      assertThat(weights(resumed.network())).isEqualTo(whole);
      assertThat(whole).isNotEqualTo(weights(trained(plan, 1)));
      assertThatThrownBy(() -> alone.resume(checkpoint)).hasMessageContaining("another run");
    }
  }

  /// Everything from a teacher that was trained for a while.
  private static Trainer taught(TrainingPlan plan, int threads) {
    Network teacher = trained(plan(OptimizerKind.MOMENTUM, 3, 0.01, 1), 1);
    return new Trainer(
        network(),
        TOYS,
        PREPARATION,
        plan,
        new VectorGradientKernels(),
        threads,
        layer -> LayerQuantizer.NONE,
        Optional.of(new Trainer.Taught(teacher, new Distillation(1, 2))));
  }

  @Test
  void refusesTheCheckpointOfAnotherRun() {
    Checkpoint checkpoint = new Checkpoint(folder.resolve("run.checkpoint"));
    try (Trainer first = trainer(plan(OptimizerKind.ADAM, 1, 0.01, 3), 1)) {
      first.train(Optional.of(checkpoint), Progress.NONE, report -> {});
    }
    try (Trainer other = trainer(plan(OptimizerKind.ADAM, 1, 0.02, 3), 1)) {
      assertThatThrownBy(() -> other.resume(checkpoint))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("another run")
          .hasMessageContaining("delete it");
    }
  }

  @Test
  void refusesADamagedCheckpoint() throws IOException {
    TrainingPlan plan = plan(OptimizerKind.ADAM, 1, 0.01, 3);
    Checkpoint checkpoint = new Checkpoint(folder.resolve("run.checkpoint"));
    try (Trainer first = trainer(plan, 1)) {
      first.train(Optional.of(checkpoint), Progress.NONE, report -> {});
    }
    byte[] bytes = Files.readAllBytes(checkpoint.file());
    bytes[bytes.length / 2] ^= 1;
    Files.write(checkpoint.file(), bytes);
    try (Trainer again = trainer(plan, 1)) {
      assertThatThrownBy(() -> again.resume(checkpoint)).hasMessageContaining("is damaged");
    }
    Files.write(checkpoint.file(), Arrays.copyOf(bytes, bytes.length / 2));
    try (Trainer again = trainer(plan, 1)) {
      assertThatThrownBy(() -> again.resume(checkpoint))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("cannot be read");
    }
  }

  @Test
  void reachesTheSameWeightsWhoeverWatches() {
    TrainingPlan plan = plan(OptimizerKind.ADAM, 2, 0.01, 3);
    List<StepReport> steps = new ArrayList<>();
    List<EpochReport> epochs = new ArrayList<>();
    TrainingWatch watch =
        new TrainingWatch() {
          @Override
          public void step(StepReport report) {
            steps.add(report);
          }

          @Override
          public void epoch(EpochReport report) {
            epochs.add(report);
          }

          @Override
          public int estimates() {
            return 2;
          }
        };
    try (Trainer watched = trainer(plan, 1)) {
      watched.train(Optional.empty(), Progress.NONE, watch);

      assertThat(weights(watched.network())).isEqualTo(weights(trained(plan, 1)));
      assertThat(epochs).hasSize(2);
      assertThat(steps.getLast().epochs()).isEqualTo(2);
      assertThat(steps.stream().mapToDouble(StepReport::epochs)).isSorted();
      boolean heldOut = epochs.getFirst().heldOut().samples() > 0;
      assertThat(steps.stream().filter(step -> step.estimate().isPresent()))
          .hasSize(heldOut ? 2 : 0);
    }
  }

  @Test
  void startsFromTheBeginningWithoutACheckpoint() {
    try (Trainer trainer = trainer(plan(OptimizerKind.ADAM, 1, 0.01, 3), 1)) {
      trainer.resume(new Checkpoint(folder.resolve("none.checkpoint")));

      assertThat(trainer.reports()).isEmpty();
    }
  }

  @Test
  void keepsHeldOutImagesFromTraining() {
    TrainingPlan all = plan(OptimizerKind.MOMENTUM, 1, 0.01, 3);
    TrainingPlan plan =
        new TrainingPlan(1, 16, OptimizerKind.MOMENTUM, 0.01, 0, 0, 0, Augmentation.NONE, 3, 32);
    try (Trainer trainer = trainer(plan, 1);
        Trainer whole = trainer(all, 1)) {
      trainer.train(Optional.empty(), Progress.NONE, report -> {});
      whole.train(Optional.empty(), Progress.NONE, report -> {});

      assertThat(trainer.reports().getFirst().training().samples()).isEqualTo(64);
      assertThat(trainer.reports().getFirst().heldOut().samples()).isEqualTo(32);
      assertThat(whole.reports().getFirst().heldOut().samples()).isZero();
    }
  }

  @Test
  void goesBackToTheBestEpochEvenAfterAnInterruption() {
    // So high a rate that accuracy goes up and down.
    TrainingPlan plan =
        new TrainingPlan(8, 16, OptimizerKind.MOMENTUM, 2, 0, 0, 0, Augmentation.NONE, 3, 32);
    Checkpoint checkpoint = new Checkpoint(folder.resolve("run.checkpoint"));
    List<float[]> afterEpochs = new ArrayList<>();
    try (Trainer whole = trainer(plan, 1)) {
      whole.train(
          Optional.of(checkpoint),
          Progress.NONE,
          report -> afterEpochs.add(weights(whole.network())));
    }
    try (Trainer resumed = trainer(plan, 1)) {
      resumed.resume(checkpoint);
      EpochReport best = resumed.bestEpoch().orElseThrow();
      assertThat(best.epoch()).isBetween(1, 7);
      assertThat(resumed.reports())
          .allSatisfy(report ->
              assertThat(report.heldOut().hits()).isLessThanOrEqualTo(best.heldOut().hits()));
      assertThat(weights(resumed.network())).isEqualTo(afterEpochs.getLast());

      resumed.takeBest();

      assertThat(weights(resumed.network())).isEqualTo(afterEpochs.get(best.epoch() - 1));
    }
  }

  @Test
  void saysWhenTheLossIsNoLongerANumber() {
    try (Trainer trainer = trainer(plan(OptimizerKind.MOMENTUM, 8, 1e30, 3), 1)) {
      assertThatThrownBy(() -> trainer.train(Optional.empty(), Progress.NONE, report -> {}))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("went astray")
          .hasMessageContaining("choose a rate below");
    }
  }

  @Test
  void refusesACheckpointWhoseLayersComputedWithOtherWeights() {
    TrainingPlan plan = plan(OptimizerKind.ADAM, 1, 0.01, 3);
    Checkpoint checkpoint = new Checkpoint(folder.resolve("run.checkpoint"));
    try (Trainer first = trainer(plan, 1)) {
      first.train(Optional.of(checkpoint), Progress.NONE, report -> {});
    }
    Method method = Methods.byId("cross-filter");
    WeightQuantizer quantizer =
        new MethodQuantizer(
            network().weights("conv"),
            new LayerRecipe(method.id(), method.defaults()),
            Methods::byId);
    try (Trainer other =
        new Trainer(
            network(),
            TOYS,
            PREPARATION,
            plan,
            new VectorGradientKernels(),
            1,
            layer ->
                layer.equals("conv") ? LayerQuantizer.ofWeights(quantizer) : LayerQuantizer.NONE)) {
      assertThatThrownBy(() -> other.resume(checkpoint)).hasMessageContaining("another run");
    }
  }

  @Test
  void saysWhenTheImagesDoNotFitTheNetwork() {
    TrainingPlan plan = plan(OptimizerKind.ADAM, 1, 0.01, 3);
    Network narrow = Vgg.make("narrow", Shape.of(1, 1, 8, 8), 2, 1);
    assertThatThrownBy(() -> trainer(narrow, TOYS, plan, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("tells only 2 classes apart");
    assertThatThrownBy(() -> trainer(network(), new ToyImages(10, 4), plan, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("smaller batch");
  }

  private static Progress until(double share) {
    return new Progress() {
      private volatile boolean reached;

      @Override
      public void report(double done, String what) {
        reached |= done >= share;
      }

      @Override
      public boolean isCancelled() {
        return reached;
      }
    };
  }

  private static TrainingPlan plan(OptimizerKind optimizer, int epochs, double rate, long seed) {
    return new TrainingPlan(
        epochs, 16, optimizer, rate, 0.1, 1e-4, 0.05, new Augmentation(1, false), seed, 0);
  }

  private static Network network() {
    NetworkSketch sketch = new NetworkSketch(Shape.of(1, 1, 8, 8), 2);
    String last = sketch.conv("conv", sketch.input(), 8, 3, 1);
    last = sketch.relu("relu", sketch.batchNorm("norm", last));
    last = sketch.flatten("flatten", sketch.maxPool("pool", last));
    return sketch.finish("toy", sketch.dense("dense", last, 4));
  }

  private static Network trained(TrainingPlan plan, int threads) {
    try (Trainer trainer = trainer(plan, threads)) {
      trainer.train(Optional.empty(), Progress.NONE, report -> {});
      return trainer.network();
    }
  }

  private static Trainer trainer(TrainingPlan plan, int threads) {
    return trainer(network(), TOYS, plan, threads);
  }

  private static Trainer trainer(Network network, ImageSet images, TrainingPlan plan, int threads) {
    return new Trainer(
        network,
        images,
        PREPARATION,
        plan,
        new VectorGradientKernels(),
        threads,
        layer -> LayerQuantizer.NONE);
  }

  /// All weights one after the other.
  private static float[] weights(Network network) {
    float[] all = new float[0];
    for (var layer : network.weightedLayers()) {
      float[] weights = network.weights(layer.name()).values();
      int from = all.length;
      all = Arrays.copyOf(all, from + weights.length);
      System.arraycopy(weights, 0, all, from, weights.length);
    }
    return all;
  }
}
