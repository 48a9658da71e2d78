package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleFiguresTest {
  @Test
  void givesEachFilterItsMeanMagnitudeAndEachGroupThePriceOfSharing() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 1, new float[] {1, -3, 4, -8});
    ScaleFigures figures = figures(weights, 1, Grouping.filters(2, 2, 2));
    assertThat(figures.members()).isEqualTo(2);
    assertThat(figures.own(0)).isEqualTo(2);
    assertThat(figures.own(1)).isEqualTo(6);
    assertThat(figures.shared(0)).isEqualTo(4);
    assertThat(figures.line(0)).isEqualTo(4);
    assertThat(figures.price(0)).isEqualTo(2 * (2 * 2 + 2 * 2));
    assertThat(figures.relativePrice()).isEqualTo(16.0 / (1 + 9 + 16 + 64 - 2 * (4 + 36)));
  }

  @Test
  void takesKernelsAsMembersWhereTilesShare() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 2, new float[] {1, 1, 2, 2, 3, 3, 4, 4});
    ScaleFigures figures = figures(weights, 1, Grouping.tiles(2, 2, 2, 1));
    assertThat(figures.kernelwise()).isTrue();
    assertThat(figures.members()).isEqualTo(4);
    assertThat(figures.own(2)).isEqualTo(3);
    assertThat(figures.groupOf(2)).isZero();
    assertThat(figures.groupOf(3)).isEqualTo(1);
    assertThat(figures.price(0)).isEqualTo(2 * (1 + 1));
    assertThat(figures.totalPrice()).isEqualTo(8);
  }

  @Test
  void theHeadingSaysHowManyShareInTheSmallestAndTheLargestGroup() {
    assertThat(heading(Grouping.filters(6, 2, 1))).isEqualTo("every filter has its own α");
    assertThat(heading(Grouping.filters(6, 2, 6))).isEqualTo("all 6 filters share one α");
    assertThat(heading(Grouping.filters(6, 2, 3))).isEqualTo("3 filters share each α");
    assertThat(heading(Grouping.filters(6, 2, 4))).isEqualTo("4 filters share each α, the last 2");
    assertThat(heading(Grouping.ofFilters(new int[] {0, 1, 1, 1, 2, 2}, 2, 2)))
        .isEqualTo("1–3 filters share each α");
    assertThat(heading(Grouping.ofFilters(new int[] {1, 0, 1, 1, 2, 2}, 2, 2)))
        .isEqualTo("1–3 filters share each α, sorted");
    assertThat(heading(Grouping.tiles(6, 2, 3, 1))).isEqualTo("3 kernels share each α");
    assertThat(heading(Grouping.tiles(6, 2, 4, 1))).isEqualTo("2–4 kernels share each α");
  }

  private static String heading(Grouping grouping) {
    return ScaleHeading.who(figures(GalleryLayers.deep(6, 2, 3), 1, grouping));
  }

  @Test
  void sharingIsFreeWhereNobodyShares() {
    ScaleFigures figures = figures(GalleryLayers.deep(6, 3, 3), 1, Grouping.filters(6, 3, 1));
    assertThat(figures.totalPrice()).isZero();
    assertThat(figures.membersPerGroup()).isEqualTo(1);
  }

  @Test
  void thePriceIsExactlyWhatTheOneBitErrorGrowsBy() {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      int filters = 1 + random.nextInt(9);
      int channels = 1 + random.nextInt(7);
      ConvWeights weights = GalleryLayers.deep(filters, channels, 1 + random.nextInt(3));
      boolean tiles = channels > 1 && random.nextBoolean();
      int down = 1 + random.nextInt(filters);
      Grouping shared =
          tiles
              ? Grouping.tiles(filters, channels, down, 1 + random.nextInt(channels - 1))
              : Grouping.filters(filters, channels, down);
      Grouping alone =
          tiles ? Grouping.tiles(filters, channels, 1, 1) : Grouping.filters(filters, channels, 1);
      double grown = error(weights, shared) - error(weights, alone);
      assertThat(figures(weights, 1, shared).totalPrice())
          .isCloseTo(grown, within(1e-4 * (1 + error(weights, alone))));
    }
  }

  @Test
  void comparesOwnScalesWithTheirMeanWhereTheScaleIsAStepBetweenLevels() {
    ConvWeights weights = new ConvWeights(2, 1, 1, 2, new float[] {1, -3, 4, -8});
    ScaleFigures figures = figures(weights, 4, Grouping.filters(2, 1, 2));
    assertThat(figures.oneBit()).isFalse();
    assertThat(figures.shared(0)).isEqualTo(8f / 7);
    assertThat(figures.line(0)).isEqualTo(4);
  }

  private static double error(ConvWeights weights, Grouping grouping) {
    GridConv stored = GridExamples.quantized(weights, 1, grouping);
    float[] restored = stored.restore().values();
    double sum = 0;
    for (int index = 0; index < restored.length; index++) {
      double apart = (double) weights.values()[index] - restored[index];
      sum += apart * apart;
    }
    return sum;
  }

  private static ScaleFigures figures(ConvWeights weights, int bits, Grouping grouping) {
    GridConv stored = GridExamples.quantized(weights, bits, grouping);
    return ScaleFigures.of(LayerPicture.of("layer", weights, stored), stored);
  }
}
