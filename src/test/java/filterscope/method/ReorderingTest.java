package filterscope.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ReorderingTest {
  /// Filters of one weight, so that the weight is the scale.
  private static ConvWeights filters(float... scales) {
    return new ConvWeights(scales.length, 1, 1, 1, scales);
  }

  private static int[] blocks(Grouping grouping) {
    int[] blocks = new int[grouping.filters()];
    Arrays.setAll(blocks, grouping::filterBlockOf);
    return blocks;
  }

  private static ConvWeights random(long seed, int filters, int channels, int kernel) {
    Random random = new Random(seed);
    float[] values = new float[filters * channels * kernel * kernel];
    for (int index = 0; index < values.length; index++) {
      double spread = 0.1 + index / (channels * kernel * kernel) * 7 % 5;
      values[index] = (float) (random.nextGaussian() * spread);
    }
    return new ConvWeights(filters, channels, kernel, kernel, values);
  }

  @Test
  void sortsFiltersByScaleBeforeCuttingThemIntoEqualGroups() {
    Grouping grouping = Reordering.grouping(filters(5, -1, 4, 2, 9), FilterOrder.SORTED, 2, 1);
    assertThat(blocks(grouping)).containsExactly(1, 0, 1, 0, 2);
    assertThat(grouping.isContiguous()).isFalse();
    assertThat(grouping.isEven()).isTrue();
    assertThat(Reordering.byBlock(grouping)).containsExactly(1, 3, 0, 2, 4);
  }

  @Test
  void cutsWhereTheScalesPart() {
    ConvWeights weights = filters(1, 9, 8, 8.5f, 8, 9);
    Grouping optimal = Reordering.grouping(weights, FilterOrder.OPTIMAL, 3, 1);
    assertThat(blocks(optimal)).containsExactly(0, 1, 1, 1, 1, 1);
    assertThat(optimal.isEven()).isFalse();
    assertThat(optimal.filtersPerBlock()).containsExactly(1, 5);
  }

  @Test
  void pricesEachGroupByTheSpreadOfItsScales() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 1, new float[] {1, -3, 5, 5});
    SharingPrice price = SharingPrice.of(weights, FilterOrder.AS_STORED, 2, 2);
    assertThat(price.own()).containsExactly(2, 5);
    assertThat(price.shared()).containsExactly(3.5);
    assertThat(price.ofGroup()).containsExactly(2 * (1.5 * 1.5 + 1.5 * 1.5));
    assertThat(SharingPrice.of(weights, FilterOrder.AS_STORED, 1, 2).total()).isZero();
  }

  @Test
  void pricesTilesOfKernelsByTheScalesOfTheKernels() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 1, new float[] {1, -3, 5, 9});
    SharingPrice price = SharingPrice.of(weights, FilterOrder.AS_STORED, 2, 1);
    assertThat(price.own()).containsExactly(1, 3, 5, 9);
    assertThat(price.ofGroup()).containsExactly(2 * 2 * 2, 2 * 3 * 3);
  }

  @Test
  void thePriceIsWhatTheSquaredErrorGrowsBy() {
    ConvWeights weights = random(3, 13, 3, 3);
    for (FilterOrder order : FilterOrder.values()) {
      Grouping grouping = Reordering.grouping(weights, order, 4, 3);
      double alone = signError(weights, Grouping.filters(13, 3, 1));
      double together = signError(weights, grouping);
      assertThat(SharingPrice.of(weights, grouping).total())
          .isCloseTo(together - alone, offset(1e-6 * together));
    }
  }

  /// `‖W − ᾱ_g·sign(W)‖²`.
  private static double signError(ConvWeights weights, Grouping grouping) {
    double[] shared = SharingPrice.of(weights, grouping).shared();
    double error = 0;
    for (int index = 0; index < weights.size(); index++) {
      double alpha = shared[grouping.groupOf(index / weights.filterSize(), 0)];
      double apart = Math.abs(weights.values()[index]) - alpha;
      error += apart * apart;
    }
    return error;
  }

  @Test
  void sortingIsNeverDearerThanNeighboursAndTheBestPartitionNeverDearerThanSorting() {
    for (long seed = 0; seed < 20; seed++) {
      ConvWeights weights = random(seed, 5 + (int) seed * 3, 2, 3);
      for (int size : new int[] {1, 2, 3, 8, 100}) {
        double stored = SharingPrice.of(weights, FilterOrder.AS_STORED, size, 2).total();
        double sorted = SharingPrice.of(weights, FilterOrder.SORTED, size, 2).total();
        double optimal = SharingPrice.of(weights, FilterOrder.OPTIMAL, size, 2).total();
        assertThat(sorted).isLessThanOrEqualTo(stored * (1 + 1e-9));
        assertThat(optimal).isLessThanOrEqualTo(sorted * (1 + 1e-9));
      }
    }
  }

  @Test
  void noOtherPartitionOfAFewScalesIsCheaper() {
    Random random = new Random(11);
    for (int trial = 0; trial < 50; trial++) {
      double[] sorted = random.doubles(8).sorted().toArray();
      Partition partition = new Partition(sorted);
      for (int runs = 1; runs <= 8; runs++) {
        int[] ends = partition.ends(runs);
        double cost = 0;
        for (int run = 0, from = 0; run < runs; from = ends[run++]) {
          cost += partition.cost(from, ends[run]);
        }
        assertThat(cost).isCloseTo(cheapest(partition, 0, runs, 8), offset(1e-12));
      }
    }
  }

  private static double cheapest(Partition partition, int from, int runs, int count) {
    if (runs == 1) {
      return partition.cost(from, count);
    }
    double best = Double.POSITIVE_INFINITY;
    for (int to = from + 1; to <= count - runs + 1; to++) {
      best = Math.min(best, partition.cost(from, to) + cheapest(partition, to, runs - 1, count));
    }
    return best;
  }

  @Test
  void countsTheBitsThatSayWhoShares() {
    Grouping neighbours = Grouping.filters(6, 1, 2);
    assertThat(neighbours.placeBits()).isZero();
    Grouping even = Grouping.ofFilters(new int[] {0, 1, 2, 2, 1, 0}, 1, 1);
    assertThat(even.placeBits()).isEqualTo(6 * 2);
    assertThat(even.withMovedFilters().placeBits()).isZero();
    Grouping uneven = Grouping.ofFilters(new int[] {0, 1, 1, 1, 1, 0}, 1, 1);
    assertThat(uneven.placeBits()).isEqualTo(6 * 1);
    assertThat(uneven.withMovedFilters().placeBits()).isEqualTo(6);
    assertThat(Grouping.ofFilters(new int[] {0, 1, 1, 1, 1, 1}, 1, 1).placeBits()).isEqualTo(6);
    assertThat(Grouping.ofFilters(new int[] {0, 0, 0}, 1, 1).placeBits()).isZero();
  }

  @Test
  void refusesABlockWithoutFilters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grouping.ofFilters(new int[] {0, 2}, 1, 1))
        .withMessage("block 1 has no filters");
  }
}
