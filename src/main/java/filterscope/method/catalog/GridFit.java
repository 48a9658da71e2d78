package filterscope.method.catalog;

import filterscope.method.Grid;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Arrays;

/// Finds the scales and levels of one layer on a grid (`methods.md` section 2). A scale is that of one grid step: `w ≈ α·q`.
///
/// A group of zeros gets the scale 0.
final class GridFit {
  private final ConvWeights weights;
  private final Grouping grouping;
  private final Grid grid;
  private final int bits;

  GridFit(ConvWeights weights, Grouping grouping, Grid grid, int bits) {
    this.weights = weights;
    this.grouping = grouping;
    this.grid = grid;
    this.bits = bits;
  }

  /// One bit: `α_g = mean |w|`, the least-squares scale of `sign(W)`.
  double[] meanScales() {
    return GroupStatistics.means(weights, grouping);
  }

  /// The largest weight of a group falls on the largest level: nothing is clipped.
  double[] maximumScales() {
    return perStep(GroupStatistics.maxima(weights, grouping));
  }

  /// A percentile of `|w|` falls on the largest level; what lies beyond is clipped. Where it is zero although the group has
  /// other weights, the maximum stands in.
  double[] percentileScales(double percent) {
    double[] scales =
        perStep(
            Arrays.stream(GroupStatistics.sortedMagnitudes(weights, grouping))
                .mapToDouble(sorted -> ScaleSearch.percentile(sorted, percent))
                .toArray());
    double[] maximum = maximumScales();
    for (int group = 0; group < scales.length; group++) {
      if (scales[group] == 0) {
        scales[group] = maximum[group];
      }
    }
    return scales;
  }

  private double[] perStep(double[] largest) {
    int top = grid.top(bits);
    for (int group = 0; group < largest.length; group++) {
      largest[group] /= top;
    }
    return largest;
  }

  /// The scales with the least squared error, as [ScaleSearch] finds them.
  double[] leastSquaresScales() {
    return Arrays.stream(GroupStatistics.sortedMagnitudes(weights, grouping))
        .parallel()
        .mapToDouble(sorted -> new ScaleSearch(sorted, grid, bits).best())
        .toArray();
  }

  /// The nearest level of every weight under scales as they are stored.
  short[] levels(float[] scales) {
    short[] levels = new short[weights.size()];
    float[] values = weights.values();
    GroupStatistics.forEachKernel(
        weights,
        grouping,
        (group, from, to) -> {
          double scale = scales[group];
          for (int index = from; index < to; index++) {
            double x = bits == 1 || scale == 0 ? values[index] : values[index] / scale;
            levels[index] = (short) grid.nearest(x, bits);
          }
        });
    return levels;
  }
}
