package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Point2D;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class FilterWallTest {
  private static final LayerPicture LAYER =
      GalleryLayers.filters("conv3", GalleryLayers.deep(32, 32, 3), 1, 8);

  @Test
  void saysWhatIsUnderTheCursorAndHighlightsItsGroup() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          Point2D place = place(shown.control, 17, 5);
          shown.move(place.getX(), place.getY());
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(2);
          assertThat(shown.control.getReadout())
              .startsWith("filter 17 · channel 5 · tap 0, 0 · weight ")
              .contains("group 2 · α ", " · level ", " · restored ", " · error ");
          shown.leave();
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(-1);
          assertThat(shown.control.getReadout()).isEmpty();
        });
  }

  @Test
  void aClickPinsTheGroupUntilTheNextClick() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          Point2D place = place(shown.control, 9, 9);
          Point2D other = place(shown.control, 30, 9);
          shown.click(place.getX(), place.getY());
          shown.move(other.getX(), other.getY());
          shown.leave();
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(1);
          assertThat(shown.control.getReadout()).contains("group 1 of 4", "filters 8–15");
          shown.click(place.getX(), place.getY());
          shown.leave();
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(-1);
        });
  }

  @Test
  void controlsBoundToEachOtherLightUpTogether() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          SimpleIntegerProperty everywhere = new SimpleIntegerProperty(-1);
          shown.control.highlightedGroupProperty().bindBidirectional(everywhere);
          Point2D place = place(shown.control, 25, 0);
          shown.move(place.getX(), place.getY());
          assertThat(everywhere.get()).isEqualTo(3);
          everywhere.set(0);
          assertThat(shown.control.getReadout()).startsWith("group 0 of 4");
        });
  }

  @Test
  void fadesTheOtherGroups() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          Point2D inside = strongest(shown.control, 0);
          Point2D outside = strongest(shown.control, 31);
          WritableImage before = shown.paint();
          shown.control.setHighlightedGroup(0);
          WritableImage after = shown.paint();
          assertThat(color(after, inside)).isEqualTo(color(before, inside));
          assertThat(saturation(after, outside)).isLessThan(saturation(before, outside) * 0.6);
        });
  }

  @Test
  void theWheelZoomsAroundTheCursorAndZeroShowsAllAgain() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          Point2D place = place(shown.control, 11, 20);
          double fit = shown.control.painter().view().scale();
          shown.scroll(place.getX(), place.getY(), 120);
          shown.paint();
          assertThat(shown.control.painter().view().scale()).isGreaterThan(1.5 * fit);
          shown.move(place.getX(), place.getY());
          assertThat(shown.control.getReadout()).startsWith("filter 11 · channel 20");
          shown.key(KeyCode.DIGIT0);
          assertThat(shown.control.painter().view().scale()).isEqualTo(fit);
        });
  }

  @Test
  void draggingMovesTheWallAndIsNoClick() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          shown.control.zoom(4);
          shown.paint();
          double before = shown.control.painter().view().originX();
          shown.press(300, 200);
          shown.drag(250, 200);
          shown.release(250, 200);
          assertThat(shown.control.painter().view().originX()).isEqualTo(before - 50);
          assertThat(shown.control.isPinned()).isFalse();
        });
  }

  @Test
  void theWipeIsDraggedAndHeldToTheWall() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          shown.control.setMode(FilterWall.Mode.WIPE);
          shown.paint();
          double x = shown.control.painter().wipeX();
          shown.press(x, 200);
          shown.drag(x + 60, 200);
          assertThat(shown.control.getWipe()).isGreaterThan(0.55);
          assertThat(shown.control.painter().wipeX()).isEqualTo(x + 60);
          shown.drag(5000, 200);
          shown.release(5000, 200);
          assertThat(shown.control.getWipe()).isEqualTo(1);
          shown.key(KeyCode.COMMA);
          assertThat(shown.control.getWipe()).isEqualTo(0.98);
        });
  }

  @Test
  void theWipeShowsFloatWeightsLeftAndRestoredOnesRight() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          Point2D left = place(shown.control, 3, 2);
          Point2D right = place(shown.control, 3, 29);
          WritableImage original = shown.paint();
          shown.control.setMode(FilterWall.Mode.QUANTIZED);
          WritableImage restored = shown.paint();
          shown.control.setMode(FilterWall.Mode.WIPE);
          WritableImage wiped = shown.paint();
          assertThat(color(wiped, left)).isEqualTo(color(original, left));
          assertThat(color(wiped, right)).isEqualTo(color(restored, right));
        });
  }

  @Test
  void arrowsHomeAndEndWalkThroughTheGroups() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          shown.key(KeyCode.RIGHT);
          assertThat(shown.control.getHighlightedGroup()).isZero();
          shown.key(KeyCode.DOWN);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(1);
          shown.key(KeyCode.END);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(3);
          shown.key(KeyCode.RIGHT);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(3);
          shown.key(KeyCode.LEFT);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(2);
          shown.key(KeyCode.HOME);
          assertThat(shown.control.getHighlightedGroup()).isZero();
          shown.key(KeyCode.ESCAPE);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(-1);
        });
  }

  @Test
  void walkingBringsTheGroupIntoView() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          shown.control.zoom(8);
          shown.paint();
          shown.key(KeyCode.END);
          WallPainter painter = shown.control.painter();
          assertThat(painter.placeOf(24, 0, 0, 0).getY()).isBetween(0.0, 480.0);
          assertThat(painter.placeOf(0, 0, 0, 0).getY()).isNegative();
        });
  }

  @Test
  void upAndDownGoToTheNextRowOfTiles() {
    Shown.with(
        () -> {
          FilterWall wall = new FilterWall();
          wall.show(GalleryLayers.tiles("tiles", GalleryLayers.deep(16, 16, 3), 1, 4, 8));
          return wall;
        },
        shown -> {
          shown.control.setHighlightedGroup(1);
          shown.key(KeyCode.DOWN);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(3);
          shown.key(KeyCode.UP);
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(1);
        });
  }

  @Test
  void repaintsWhenTheThemeChanges() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          assertThat(shown.paint().getPixelReader().getColor(2, 100).getBrightness())
              .isGreaterThan(0.9);
          shown.dark(true);
          assertThat(shown.paint().getPixelReader().getColor(2, 100).getBrightness())
              .isLessThan(0.2);
        });
  }

  @Test
  void namesItselfForScreenReaders() {
    Shown.with(
        FilterWallTest::wall,
        shown ->
            assertThat(shown.control.getAccessibleText())
                .isEqualTo(
                    "Filter wall of conv3: 32 filters of 32 channels, kernels of 3 by 3, 4 groups"
                        + " with one scale each"));
  }

  @Test
  void forgetsAHighlightThatTheNextLayerDoesNotHave() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          shown.control.setHighlightedGroup(3);
          shown.control.show(GalleryLayers.filters("conv3", LAYER.original(), 1, 16));
          assertThat(shown.control.getHighlightedGroup()).isEqualTo(-1);
        });
  }

  @Test
  void keepsZoomAndPlaceWhileOnlyTheQuantizationChanges() {
    Shown.with(
        FilterWallTest::wall,
        shown -> {
          shown.control.zoom(5);
          shown.paint();
          double scale = shown.control.painter().view().scale();
          double left = shown.control.painter().view().originX();
          shown.control.show(GalleryLayers.filters("conv3", LAYER.original(), 4, 2));
          shown.paint();
          assertThat(shown.control.painter().view().scale()).isEqualTo(scale);
          assertThat(shown.control.painter().view().originX()).isEqualTo(left);
        });
  }

  @Test
  void aLargeLayerIsPreparedAsideAndTheNewestWins() throws Exception {
    LayerPicture large = GalleryLayers.filters("large", GalleryLayers.deep(256, 256, 3), 1, 8);
    LayerPicture newer = GalleryLayers.filters("newer", large.original(), 1, 16);
    FilterWall wall = Toolkit.call(FilterWallTest::wall);
    Toolkit.run(() -> {
      wall.show(large);
      assertThat(wall.picture()).contains(LAYER);
      wall.show(newer);
    });
    CountDownLatch ready = new CountDownLatch(1);
    Toolkit.run(() -> wall.accessibleTextProperty().subscribe(text -> countDown(ready, text)));
    assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Toolkit.call(wall::picture)).contains(newer);
  }

  private static void countDown(CountDownLatch ready, String text) {
    assertThat(text).doesNotContain("large");
    if (text.contains("newer")) {
      ready.countDown();
    }
  }

  private static FilterWall wall() {
    FilterWall wall = new FilterWall();
    wall.show(LAYER);
    return wall;
  }

  private static Point2D place(FilterWall wall, int filter, int channel) {
    return wall.painter().placeOf(filter, channel, 0, 0);
  }

  private static Point2D strongest(FilterWall wall, int filter) {
    int best = 0;
    for (int channel = 0; channel < 32; channel++) {
      if (Math.abs(LAYER.original().weight(filter, channel, 0, 0))
          > Math.abs(LAYER.original().weight(filter, best, 0, 0))) {
        best = channel;
      }
    }
    return place(wall, filter, best);
  }

  private static Color color(WritableImage image, Point2D place) {
    return image.getPixelReader().getColor((int) place.getX(), (int) place.getY());
  }

  private static double saturation(WritableImage image, Point2D place) {
    Color color = color(image, place);
    double most = Math.max(color.getRed(), Math.max(color.getGreen(), color.getBlue()));
    double least = Math.min(color.getRed(), Math.min(color.getGreen(), color.getBlue()));
    return most - least;
  }
}
