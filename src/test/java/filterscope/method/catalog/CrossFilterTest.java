package filterscope.method.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Half;
import filterscope.method.LayerCalibration;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossFilterTest {
  private final CrossFilter method = new CrossFilter();

  @Test
  void givesEachFilterItsOwnMeanMagnitudeAtOneBit() {
    ConvWeights weights = new ConvWeights(2, 1, 1, 2, new float[] {1, -3, -0.5f, 0.25f});
    GridConv stored = compress(weights, "weight-bits", "1", "group", "1");
    assertThat(stored.scales()).containsExactly(2, 0.375f);
    assertThat(stored.restore().values()).containsExactly(2, -2, -0.375f, 0.375f);
    assertThat(stored.bits().codes()).isEqualTo(4);
    assertThat(stored.bits().scales()).isEqualTo(64);
  }

  @Test
  void sharesOneScaleAcrossEachBlockOfFilters() {
    ConvWeights weights = new ConvWeights(3, 1, 1, 1, new float[] {1, -3, 5});
    GridConv stored = compress(weights, "weight-bits", "1", "group", "2");
    assertThat(stored.scales()).containsExactly(2, 5);
    assertThat(stored.restore().values()).containsExactly(2, -2, 5);
  }

  @Test
  void sortsFiltersBeforeTheyShareWhereAsked() {
    ConvWeights weights = new ConvWeights(4, 1, 1, 1, new float[] {1, -8, 9, 2});
    GridConv stored = compress(weights, "weight-bits", "1", "group", "2", "order", "sorted");
    assertThat(stored.scales()).containsExactly(1.5f, 8.5f);
    assertThat(stored.restore().values()).containsExactly(1.5f, -8.5f, 8.5f, 1.5f);
    assertThat(stored.bits().scales()).isEqualTo(2 * 32 + 4);
  }

  @Test
  void takesTheWholeLayerWhenTheGroupIsLargerThanIt() {
    ConvWeights weights = new ConvWeights(3, 1, 1, 1, new float[] {1, -3, 5});
    assertThat(compress(weights, "weight-bits", "1", "group", "4096").scales()).containsExactly(3);
  }

  @Test
  void sharesOneScaleAcrossEachTileOfKernels() {
    float[] values = {1, 2, 3, 4, 5, 6};
    ConvWeights weights = new ConvWeights(2, 3, 1, 1, values);
    GridConv stored =
        compress(weights, "weight-bits", "1", "group", "2", "axis", "kernels", "group-in", "2");
    assertThat(stored.scales()).containsExactly((1 + 2 + 4 + 5) / 4f, (3 + 6) / 2f);
  }

  @Test
  void takesAllChannelsWhenATileIsWiderThanTheLayer() {
    ConvWeights weights = new ConvWeights(2, 3, 1, 1, new float[] {1, 2, 3, 4, 5, 6});
    GridConv tiles =
        compress(weights, "weight-bits", "1", "group", "1", "axis", "kernels", "group-in", "64");
    assertThat(tiles.scales()).containsExactly(2, 5);
  }

  @Test
  void calls0Positive() {
    ConvWeights weights = new ConvWeights(1, 1, 1, 3, new float[] {0, -0f, -3});
    assertThat(compress(weights, "weight-bits", "1").restore().values()).containsExactly(1, 1, -1);
  }

  @Test
  void findsTheScaleOfWeightsThatLieOnAGrid() {
    ConvWeights odd = new ConvWeights(1, 1, 1, 4, new float[] {-1.5f, -0.5f, 0.5f, 1.5f});
    GridConv stored = compress(odd, "weight-bits", "2");
    assertThat(stored.scales()).containsExactly(0.5f);
    assertThat(stored.restore().values()).containsExactly(odd.values());
    ConvWeights whole = new ConvWeights(1, 1, 1, 5, new float[] {-0.75f, 0, 0.25f, 0.5f, 0.25f});
    GridConv symmetric = compress(whole, "weight-bits", "3", "grid", "symmetric");
    assertThat(symmetric.grid()).isEqualTo(Grid.SYMMETRIC);
    assertThat(symmetric.restore().values()).containsExactly(whole.values());
  }

  @Test
  void ignoresTheSymmetricGridAtOneBitWhereItHasOnlyZero() {
    ConvWeights weights = new ConvWeights(1, 1, 1, 2, new float[] {2, -4});
    assertThat(compress(weights, "weight-bits", "1", "grid", "symmetric").restore().values())
        .containsExactly(3, -3);
  }

  @Test
  void putsTheLargestWeightOrAPercentileOnTheLargestLevel() {
    float[] values = new float[101];
    for (int index = 0; index <= 100; index++) {
      values[index] = index;
    }
    ConvWeights weights = new ConvWeights(1, 1, 1, 101, values);
    assertThat(compress(weights, "weight-bits", "2", "estimator", "max").scales()[0])
        .isEqualTo(100f / 3);
    GridConv clipped =
        compress(weights, "weight-bits", "2", "estimator", "percentile", "percentile", "60");
    assertThat(clipped.scales()[0]).isEqualTo(20);
    assertThat(clipped.level(100)).isEqualTo(3);
  }

  @Test
  void fallsBackToTheMaximumWhereAPercentileOfASparseGroupIsZero() {
    ConvWeights weights = new ConvWeights(1, 1, 1, 4, new float[] {0, 0, 0, 6});
    GridConv stored =
        compress(weights, "weight-bits", "2", "estimator", "percentile", "percentile", "50");
    assertThat(stored.scales()).containsExactly(2);
  }

  @Test
  void keepsAGroupOfZerosAtZeroAndAConstantOneExact() {
    ConvWeights weights = new ConvWeights(2, 1, 1, 2, new float[] {0, 0, 0.3f, 0.3f});
    for (String bits : new String[] {"1", "2", "5", "8"}) {
      float[] restored = compress(weights, "weight-bits", bits, "group", "1").restore().values();
      assertThat(restored[0]).as("%s bits", bits).isZero();
      assertThat(restored[3]).as("%s bits", bits).isCloseTo(0.3f, offset(1e-6f));
    }
  }

  @Test
  void refusesWeightsThatAreNotNumbersWithASentence() {
    ConvWeights nan = new ConvWeights(2, 1, 1, 1, new float[] {1, Float.NaN});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compress(nan))
        .withMessageContaining("filter 1 holds a weight that is not a number");
    ConvWeights infinite = new ConvWeights(1, 1, 1, 1, new float[] {Float.NEGATIVE_INFINITY});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compress(infinite))
        .withMessageContaining("infinite");
  }

  @Test
  void storesScalesOfSixteenBitsThatAreSixteenBitNumbers() {
    ConvWeights weights = random(8, 4, 3, 3, 7);
    GridConv stored = compress(weights, "weight-bits", "3", "group", "2", "scale-bits", "16");
    for (float scale : stored.scales()) {
      assertThat(Half.round(scale)).isEqualTo(scale);
    }
    assertThat(stored.bits().scales()).isEqualTo(4 * 16);
    ConvWeights huge = new ConvWeights(1, 1, 1, 1, new float[] {1e6f});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compress(huge, "weight-bits", "1", "scale-bits", "16"))
        .withMessageContaining("does not fit 16 bits");
  }

  @Test
  void storesTheLevelThatIsNearestUnderTheStoredScale() {
    for (String grid : new String[] {"odd", "symmetric"}) {
      for (int bits = 2; bits <= 8; bits++) {
        ConvWeights weights = random(4, 3, 3, 3, bits);
        GridConv stored =
            compress(
                weights,
                "weight-bits",
                Integer.toString(bits),
                "group",
                "3",
                "grid",
                grid,
                "scale-bits",
                "16");
        float[] restored = stored.restore().values();
        for (int index = 0; index < weights.size(); index++) {
          float scale = stored.scales()[stored.grouping().groupOf(index / 27, 0)];
          double error = Math.abs(weights.values()[index] - restored[index]);
          for (int level = -stored.grid().top(bits); level <= stored.grid().top(bits); level++) {
            if (stored.grid().holds(level, bits)) {
              assertThat(error)
                  .isLessThanOrEqualTo(
                      Math.abs(weights.values()[index] - (double) scale * level) + 1e-6);
            }
          }
        }
      }
    }
  }

  @Test
  void leastSquaresIsNeverWorseThanItsStartAndMoreBitsAreNeverWorse() {
    ConvWeights weights = random(16, 8, 3, 3, 11);
    double previous = Double.POSITIVE_INFINITY;
    for (int bits = 1; bits <= 8; bits++) {
      String text = Integer.toString(bits);
      double error = error(weights, compress(weights, "weight-bits", text, "group", "4"));
      double start =
          error(weights, compress(weights, "weight-bits", text, "group", "4", "estimator", "max"));
      assertThat(error).isLessThanOrEqualTo(start * (1 + 1e-9)).isLessThan(previous);
      previous = error;
    }
  }

  @Test
  void leastSquaresIsAsGoodAsAFineScanOverAllScales() {
    for (String grid : new String[] {"odd", "symmetric"}) {
      for (int bits = 2; bits <= 6; bits++) {
        ConvWeights weights = random(1, 30, 3, 3, 100 + bits);
        GridConv stored = compress(weights, "weight-bits", Integer.toString(bits), "grid", grid);
        double found = error(weights, stored);
        double scanned = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (float value : weights.values()) {
          largest = Math.max(largest, Math.abs(value));
        }
        for (int share = 1; share <= 2000; share++) {
          double scale = largest / stored.grid().top(bits) * share / 2000;
          double sum = 0;
          for (float value : weights.values()) {
            double difference = value - scale * stored.grid().nearest(value / scale, bits);
            sum += difference * difference;
          }
          scanned = Math.min(scanned, sum);
        }
        assertThat(found).as("%s bits, %s", bits, grid).isLessThan(scanned * 1.03);
      }
    }
  }

  @Test
  void aScaleAtOneBitLeavesTheResidualOfTheBinaryWeightNetworkPaper() {
    ConvWeights weights = random(3, 5, 3, 3, 13);
    GridConv stored = compress(weights, "weight-bits", "1", "group", "1");
    double expected = 0;
    for (float value : weights.values()) {
      expected += (double) value * value;
    }
    for (float scale : stored.scales()) {
      expected -= (double) weights.filterSize() * scale * scale;
    }
    assertThat(error(weights, stored)).isCloseTo(expected, offset(1e-4));
  }

  @Test
  void coarserGroupsAreNeverBetterAtOneBit() {
    ConvWeights weights = random(64, 4, 3, 3, 17);
    double previous = 0;
    for (int group = 1; group <= 64; group *= 2) {
      double error =
          error(weights, compress(weights, "weight-bits", "1", "group", Integer.toString(group)));
      assertThat(error).isGreaterThanOrEqualTo(previous);
      previous = error;
    }
  }

  private GridConv compress(ConvWeights weights, String... settings) {
    Map<String, String> given = new java.util.HashMap<>(Map.of("group", "1"));
    for (int index = 0; index < settings.length; index += 2) {
      given.put(settings[index], settings[index + 1]);
    }
    return (GridConv)
        method.compress(weights, Settings.of(method.params(), given), LayerCalibration.NONE);
  }

  private static double error(ConvWeights weights, GridConv stored) {
    float[] restored = stored.restore().values();
    double sum = 0;
    for (int index = 0; index < restored.length; index++) {
      double difference = (double) weights.values()[index] - restored[index];
      sum += difference * difference;
    }
    return sum;
  }

  private static ConvWeights random(int filters, int channels, int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[] values = new float[filters * channels * rows * columns];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) random.nextGaussian() * (1 + index % 5);
    }
    return new ConvWeights(filters, channels, rows, columns, values);
  }
}
