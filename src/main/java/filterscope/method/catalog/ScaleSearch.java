package filterscope.method.catalog;

import filterscope.method.Grid;

/// Finds the least-squares scale of one group on a grid: from several starts (the largest weight on the largest level, and ever
/// smaller scales, which clip more; then scales around the best of them) it takes the one with the least error and alternates `Q ← clip(round(W/α))`,
/// `α ← <W,Q>/<Q,Q>`. An alternation never raises the error; the starts are there because on fine grids it hardly moves.
///
/// Works on sorted magnitudes: the weights of one level lie side by side, so that a scale is judged in as many steps as there are
/// levels.
final class ScaleSearch {
  private static final int STARTS = 14;

  /// Each start is this share of the one before; the last is 1/42 of the first.
  private static final double SHRINK = 0.75;

  /// Around the best start, scales this many times closer to one another are tried.
  private static final int FINE = 5;

  private static final int ROUNDS = 10;
  private static final double STILL = 1e-5;
  private static final int BLOCK = 8;

  private final float[] sorted;
  private final double[] sums;
  private final Grid grid;
  private final int bits;
  private double product;
  private double square;

  /// @param sorted magnitudes, ascending, at least one; read only
  ScaleSearch(float[] sorted, Grid grid, int bits) {
    this.sorted = sorted;
    this.grid = grid;
    this.bits = bits;
    sums = new double[sorted.length / BLOCK + 1];
    double sum = 0;
    for (int index = 0; index < sorted.length; index++) {
      if (index % BLOCK == 0) {
        sums[index / BLOCK] = sum;
      }
      sum += sorted[index];
    }
    if (sorted.length % BLOCK == 0) {
      sums[sorted.length / BLOCK] = sum;
    }
  }

  /// The scale; 0 for a group of zeros.
  double best() {
    double start = sorted[sorted.length - 1] / (double) grid.top(bits);
    if (start == 0) {
      return 0;
    }
    double full = alternate(start, ROUNDS);
    double coarse = bestOf(full, start, SHRINK, STARTS);
    double fine = Math.pow(SHRINK, 1.0 / FINE);
    double best = bestOf(coarse, coarse / SHRINK * fine, fine, 2 * FINE - 1);
    return alternate(best, ROUNDS);
  }

  /// The scale with the least error: a known one, or one round away from starts that shrink.
  private double bestOf(double known, double start, double shrink, int starts) {
    double best = known;
    double least = error(known);
    double from = start;
    for (int number = 0; number < starts; number++, from *= shrink) {
      double scale = alternate(from, 1);
      double error = error(scale);
      if (error < least) {
        least = error;
        best = scale;
      }
    }
    return best;
  }

  private double alternate(double start, int rounds) {
    double scale = start;
    for (int round = 0; round < rounds; round++) {
      assign(scale);
      if (square == 0) {
        return scale;
      }
      double better = product / square;
      boolean still = Math.abs(better - scale) <= STILL * scale;
      scale = better;
      if (still) {
        break;
      }
    }
    return scale;
  }

  /// The squared error without the energy of the weights, which is the same for every scale.
  private double error(double scale) {
    assign(scale);
    return scale * (scale * square - 2 * product);
  }

  /// Assigns every weight its level and leaves `<W,Q>` and `<Q,Q>` behind.
  private void assign(double scale) {
    product = 0;
    square = 0;
    int top = grid.top(bits);
    int from = 0;
    while (from < sorted.length) {
      int level = grid.nearest(sorted[from] / scale, bits);
      int to =
          level == top ? sorted.length : Math.max(from + 1, end(from, grid.above(level) * scale));
      product += level * (sum(to) - sum(from));
      square += (double) level * level * (to - from);
      from = to;
    }
  }

  /// The first index whose magnitude is not below a bound.
  private int end(int from, double bound) {
    int low = from;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The sum of the first `count` magnitudes.
  private double sum(int count) {
    double sum = sums[count / BLOCK];
    for (int index = count / BLOCK * BLOCK; index < count; index++) {
      sum += sorted[index];
    }
    return sum;
  }

  /// A percentile of sorted numbers, linear between two ranks; 100 is the maximum.
  static double percentile(float[] sorted, double percent) {
    double rank = percent / 100 * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * ((double) sorted[above] - sorted[below]);
  }
}
