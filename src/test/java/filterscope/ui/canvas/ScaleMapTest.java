package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class ScaleMapTest {
  private static final LayerPicture FILTERS =
      GalleryLayers.filters("conv3", GalleryLayers.deep(64, 16, 3), 1, 16);
  private static final LayerPicture TILES =
      GalleryLayers.tiles("conv3", GalleryLayers.deep(16, 16, 3), 1, 8, 4);

  @Test
  void findsTheGroupOfAFilterUnderTheCursor() {
    Shown.with(
        () -> map(FILTERS),
        shown -> {
          assertThat(shown.control.groupAt(70, 200)).isZero();
          assertThat(shown.control.groupAt(620, 200)).isEqualTo(3);
          assertThat(shown.control.groupAt(20, 200)).isEqualTo(-1);
          assertThat(shown.control.groupAt(300, 470)).isEqualTo(-1);
          shown.move(620, 200);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(3);
          assertThat(shown.control.getReadout())
              .startsWith("group 3 of 4 · filters 48–63 · α ")
              .contains("price of sharing", "% of the layer's");
          shown.leave();
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(-1);
        });
  }

  @Test
  void findsTheTileUnderTheCursor() {
    Shown.with(
        () -> map(TILES),
        shown -> {
          assertThat(shown.control.groupAt(70, 55)).isZero();
          shown.move(70, 290);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(4);
          assertThat(shown.control.getReadout()).contains("filters 8–15 · channels 0–3");
        });
  }

  @Test
  void aClickPinsAndASecondOneLetsGo() {
    Shown.with(
        () -> map(FILTERS),
        shown -> {
          shown.click(70, 200);
          shown.leave();
          assertThat(shown.control.getHighlightedGroup()).isZero();
          shown.click(70, 200);
          shown.leave();
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(-1);
        });
  }

  @Test
  void zoomsWithWheelAndKeysAndWalksToGroupsOutOfView() {
    Shown.with(
        () -> map(FILTERS),
        shown -> {
          shown.scroll(70, 200, 200);
          assertThat(shown.control.span().extent()).isLessThan(32);
          assertThat(shown.control.span().start()).isLessThan(1);
          shown.key(KeyCode.END);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(3);
          assertThat(shown.control.span().end()).isEqualTo(64);
          shown.key(KeyCode.DIGIT0);
          assertThat(shown.control.span().extent()).isEqualTo(64);
          shown.key(KeyCode.PLUS);
          assertThat(shown.control.span().extent()).isEqualTo(64 / 1.25);
        });
  }

  @Test
  void draggingMovesTheFilters() {
    Shown.with(
        () -> map(FILTERS),
        shown -> {
          shown.control.zoom(4);
          double start = shown.control.span().start();
          shown.press(300, 200);
          shown.drag(250, 200);
          shown.release(250, 200);
          assertThat(shown.control.span().start()).isGreaterThan(start);
          assertThat(shown.control.isPinned()).isFalse();
        });
  }

  @Test
  void saysThatAFloatLayerSharesNothing() {
    Shown.with(
        () -> map(GalleryLayers.floating("stem", GalleryLayers.deep(4, 4, 3))),
        shown -> {
          assertThat(shown.control.figures()).isEmpty();
          assertThat(shown.control.getAccessibleText()).endsWith("not quantized");
          assertThat(shown.control.groupAt(300, 200)).isEqualTo(-1);
        });
  }

  @Test
  void namesItselfForScreenReaders() {
    Shown.with(
        () -> map(TILES),
        shown ->
            assertThat(shown.control.getAccessibleText())
                .startsWith(
                    "Map of shared scales of conv3: 8 groups of 256 kernels, price of sharing "));
  }

  private static ScaleMap map(LayerPicture layer) {
    ScaleMap map = new ScaleMap();
    map.show(layer);
    return map;
  }
}
