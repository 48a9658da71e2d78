package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.export.Claims;
import filterscope.export.PackedModel;
import filterscope.job.InlineJobs;
import filterscope.measure.Footprint;
import filterscope.method.Activations;
import filterscope.method.CompressedNetwork;
import filterscope.method.catalog.CrossFilter;
import filterscope.study.Figures;
import filterscope.study.Session;
import filterscope.study.Study;
import filterscope.testing.SmallWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A packed model opens in the window as what it stores.
final class PackedWindowTest {
  @TempDir static Path folder;
  private static Path file;
  private static Figures before;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final WindowModel window = window(jobs);

  private static WindowModel window(InlineJobs jobs) {
    return new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), new StatusModel());
  }

  /// Packs the small network under a configuration that images had a say in.
  @BeforeAll
  static void pack() {
    SmallWorld world = new SmallWorld(folder);
    InlineJobs jobs = InlineJobs.stepByStep();
    WindowModel window = window(jobs);
    window.open(world.onnx());
    jobs.runAll();
    window.configuration().set(CrossFilter.WEIGHT_BITS, "2");
    window.configuration().set(CrossFilter.GROUP, "4");
    window.configuration().set(Activations.BITS, "4");
    jobs.runAll();
    before = window.workspace().figures().latest().orElseThrow();
    CompressedNetwork network = before.network();
    file = world.onnx().resolveSibling("packed.fsc");
    PackedModel.write(
        network,
        window.studyProperty().get().orElseThrow().opened().card(),
        Claims.of("small", "0".repeat(64), Footprint.of(network)),
        file);
  }

  private void drop() {
    window.take(List.of(file));
    jobs.runAll();
  }

  private Figures figures() {
    return window.workspace().figures().latest().orElseThrow();
  }

  private double error(String layer) {
    return Optional.ofNullable(figures().layers().get(layer)).orElseThrow().error();
  }

  private Study study() {
    return window.studyProperty().get().orElseThrow();
  }

  @Test
  void opensUnderTheConfigurationStoredInIt() {
    drop();
    assertThat(study().recipe()).isEqualTo(before.network().recipe());
    assertThat(study().choice().orElseThrow().settings().whole(CrossFilter.GROUP)).isEqualTo(4);
    assertThat(study().choice().orElseThrow().settings().text(Activations.BITS)).isEqualTo("4");
    assertThat(figures().memory().compressedBytes()).isEqualTo(before.memory().compressedBytes());
    assertThat(figures().accuracy().orElseThrow().top1())
        .isEqualTo(before.accuracy().orElseThrow().top1());
    for (String layer : study().opened().weightedLayers()) {
      // Neither compressed nor calibrated anew.
      assertThat(figures().network().activations(layer))
          .isEqualTo(before.network().activations(layer));
      assertThat(figures().network().effectiveWeights(layer).values())
          .isEqualTo(before.network().effectiveWeights(layer).values());
      assertThat(study().opened().weights(layer).values())
          .isEqualTo(before.network().effectiveWeights(layer).values());
    }
  }

  @Test
  void saysThatItsFloatsAreTheRestoredOnes() {
    drop();
    assertThat(window.titleProperty().get()).isEqualTo("Small (packed)");
    assertThat(window.sentenceProperty().get().orElseThrow())
        .contains("packed model")
        .contains("float weights shown are the restored ones");
    AccuracyReading accuracy = window.meters().accuracyProperty().get();
    assertThat(accuracy.versus()).endsWith("points to restored");
    assertThat(accuracy.detail()).contains("agrees with its restored floats");
    assertThat(
            AccuracyReading.why(study(), figures(), filterscope.measure.Confidence.NINETY_FIVE, 0.5)
                .toString())
        .contains("does not hold the original ones");
  }

  @Test
  void goesOnFromTheRestoredWeightsAndComesBackToTheStoredOnes() {
    drop();
    window.configuration().set(CrossFilter.WEIGHT_BITS, "1");
    jobs.runAll();
    assertThat(figures().memory().compressedBytes()).isLessThan(before.memory().compressedBytes());
    assertThat(error("conv3")).isPositive();
    window.undo();
    jobs.runAll();
    assertThat(error("conv3")).isZero();
    assertThat(figures().accuracy().orElseThrow().top1())
        .isEqualTo(before.accuracy().orElseThrow().top1());
  }

  @Test
  void comesBackWithTheSession() {
    drop();
    Session session = Session.parse(window.session().text(Map.of()).orElseThrow(), "here");
    WindowModel later = window(jobs);
    later.session().restore(session, Optional.empty());
    jobs.runAll();
    assertThat(later.titleProperty().get()).isEqualTo("Small (packed)");
    assertThat(later.workspace().figures().latest().orElseThrow().accuracy().orElseThrow().top1())
        .isEqualTo(before.accuracy().orElseThrow().top1());
  }

  @Test
  void tellsOfAPackedModelThatIsDamagedAndKeepsWhatWasOpen() throws java.io.IOException {
    drop();
    Path damaged = folder.resolve("damaged.fsc");
    byte[] bytes = java.nio.file.Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    java.nio.file.Files.write(damaged, bytes);
    window.open(damaged);
    jobs.runAll();
    assertThat(window.sentenceProperty().get().orElseThrow()).contains("damaged.fsc is damaged");
    assertThat(study().opened().model().file()).isEqualTo(file);
  }
}
