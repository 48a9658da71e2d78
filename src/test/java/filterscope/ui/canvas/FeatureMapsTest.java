package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.Random;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class FeatureMapsTest {
  /// Maps of `channels×side×side` whose compressed form is 0.1 larger everywhere.
  static MapPair maps(int channels, int side, boolean signed) {
    Random random = new Random(3);
    float[] floating = new float[channels * side * side];
    float[] compressed = new float[floating.length];
    for (int index = 0; index < floating.length; index++) {
      floating[index] = signed ? random.nextFloat() - 0.5f : random.nextFloat();
      compressed[index] = floating[index] + 0.1f;
    }
    Shape shape = Shape.of(1, channels, side, side);
    return MapPair.of("relu", new Tensor(shape, floating), new Tensor(shape, compressed));
  }

  @Test
  void readsTheActivationUnderTheCursorInBothPanels() {
    Shown.with(
        FeatureMaps::new,
        shown -> {
          MapPair maps = maps(4, 4, false);
          shown.control.show(maps);
          shown.paint();
          shown.move(2, 26);
          String expected = "float " + Digits.three(maps.floating(0, 0, 0));
          assertThat(shown.control.getReadout()).startsWith("channel 0 · row 0, column 0");
          assertThat(shown.control.getReadout()).contains(expected);
          shown.move(332, 26);
          assertThat(shown.control.getReadout()).contains(expected).contains("difference 0.1");
        });
  }

  @Test
  void choosesTheActivationThatIsClicked() {
    Shown.with(
        FeatureMaps::new,
        shown -> {
          shown.control.show(maps(1, 3, false));
          shown.paint();
          assertThat(shown.control.chosenProperty().get()).contains(new Spot(0, 1, 1));
          shown.click(2, 26);
          assertThat(shown.control.chosenProperty().get()).contains(new Spot(0, 0, 0));
          shown.key(KeyCode.RIGHT);
          shown.key(KeyCode.DOWN);
          assertThat(shown.control.chosenProperty().get()).contains(new Spot(0, 1, 1));
          shown.key(KeyCode.LEFT);
          shown.key(KeyCode.LEFT);
          assertThat(shown.control.chosenProperty().get()).contains(new Spot(0, 1, 0));
        });
  }

  @Test
  void turnsPagesOfMapsThatDoNotFit() {
    Shown.with(
        FeatureMaps::new,
        shown -> {
          shown.control.show(maps(512, 24, false));
          shown.paint();
          assertThat(shown.control.pages()).isGreaterThan(1);
          shown.key(KeyCode.PAGE_DOWN);
          shown.paint();
          assertThat(shown.control.page()).isEqualTo(1);
          shown.control.choose(new Spot(511, 0, 0));
          shown.paint();
          assertThat(shown.control.page()).isEqualTo(shown.control.pages() - 1);
        });
  }

  @Test
  void colorsByMagnitudeAfterAReluAndBySignOtherwise() {
    Shown.with(
        FeatureMaps::new,
        shown -> {
          Shape pixel = Shape.of(1, 1, 1, 1);
          Tensor one = Tensor.vector(1f);
          shown.control.show(
              new MapPair("one", 1, 1, 1, new Tensor(pixel, one.values()), Tensor.vector(0.5f)));
          WritableImage picture = shown.paint();
          Palette palette = new Palette(false);
          assertThat(picture.getPixelReader().getArgb(5, 29)).isEqualTo(palette.magnitude(1));
          assertThat(picture.getPixelReader().getArgb(340, 29)).isEqualTo(palette.magnitude(0.5));
          shown.key(KeyCode.D);
          picture = shown.paint();
          assertThat(picture.getPixelReader().getArgb(5, 29)).isEqualTo(palette.signed(-1));
          assertThat(shown.control.modeProperty().get()).isEqualTo(FeatureMaps.Mode.DIFFERENCE);
        });
  }

  @Test
  void laysAllMapsOutWhereTheyCanStillBeRead() {
    MapGrid all = MapGrid.of(32, 14, 14, 300, 240, 0);
    assertThat(all.pages(32)).isEqualTo(1);
    assertThat(all.scale()).isEqualTo(2.5);
    MapGrid paged = MapGrid.of(512, 14, 14, 300, 240, 0);
    assertThat(paged.cellWidth()).isGreaterThanOrEqualTo(20);
    assertThat(paged.pages(512)).isGreaterThan(1);
    MapGrid large = MapGrid.of(64, 112, 112, 300, 240, 0);
    assertThat(large.perPage()).isGreaterThanOrEqualTo(48);
    assertThat(MapGrid.of(64, 112, 112, 300, 240, 100).cellWidth()).isLessThanOrEqualTo(300);
  }

  @Test
  void findsTheMapUnderAPointAndNoneInTheGap() {
    MapGrid grid = new MapGrid(2, 3, 2, 10, 10);
    assertThat(grid.placeAt(0, 0)).isZero();
    assertThat(grid.placeAt(9.9, 9.9)).isZero();
    assertThat(grid.placeAt(11, 5)).isEqualTo(-1);
    assertThat(grid.placeAt(13, 13)).isEqualTo(4);
    assertThat(grid.placeAt(40, 5)).isEqualTo(-1);
    assertThat(grid.placeAt(-1, 5)).isEqualTo(-1);
  }
}
