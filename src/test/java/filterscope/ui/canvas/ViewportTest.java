package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewportTest {
  private final Viewport view = new Viewport();

  @Test
  void showsAllOfThePictureInTheMiddle() {
    view.resize(100, 50, 400, 400, 1);
    assertThat(view.scale()).isEqualTo(4);
    assertThat(view.originX()).isZero();
    assertThat(view.originY()).isEqualTo(100);
  }

  @Test
  void keepsWhatIsUnderTheCursorThereWhileZooming() {
    view.resize(1000, 1000, 400, 400, 1);
    double x = view.pictureX(130);
    double y = view.pictureY(250);
    view.zoom(4, 130, 250);
    assertThat(view.scale()).isCloseTo(1.6, within(1e-9));
    assertThat(view.pictureX(130)).isCloseTo(x, within(0.5));
    assertThat(view.pictureY(250)).isCloseTo(y, within(0.5));
  }

  @Test
  void neverShowsLessThanFitsNorLeavesTheEdge() {
    Random random = new Random(9);
    view.resize(700, 300, 320, 240, 1);
    double fit = view.scale();
    for (int step = 0; step < 400; step++) {
      if (random.nextBoolean()) {
        view.zoom(Math.exp(random.nextGaussian()), random.nextInt(320), random.nextInt(240));
      } else {
        view.pan(random.nextGaussian() * 200, random.nextGaussian() * 200);
      }
      assertThat(view.scale()).isBetween(fit, 96.0);
      assertThat(view.pictureX(0)).isBetween(-0.5 / view.scale() - 1e-9, 700.0);
      assertThat(view.pictureX(320)).isLessThanOrEqualTo(700 + 0.5 / view.scale() + 1e-9);
    }
  }

  @Test
  void largeScalesAreWholePhysicalPixels() {
    view.resize(40, 40, 333, 333, 2);
    assertThat(view.scale() * 2).isEqualTo(16);
    view.zoom(1.01, 100, 100);
    assertThat(view.scale() * 2).isEqualTo(17);
    view.zoom(0.99, 100, 100);
    assertThat(view.scale() * 2).isEqualTo(16);
  }

  @Test
  void staysWholeWhenTheWindowGrowsAndStaysZoomedWhenItWasZoomed() {
    view.resize(100, 100, 200, 200, 1);
    view.resize(100, 100, 300, 300, 1);
    assertThat(view.scale()).isEqualTo(3);
    view.zoom(2, 0, 0);
    view.resize(100, 100, 400, 400, 1);
    assertThat(view.scale()).isEqualTo(6);
  }

  @Test
  void movesOnlyAsFarAsNeededToRevealAPart() {
    view.resize(1000, 1000, 100, 100, 1);
    view.zoom(10, 0, 0);
    view.reveal(50, 50, 60, 60);
    assertThat(view.pictureX(0)).isZero();
    view.reveal(150, 0, 160, 10);
    assertThat(view.pictureX(100)).isCloseTo(160, within(0.5));
  }

  @Test
  void aSpanZoomsAroundItsPlaceAndStaysOnTheAxis() {
    Span span = new Span();
    span.resize(100);
    span.zoom(2, 0.5);
    assertThat(span.start()).isEqualTo(25);
    assertThat(span.end()).isEqualTo(75);
    span.pan(5);
    assertThat(span.end()).isEqualTo(100);
    span.reveal(10, 20);
    assertThat(span.start()).isEqualTo(10);
    span.zoom(0.01, 0.5);
    assertThat(span.extent()).isEqualTo(100);
  }
}
