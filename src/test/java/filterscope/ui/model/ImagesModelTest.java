package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.measure.Verdict;
import filterscope.method.catalog.CrossFilter;
import filterscope.testing.SmallWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImagesModelTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final WindowModel window =
      new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), new StatusModel());
  private final ImagesModel images = window.images();

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  @BeforeEach
  void openTheNetworkWithTwoBits() {
    window.open(world.onnx());
    jobs.runAll();
    window.configuration().set(CrossFilter.WEIGHT_BITS, "2");
    window.trace().wantedProperty().set(true);
    jobs.runAll();
  }

  @Test
  void countsWhatTheMeterCounts() {
    ImagesModel.Counts counts = images.countsProperty().get().orElseThrow();
    int right = 0;
    for (int of = 0; of < 4; of++) {
      right += counts.compressed().count(of, of);
    }
    var accuracy = window.meters().accuracyProperty().get().share().orElseThrow();
    assertThat(counts.floating().images()).isEqualTo(SmallWorld.IMAGES);
    assertThat(right).isEqualTo((int) accuracy.hits());
    assertThat(counts.verdicts().get(Verdict.LOST)).isEqualTo(SmallWorld.IMAGES - right);
    assertThat(images.facts()).startsWith((SmallWorld.IMAGES - right) + " of 64 flipped");
  }

  @Test
  void readsTheOutputsOfBothNetworksAsProbabilities() {
    assertThat(images.thoughts()).hasSize(4);
    assertThat(images.thoughts().stream().mapToDouble(ImagesModel.Thought::floating).sum())
        .isCloseTo(1, within(1e-6));
    assertThat(images.thoughts().stream().mapToDouble(ImagesModel.Thought::compressed).sum())
        .isCloseTo(1, within(1e-6));
    assertThat(images.thoughts()).filteredOn(ImagesModel.Thought::isLabel).hasSize(1);
    assertThat(images.origin()).contains("a softmax over the outputs");
  }

  @Test
  void showsTheImagesOfACell() {
    int label = window.picker().imagesProperty().get().orElseThrow().inputs().label(0);
    images.showImages(new ImageFilter.Cell(label, label, false));
    assertThat(window.picker().exhibits().size())
        .isEqualTo(images.countsProperty().get().orElseThrow().floating().count(label, label));
    assertThat(window.picker().chosenProperty().get())
        .contains(window.picker().exhibits().getFirst());
  }

  @Test
  void saysWhereTheNetworksPartAndGoesThere() {
    assertThat(images.parting()).isNotEmpty();
    var parting = window.trace().traceProperty().get().orElseThrow().firstBelow(TraceModel.PARTING);
    images.goToParting();
    parting.ifPresent(
        place -> assertThat(window.layers().chosenProperty().get()).isIn(place.layers()));
    window.configuration().resetToFloat();
    jobs.runAll();
    assertThat(images.parting()).startsWith("They do not part");
  }
}
