package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.measure.PairedCounts;
import filterscope.method.catalog.CrossFilter;
import filterscope.study.Configuration;
import filterscope.study.SavedConfiguration;
import filterscope.study.Session;
import filterscope.testing.SmallWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareModelTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final WindowModel window =
      new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), new StatusModel());
  private final CompareModel compare = window.compare();

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  @BeforeEach
  void openTheNetworkWithTwoBits() {
    window.open(world.onnx());
    jobs.runAll();
    bits("2");
    compare.wantedProperty().set(true);
    jobs.runAll();
  }

  private void bits(String bits) {
    window.configuration().set(CrossFilter.WEIGHT_BITS, bits);
    jobs.runAll();
  }

  private CompareModel.Comparison comparison() {
    return compare.comparisonProperty().get().orElseThrow();
  }

  private ComparedLayer layer(String name) {
    return comparison().layers().stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void comparesTheFloatNetworkWithThePresentOne() {
    assertThat(layer("conv2").first().bits()).isEqualTo(32);
    assertThat(layer("conv2").second().bits()).isBetween(2.0, 3.0);
    assertThat(layer("conv2").first().sqnr()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(layer("conv2").second().sqnr().orElseThrow()).isFinite();
    PairedCounts counts = comparison().counts().orElseThrow();
    // The float network is always right in this world.
    assertThat(counts.samples()).isEqualTo(SmallWorld.IMAGES);
    assertThat(counts.onlySecond() + counts.neither()).isZero();
    var accuracy = window.meters().accuracyProperty().get().share().orElseThrow();
    assertThat(counts.both()).isEqualTo(accuracy.hits());
  }

  @Test
  void keepsASavedConfigurationWithItsFigures() {
    long before = comparison().counts().orElseThrow().both();
    compare.save("two bits");
    bits("8");
    assertThat(compare.names()).containsExactly("Float", "Current", "two bits");
    assertThat(compare.firstProperty().get()).isEqualTo("two bits");
    assertThat(layer("conv3").first().error()).isGreaterThan(layer("conv3").second().error());
    assertThat(layer("conv3").first().sqnr().orElseThrow())
        .isLessThan(layer("conv3").second().sqnr().orElseThrow());
    PairedCounts counts = comparison().counts().orElseThrow();
    assertThat(counts.both() + counts.onlyFirst()).isEqualTo(before);
    assertThat(comparison().facts()).contains("→");
    compare.restore("two bits");
    jobs.runAll();
    assertThat(layer("conv3").first().error()).isEqualTo(layer("conv3").second().error());
  }

  @Test
  void bringsSavedConfigurationsBackAtTheNextStartAndMeasuresThemWhenCompared() {
    compare.save("two bits");
    ComparedLayer.Side then = layer("conv3").first();
    PairedCounts counted = comparison().counts().orElseThrow();
    bits("8");
    Session kept = Session.parse(window.session().text(Map.of()).orElseThrow(), "here");
    WindowModel later =
        new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), new StatusModel());
    later.session().restore(kept, Optional.empty());
    jobs.runAll();
    assertThat(later.compare().names()).containsExactly("Float", "Current", "two bits");
    assertThat(later.compare().savedProperty().get()).isEqualTo(kept.saved());
    later.compare().wantedProperty().set(true);
    later.compare().firstProperty().set("two bits");
    assertThat(later.compare().comparisonProperty().get()).isEmpty();
    jobs.runAll();
    CompareModel.Comparison again = later.compare().comparisonProperty().get().orElseThrow();
    ComparedLayer.Side now =
        again.layers().stream()
            .filter(layer -> layer.name().equals("conv3"))
            .findFirst()
            .orElseThrow()
            .first();
    assertThat(now.bits()).isEqualTo(then.bits());
    assertThat(now.error()).isEqualTo(then.error());
    // Measured on the images that the present configuration is measured on.
    PairedCounts counts = again.counts().orElseThrow();
    assertThat(counts.samples()).isEqualTo(SmallWorld.IMAGES);
    assertThat(counts.both() + counts.onlyFirst()).isEqualTo(counted.both() + counted.onlyFirst());
    assertThat(window.sentenceProperty().get()).isEmpty();
    later.compare().restore("two bits");
    jobs.runAll();
    assertThat(later.studyProperty().get().orElseThrow().configuration())
        .isEqualTo(kept.saved().getFirst().configuration());
  }

  @Test
  void passesOverSavedNamesThatMeanSomethingElse() {
    compare.recall(
        List.of(
            new SavedConfiguration("Float", Configuration.FLOAT),
            new SavedConfiguration("mine", Configuration.FLOAT),
            new SavedConfiguration("mine", Configuration.FLOAT.keeping(false, false))));
    assertThat(compare.names()).containsExactly("Float", "Current", "mine");
    assertThat(compare.savedProperty().get())
        .containsExactly(new SavedConfiguration("mine", Configuration.FLOAT));
  }

  @Test
  void namesWhatHasNoName() {
    compare.save(" ");
    compare.save("Float");
    assertThat(compare.names()).hasSize(4).doesNotHaveDuplicates();
    assertThat(compare.isSaved("Float")).isFalse();
    compare.restore("Float");
    assertThat(window.canUndoProperty().get()).isTrue();
  }

  @Test
  void forgetsWhatWasSavedForAnotherNetwork() {
    compare.save("two bits");
    window.open(world.bareNetwork());
    jobs.runAll();
    assertThat(compare.names()).containsExactly("Float", "Current");
    assertThat(comparison().counts()).isEmpty();
    assertThat(comparison().images().getFirst()).contains("Choose images with Data");
  }
}
