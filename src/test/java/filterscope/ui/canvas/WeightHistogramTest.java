package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class WeightHistogramTest {
  private static final LayerPicture LAYER =
      GalleryLayers.filters("conv3", GalleryLayers.deep(16, 16, 3), 2, 4);

  @Test
  void saysHowManyWeightsABinHas() {
    Shown.with(
        WeightHistogramTest::histogram,
        shown -> {
          shown.move(350, 200);
          assertThat(shown.control.hoveredBin()).isBetween(24, 30);
          assertThat(shown.control.getReadout()).contains(" to ", " weights (", "%)");
          assertThat(shown.control.getReadout()).doesNotContain("in group");
          shown.control.setHighlightedGroup(2);
          shown.move(360, 200);
          assertThat(shown.control.getReadout()).endsWith(" in group 2");
          shown.leave();
          assertThat(shown.control.hoveredBin()).isEqualTo(-1);
        });
  }

  @Test
  void readsNothingOffBesideTheBars() {
    Shown.with(
        WeightHistogramTest::histogram,
        shown -> {
          shown.move(20, 200);
          assertThat(shown.control.hoveredBin()).isEqualTo(-1);
          assertThat(shown.control.getReadout()).isEmpty();
        });
  }

  @Test
  void switchesTheCountsToALogarithmAndBack() {
    Shown.with(
        WeightHistogramTest::histogram,
        shown -> {
          shown.key(KeyCode.L);
          assertThat(shown.control.isLogarithmic()).isTrue();
          shown.key(KeyCode.L);
          assertThat(shown.control.isLogarithmic()).isFalse();
        });
  }

  @Test
  void countsTheHighlightedGroupByItself() {
    Shown.with(
        WeightHistogramTest::histogram,
        shown -> {
          assertThat(shown.control.groupCounts(LAYER)).isEmpty();
          shown.key(KeyCode.HOME);
          int sum = 0;
          for (int count : shown.control.groupCounts(LAYER)) {
            sum += count;
          }
          assertThat(sum).isBetween(400, 4 * 16 * 9);
        });
  }

  @Test
  void namesItselfForScreenReaders() {
    Shown.with(
        WeightHistogramTest::histogram,
        shown ->
            assertThat(shown.control.getAccessibleText())
                .startsWith("Histogram of the 2\u2009304 weights of conv3, 3 levels, ")
                .endsWith("become zero"));
  }

  private static WeightHistogram histogram() {
    WeightHistogram histogram = new WeightHistogram();
    histogram.show(LAYER);
    return histogram;
  }
}
