package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.method.Activations;
import filterscope.method.FilterOrder;
import filterscope.method.Grouping;
import filterscope.method.catalog.CrossFilter;
import filterscope.testing.SmallWorld;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowModelTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final WindowModel window = window(jobs);

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  private static WindowModel window(InlineJobs jobs) {
    StatusModel status = new StatusModel();
    jobs.watch(status::hear);
    return new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), status);
  }

  @BeforeEach
  void openTheNetwork() {
    window.open(world.onnx());
    jobs.runAll();
  }

  private AccuracyReading accuracy() {
    return window.meters().accuracyProperty().get();
  }

  private MemoryReading memory() {
    return window.meters().memoryProperty().get();
  }

  private void group(int size) {
    window.configuration().set(CrossFilter.GROUP, Integer.toString(size));
  }

  private void bits(int bits) {
    window.configuration().set(CrossFilter.WEIGHT_BITS, Integer.toString(bits));
  }

  private int scales() {
    return window.stage().figuresProperty().get().orElseThrow().grouping().orElseThrow().groups();
  }

  private LayerRow row(String name) {
    return window.layers().rows().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void measuresTheNetworkThatWasOpened() {
    assertThat(window.titleProperty().get()).isEqualTo("Small");
    assertThat(window.layers().rows())
        .extracting(LayerRow::name)
        .containsExactly("conv1", "conv2", "conv3", "head");
    assertThat(window.layers().chosenProperty().get()).isEqualTo("conv2");
    assertThat(accuracy().detail()).contains("n = 64 of 64");
    assertThat(accuracy().floating()).contains(1.0);
    assertThat(memory().ratio()).contains("×");
    assertThat(window.meters().speedProperty().get().measuredFactor()).isPresent();
  }

  @Test
  void writesTheLayersAsCommaSeparatedValues() {
    var lines = window.layers().csv().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst())
        .isEqualTo(
            "layer,operator,weights,macs,bits_per_weight,relative_error,bytes,milliseconds,points_lost_alone,activation_bits,group,scales");
    // 16 filters of 8 channels of 3×3 at 8×8 places; 4 bits and two scales of 32.
    assertThat(lines.get(2))
        .startsWith("conv2,Conv 3×3,1152,73728,4.0555")
        .contains(",584.0,")
        .endsWith(",32,8,2");
    assertThat(lines.get(1)).contains(",32.0,0.0,");
    assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(12));
  }

  @Test
  void saysFromWhichToWhichSizeTheGroupsOfALayerGo() {
    assertThat(LayerRow.group(Grouping.filters(10, 3, 4))).isEqualTo("4");
    assertThat(LayerRow.group(Grouping.ofFilters(new int[] {0, 1, 1, 1, 2, 2}, 3, 3)))
        .isEqualTo("1–3");
    assertThat(LayerRow.group(Grouping.ofFilters(new int[] {0, 1, 1, 1, 2, 2}, 4, 2)))
        .isEqualTo("1–3×2");
    assertThat(LayerRow.group(Grouping.tiles(10, 8, 4, 2))).isEqualTo("4×2");
    window.configuration().set(CrossFilter.ORDER, FilterOrder.OPTIMAL.key());
    group(4);
    jobs.runAll();
    int[] sizes =
        window
            .stage()
            .figuresProperty()
            .get()
            .orElseThrow()
            .grouping()
            .orElseThrow()
            .filtersPerBlock();
    int least = Arrays.stream(sizes).min().orElseThrow();
    int most = Arrays.stream(sizes).max().orElseThrow();
    assertThat(least).isLessThan(most);
    assertThat(LayerColumn.GROUP.of(row("conv2")).words()).isEqualTo(least + "–" + most);
  }

  @Test
  void tellsTheFiguresOfALayerInColumns() {
    window.configuration().set(Activations.BITS, "2");
    jobs.runAll();
    assertThat(words("conv2"))
        .startsWith("conv2", "Conv 3×3  ·  8 → 16", "4.06", "2", "8", "2", "584\u2009B")
        .endsWith("–");
    assertThat(LayerColumn.TIME.of(row("conv2")).number()).isPresent();
    assertThat(words("conv1")).contains("32.0", "float", "–");
    window.layers().showSensitivity(Map.of("conv2", 1.5));
    assertThat(LayerColumn.SENSITIVITY.of(row("conv2")).words()).isEqualTo("1.50\u2009pt");
  }

  private List<String> words(String layer) {
    return Stream.of(LayerColumn.values()).map(column -> column.of(row(layer)).words()).toList();
  }

  @Test
  void sortsWhatIsKnownBySizeAndTheUnknownLastEitherWay() {
    LayerValue small = new LayerValue("9.5 kB", OptionalDouble.of(9.5));
    LayerValue large = new LayerValue("10 kB", OptionalDouble.of(10));
    LayerValue unknown = LayerValue.text("–");
    assertThat(sorted(true, unknown, large, small)).containsExactly(small, large, unknown);
    assertThat(sorted(false, unknown, small, large)).containsExactly(large, small, unknown);
    LayerValue lower = LayerValue.text("conv1");
    LayerValue upper = LayerValue.text("Conv2");
    assertThat(sorted(true, upper, lower)).containsExactly(lower, upper);
  }

  private static List<LayerValue> sorted(boolean ascending, LayerValue... values) {
    Comparator<LayerValue> order = (one, other) -> LayerColumn.BYTES.compare(one, other, ascending);
    return Stream.of(values).sorted(ascending ? order : order.reversed()).toList();
  }

  @Test
  void opensASampleByItsName() {
    window.open("bare");
    jobs.runAll();
    assertThat(window.titleProperty().get()).isEqualTo("bare.onnx");
  }

  @Test
  void asksForImagesWhereThereAreNone() {
    window.open(world.bareNetwork());
    jobs.runAll();
    assertThat(accuracy().choosesImages()).isTrue();
    assertThat(memory().value()).isNotEqualTo("–");
    assertThat(window.stage().figuresProperty().get()).isPresent();
    window.take(world.images());
    jobs.runAll();
    assertThat(accuracy().detail()).contains("n = 64 of 64");
  }

  @Test
  void changesMapMemoryAndAccuracyWithTheGroupSize() {
    bits(2);
    group(8);
    jobs.runAll();
    double memoryBefore = memory().share();
    double accuracyBefore = accuracy().share().orElseThrow().share();
    assertThat(scales()).isEqualTo(2);
    group(16);
    jobs.runAll();
    assertThat(scales()).isEqualTo(1);
    assertThat(memory().share()).isLessThan(memoryBefore);
    assertThat(accuracy().share().orElseThrow().share()).isNotEqualTo(accuracyBefore);
    assertThat(accuracy().ghost()).contains(accuracyBefore);
  }

  @Test
  void showsMemoryBeforeAccuracy() {
    List<Boolean> known = new ArrayList<>();
    window.meters().memoryProperty().subscribe(_ -> known.add(!accuracy().stale()));
    known.clear();
    bits(1);
    jobs.runAll();
    assertThat(known).startsWith(false);
    assertThat(accuracy().stale()).isFalse();
    assertThat(window.meters().speedProperty().get().stale()).isFalse();
  }

  @Test
  void measuresOnlyTheNewestOfManyMoves() {
    for (int size : new int[] {1, 2, 4, 16}) {
      group(size);
    }
    assertThat(jobs.waiting()).isEqualTo(1);
    jobs.runAll();
    assertThat(scales()).isEqualTo(1);
  }

  @Test
  void keepsWhatItKnowsWhenMeasuringIsCancelled() {
    AccuracyReading before = accuracy();
    group(16);
    window.workspace().figures().cancel();
    jobs.runAll();
    assertThat(accuracy()).isEqualTo(before);
  }

  @Test
  void saysWhatIsWrongWithABrokenFileAndKeepsTheOldNetwork() {
    window.open(world.broken());
    jobs.runAll();
    assertThat(window.sentenceProperty().get().orElseThrow()).contains("broken.onnx");
    assertThat(window.titleProperty().get()).isEqualTo("Small");
    group(2);
    jobs.runAll();
    assertThat(scales()).isEqualTo(8);
  }

  @Test
  void saysWhatItCannotTake() {
    window.take(List.of(folder.resolve("notes.txt")));
    assertThat(window.sentenceProperty().get().orElseThrow())
        .contains("notes.txt")
        .contains("neither a network");
  }

  @Test
  void refusesImagesThatCannotBeOpenedOnce() {
    window.chooseData("cifar10:" + folder.resolve("absent.bin"));
    jobs.runAll();
    assertThat(window.sentenceProperty().get().orElseThrow()).contains("absent.bin");
    window.dismissSentence();
    group(2);
    jobs.runAll();
    assertThat(window.sentenceProperty().get()).isEmpty();
    assertThat(memory().value()).isNotEqualTo("–");
  }

  @Test
  void changesOnlyTheLayerInScope() {
    window.configuration().scopeProperty().set(Scope.THIS);
    bits(2);
    jobs.runAll();
    assertThat(row("conv2").bitsProperty().get()).isEqualTo("2");
    assertThat(row("conv3").bitsProperty().get()).isEqualTo("4");
    window.configuration().scopeProperty().set(Scope.ALL);
    bits(3);
    jobs.runAll();
    assertThat(row("conv1").bitsProperty().get()).isEqualTo("float");
    assertThat(row("conv2").bitsProperty().get()).isEqualTo("3");
    assertThat(row("conv3").bitsProperty().get()).isEqualTo("3");
  }

  @Test
  void changesTheSelectedLayers() {
    window.configuration().scopeProperty().set(Scope.SELECTED);
    window.layers().selected().setAll("conv1", "conv3");
    bits(2);
    jobs.runAll();
    assertThat(row("conv1").bitsProperty().get()).isEqualTo("2");
    assertThat(row("conv2").bitsProperty().get()).isEqualTo("4");
    assertThat(row("conv3").bitsProperty().get()).isEqualTo("2");
  }

  @Test
  void undoesAWholeDragAtOnce() {
    window.configuration().beginGesture();
    for (int size : new int[] {9, 10, 12, 16}) {
      group(size);
    }
    window.configuration().endGesture();
    jobs.runAll();
    assertThat(scales()).isEqualTo(1);
    window.undo();
    jobs.runAll();
    assertThat(scales()).isEqualTo(2);
    assertThat(window.canUndoProperty().get()).isFalse();
    window.redo();
    jobs.runAll();
    assertThat(scales()).isEqualTo(1);
  }

  @Test
  void goesFloatAndComesBackToTheSettings() {
    group(4);
    window.configuration().setFloating(true);
    jobs.runAll();
    assertThat(memory().share()).isEqualTo(1);
    assertThat(accuracy().share().orElseThrow().share()).isEqualTo(1);
    window.configuration().setFloating(false);
    jobs.runAll();
    assertThat(scales()).isEqualTo(4);
  }

  @Test
  void limitsTheSliderToTheFiltersThereAre() {
    assertThat(window.configuration().most(CrossFilter.GROUP)).isEqualTo(16);
    assertThat(window.configuration().most(CrossFilter.WEIGHT_BITS)).isEqualTo(8);
  }

  @Test
  void dimsParametersThatDoNotCount() {
    assertThat(window.configuration().counts(CrossFilter.GROUP_IN)).isFalse();
    window.configuration().set(CrossFilter.AXIS, CrossFilter.KERNELS);
    assertThat(window.configuration().counts(CrossFilter.GROUP_IN)).isTrue();
  }

  @Test
  void findsLayersByNameAndKind() {
    window.layers().searchProperty().set("DENSE");
    assertThat(window.layers().rows()).extracting(LayerRow::name).containsExactly("head");
    window.layers().searchProperty().set("conv");
    assertThat(window.layers().rows()).hasSize(3);
  }

  @Test
  void answersWhyWithTheNumbersOfTheLayer() {
    Explanation memory = window.meters().whyMemory().orElseThrow();
    // 16·8·9 weights of 4 bits and two scales of 32 bits
    assertThat(memory.formula().getFirst()).contains("4·1\u2009152 + 32·2 = 4\u2009672 bit");
    assertThat(window.meters().whyAccuracy().orElseThrow().formula().getFirst())
        .contains("/ 64 seen");
    assertThat(String.join(" ", window.meters().whySpeed().orElseThrow().facts()))
        .contains("Simulated");
  }
}
