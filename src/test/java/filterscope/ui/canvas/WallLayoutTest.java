package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.network.ConvWeights;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WallLayoutTest {
  @Test
  void standsFiltersInRowsAndChannelsInColumns() {
    WallLayout layout = WallLayout.fitting(weights(64, 64, 3, 3), false, 600, 600);
    assertThat(layout.isPlain()).isTrue();
    assertThat(layout.hit(0.1, 0.1, false)).contains(new WallLayout.Hit(0, 0, 0, 0));
    assertThat(layout.hit(3.5 + 2.2, 2 * 3.5 + 1.5, false))
        .contains(new WallLayout.Hit(2, 1, 1, 2));
    assertThat(layout.hit(3.2, 0.1, false)).isEmpty();
    assertThat(layout.hit(3.2, 0.1, true)).contains(new WallLayout.Hit(0, 0, 0, 2));
    assertThat(layout.hit(-1, 0, true)).isEmpty();
    assertThat(layout.hit(layout.across().length() + 1, 0, true)).isEmpty();
  }

  @Test
  void makesOneTileOfThreeChannelsInColour() {
    WallLayout layout = WallLayout.fitting(weights(64, 3, 7, 7), true, 800, 600);
    assertThat(layout.channels()).isEqualTo(1);
    assertThat(layout.across().blocks()).isBetween(6, 12);
    assertThat(64 % layout.across().blocks()).isZero();
  }

  @Test
  void foldsADenseLayerThatWouldBeAThinStrip() {
    WallLayout layout = WallLayout.fitting(weights(10, 512, 1, 1), false, 900, 500);
    WallLayout strip =
        new WallLayout(
            new WallAxis(1, 512, 1, 0, 0, 0), new WallAxis(10, 1, 1, 0, 0, 0), 10, 512, false);
    assertThat(layout.isPlain()).isFalse();
    assertThat(layout.scale(900, 500)).isGreaterThan(3 * strip.scale(900, 500));
  }

  @Test
  void findsEveryWeightAtTheMiddleOfItsSquare() {
    Random random = new Random(21);
    for (int trial = 0; trial < 40; trial++) {
      ConvWeights weights =
          weights(
              1 + random.nextInt(20),
              1 + random.nextInt(20),
              1 + random.nextInt(5),
              1 + random.nextInt(5));
      WallLayout layout =
          WallLayout.fitting(weights, false, 100 + random.nextInt(800), 100 + random.nextInt(500));
      Set<WallLayout.Hit> seen = new HashSet<>();
      for (int filter = 0; filter < weights.filters(); filter++) {
        for (int channel = 0; channel < weights.channels(); channel++) {
          for (int row = 0; row < weights.kernelHeight(); row++) {
            for (int column = 0; column < weights.kernelWidth(); column++) {
              double x = layout.left(filter, channel) + column + 0.5;
              double y = layout.top(filter, channel) + row + 0.5;
              WallLayout.Hit hit = layout.hit(x, y, false).orElseThrow();
              assertThat(hit).isEqualTo(new WallLayout.Hit(filter, channel, row, column));
              seen.add(hit);
            }
          }
        }
      }
      assertThat(seen).hasSize(weights.size());
    }
  }

  private static ConvWeights weights(int filters, int channels, int height, int width) {
    return new ConvWeights(
        filters, channels, height, width, new float[filters * channels * height * width]);
  }
}
