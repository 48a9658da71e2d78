package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Grouping that knows the scales (`methods.md` section 3): filters are put in the order of their own scale before neighbours are
/// made to share one. A network whose filters move together with everything that follows them computes the same function, see
/// [filterscope.network.ChannelFlow].
public final class Reordering {
  private Reordering() {}

  /// `α_k`: the mean magnitude of each filter's weights, its least-squares scale at one bit.
  public static double[] filterScales(ConvWeights weights) {
    return SharingPrice.meanMagnitudes(weights, weights.filterSize());
  }

  /// The filters by ascending scale: old places in their new order. Filters of one scale keep their order.
  public static int[] ascending(double[] scales) {
    return IntStream.range(0, scales.length)
        .boxed()
        .sorted(Comparator.comparingDouble(filter -> scales[filter]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Which weights share a scale when the filters are ordered so before they are cut into groups.
  ///
  /// @param filtersPerGroup how many filters share; there are as many groups in every order
  /// @param channelsPerGroup how many channels a tile spans; all of them when whole filters share
  public static Grouping grouping(
      ConvWeights weights, FilterOrder order, int filtersPerGroup, int channelsPerGroup) {
    return switch (order) {
      case AS_STORED ->
          Grouping.tiles(weights.filters(), weights.channels(), filtersPerGroup, channelsPerGroup);
      case SORTED -> {
        int[] ends = evenEnds(weights.filters(), filtersPerGroup);
        yield cut(weights, filterScales(weights), ends, channelsPerGroup);
      }
      case OPTIMAL -> {
        double[] scales = filterScales(weights);
        int groups = evenEnds(weights.filters(), filtersPerGroup).length;
        int[] ends = new Partition(Arrays.stream(scales).sorted().toArray()).ends(groups);
        yield cut(weights, scales, ends, channelsPerGroup);
      }
    };
  }

  private static int[] evenEnds(int filters, int size) {
    int[] ends = new int[Math.ceilDiv(filters, size)];
    Arrays.setAll(ends, group -> (int) Math.min(filters, (group + 1L) * size));
    return ends;
  }

  /// @param ends where each group ends among the filters in ascending order
  private static Grouping cut(
      ConvWeights weights, double[] scales, int[] ends, int channelsPerGroup) {
    int[] ascending = ascending(scales);
    int[] blockOfFilter = new int[ascending.length];
    int block = 0;
    for (int place = 0; place < ascending.length; place++) {
      if (place == ends[block]) {
        block++;
      }
      blockOfFilter[ascending[place]] = block;
    }
    return Grouping.ofFilters(blockOfFilter, weights.channels(), channelsPerGroup);
  }

  /// The filters so that those of a block follow one another: old places in their new order.
  public static int[] byBlock(Grouping grouping) {
    return IntStream.range(0, grouping.filters())
        .boxed()
        .sorted(Comparator.comparingInt(grouping::filterBlockOf))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
