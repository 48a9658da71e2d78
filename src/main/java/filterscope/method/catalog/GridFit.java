package filterscope.method.catalog;

import filterscope.method.Grid;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;

/// Finds the scales and levels of one layer on a grid (`methods.md` section 2). A scale is that of one grid step: `w ≈ α·q`.
///
/// A group of zeros gets the scale 0.
final class GridFit {
  /// Alternations at most: on Gaussian weights the scale stands still after about fifteen.
  private static final int ROUNDS = 40;

  /// The scales stand still when none moves by more than this share of itself.
  private static final double STILL = 1e-7;

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
    double[] scales = perStep(GroupStatistics.percentiles(weights, grouping, percent));
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

  /// Alternates `Q ← clip(round(W/α))` and `α ← <W,Q>/<Q,Q>`, which never raises the squared error, until the scales stand
  /// still.
  double[] leastSquaresScales(double[] start) {
    double[] scales = start.clone();
    for (int round = 0; round < ROUNDS; round++) {
      if (!improve(scales)) {
        break;
      }
    }
    return scales;
  }

  private boolean improve(double[] scales) {
    double[] products = new double[scales.length];
    double[] squares = new double[scales.length];
    float[] values = weights.values();
    GroupStatistics.forEachKernel(
        weights,
        grouping,
        (group, from, to) -> {
          double scale = scales[group];
          if (scale == 0) {
            return;
          }
          double product = 0;
          double square = 0;
          for (int index = from; index < to; index++) {
            double level = grid.nearest(values[index] / scale, bits);
            product += level * values[index];
            square += level * level;
          }
          products[group] += product;
          squares[group] += square;
        });
    boolean moved = false;
    for (int group = 0; group < scales.length; group++) {
      if (squares[group] > 0) {
        double better = products[group] / squares[group];
        moved |= Math.abs(better - scales[group]) > STILL * scales[group];
        scales[group] = better;
      }
    }
    return moved;
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
