package filterscope.method.catalog;

import java.util.Arrays;
import java.util.Random;

/// The four ways in which arXiv 2108.12704 gives numbers a codebook of at most `k` values (`methods.md` section 5). All work on sorted
/// numbers, so that a cell is a range and costs a subtraction of sums.
final class ScalarQuantizer {
  private static final int ROUNDS = 60;
  private static final int BISECTIONS = 40;

  /// The smallest step of UQ, of the range of the numbers.
  private static final double FINEST = 1.0 / (1 << 20);

  /// ECSQ begins with so many cells for each that may stay.
  private static final int CROWD = 3;

  private static final double LESS_PATIENT = 1.3;

  private final float[] sorted;
  private final double[] sums;

  /// @param sorted ascending, at least one; read only
  ScalarQuantizer(float[] sorted) {
    this.sorted = sorted;
    sums = new double[sorted.length + 1];
    for (int index = 0; index < sorted.length; index++) {
      sums[index + 1] = sums[index] + sorted[index];
    }
  }

  /// Clustered weights (CWS): 1-D k-means, from equal cells and from equal populations; the one with less error.
  ///
  /// @return values, ascending; a number belongs to the nearest
  float[] clustered(int k) {
    float[] equal = lloyd(evenly(k));
    float[] populous = lloyd(quantiles(k));
    return error(equal) < error(populous) ? equal : populous;
  }

  private double[] evenly(int k) {
    double[] values = new double[k];
    double low = sorted[0];
    double width = (sorted[sorted.length - 1] - low) / k;
    for (int cell = 0; cell < k; cell++) {
      values[cell] = low + (cell + 0.5) * width;
    }
    return values;
  }

  private double[] quantiles(int k) {
    double[] values = new double[k];
    for (int cell = 0; cell < k; cell++) {
      values[cell] = sorted[(int) ((cell + 0.5) / k * sorted.length)];
    }
    return values;
  }

  private float[] lloyd(double[] start) {
    double[] values = start.clone();
    for (int round = 0; round < ROUNDS; round++) {
      boolean moved = false;
      for (int cell = 0, from = 0; cell < values.length; cell++) {
        int to =
            cell == values.length - 1
                ? sorted.length
                : Math.max(from, below((values[cell] + values[cell + 1]) / 2));
        if (to > from) {
          double mean = (sums[to] - sums[from]) / (to - from);
          moved |= Math.abs(mean - values[cell]) > 1e-7 * Math.abs(mean);
          values[cell] = mean;
        }
        from = to;
      }
      if (!moved) {
        break;
      }
    }
    return distinct(values);
  }

  /// Probabilistic weights (PWS): the ends of the intervals are the quantiles `i/(k−1)`; which end a number goes to is drawn so that
  /// its mean is the number.
  float[] probabilistic(int k) {
    double[] values = new double[k];
    for (int end = 0; end < k; end++) {
      double rank = k == 1 ? 0.5 : (double) end / (k - 1);
      values[end] = ScaleSearch.percentile(sorted, 100 * rank);
    }
    return distinct(values);
  }

  /// The end of its interval that a number is drawn to.
  static int draw(float[] ends, float value, Random random) {
    int above = Arrays.binarySearch(ends, value);
    if (above >= 0) {
      return above;
    }
    above = -above - 1;
    if (above == 0 || above == ends.length) {
      return Math.max(0, above - 1);
    }
    double share = ((double) value - ends[above - 1]) / ((double) ends[above] - ends[above - 1]);
    return random.nextDouble() < share ? above : above - 1;
  }

  /// Uniform (UQ): `δ·round((w+β)/δ) − β` with `β = −min w`; δ is the smallest step found that leaves at most k values.
  float[] uniform(int k) {
    double low = sorted[0];
    double range = sorted[sorted.length - 1] - low;
    if (range == 0 || k == 1) {
      return distinct(new double[] {sums[sorted.length] / sorted.length});
    }
    double enough = range / Math.max(1, k - 1);
    double tooSmall = range * FINEST;
    if (steps(low, tooSmall).length <= k) {
      enough = tooSmall;
    }
    for (int step = 0; step < BISECTIONS && enough > tooSmall * 1.0001; step++) {
      double middle = (enough + tooSmall) / 2;
      if (steps(low, middle).length <= k) {
        enough = middle;
      } else {
        tooSmall = middle;
      }
    }
    return distinct(steps(low, enough));
  }

  /// The values `low + δ·i` that some number is nearest to.
  private double[] steps(double low, double delta) {
    double[] found = new double[16];
    int count = 0;
    for (int from = 0; from < sorted.length; ) {
      double value = low + delta * Math.floor((sorted[from] - low) / delta + 0.5);
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = value;
      from = Math.max(from + 1, below(value + delta / 2));
      if (count > 1 << 15) {
        break;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /// Entropy-constrained (ECSQ): from `3k` cells of equal population a number goes to the cell with the least
  /// `(w−c)² − λ·ln p`, values and shares follow, and cells that lose all their numbers go. Where that stands still with more than
  /// k cells, λ grows until no more than k are left.
  ///
  /// @param lambda relative to the variance of the numbers
  /// @return the values, ascending; a number belongs to the cell that [Cells#of] says
  Cells entropyConstrained(int k, double lambda) {
    double[] values = quantiles(Math.min(CROWD * k, sorted.length));
    values = Arrays.stream(values).distinct().toArray();
    double[] shares = new double[values.length];
    Arrays.fill(shares, 1.0 / values.length);
    double price = Math.max(lambda, 1e-9) * variance();
    while (true) {
      boolean still = false;
      for (int round = 0; round < ROUNDS && !still; round++) {
        int[] ends = ends(values, shares, price);
        double[] next = new double[values.length];
        double[] nextShares = new double[values.length];
        int kept = 0;
        still = true;
        for (int cell = 0, from = 0; cell < values.length; cell++) {
          int to = ends[cell];
          if (to > from) {
            next[kept] = (sums[to] - sums[from]) / (to - from);
            nextShares[kept] = (double) (to - from) / sorted.length;
            still &= Math.abs(next[kept] - values[cell]) <= 1e-7 * Math.abs(values[cell]);
            kept++;
          }
          from = to;
        }
        still &= kept == values.length;
        values = Arrays.copyOf(next, kept);
        shares = Arrays.copyOf(nextShares, kept);
      }
      if (values.length <= k) {
        return new Cells(values, ends(values, shares, price));
      }
      price = price == 0 ? Double.MIN_NORMAL : price * LESS_PATIENT;
    }
  }

  /// Where the range of each cell ends: the cells are parabolas of one shape, so that each has one range, between those with less
  /// and greater values, or none.
  private int[] ends(double[] values, double[] shares, double price) {
    int[] hull = new int[values.length];
    double[] begins = new double[values.length];
    int top = 0;
    for (int cell = 0; cell < values.length; cell++) {
      double begin = Double.NEGATIVE_INFINITY;
      while (top > 0) {
        int last = hull[top - 1];
        begin = crossing(values, shares, price, last, cell);
        if (begin > begins[top - 1]) {
          break;
        }
        top--;
        begin = Double.NEGATIVE_INFINITY;
      }
      hull[top] = cell;
      begins[top++] = begin;
    }
    int[] ends = new int[values.length];
    for (int cell = 0, on = 0, end = 0; cell < values.length; cell++) {
      if (on < top && hull[on] == cell) {
        on++;
        end = on == top ? sorted.length : Math.max(end, below(begins[on]));
      }
      ends[cell] = end;
    }
    return ends;
  }

  /// Where a cell with a greater value becomes the cheaper one.
  private static double crossing(
      double[] values, double[] shares, double price, int less, int greater) {
    double gap = values[greater] - values[less];
    double middle = (values[greater] + values[less]) / 2;
    return middle + price * (Math.log(shares[less]) - Math.log(shares[greater])) / (2 * gap);
  }

  private double variance() {
    double mean = sums[sorted.length] / sorted.length;
    double sum = 0;
    for (float value : sorted) {
      sum += (value - mean) * (value - mean);
    }
    return sum / sorted.length;
  }

  /// How many numbers are below a bound.
  private int below(double bound) {
    int low = 0;
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

  private double error(float[] values) {
    double error = 0;
    for (float value : sorted) {
      double distance = (double) value - values[nearest(values, value)];
      error += distance * distance;
    }
    return error;
  }

  /// The index of the nearest of ascending values.
  static int nearest(float[] values, float value) {
    int above = Arrays.binarySearch(values, value);
    if (above >= 0) {
      return above;
    }
    above = -above - 1;
    if (above == 0) {
      return 0;
    }
    if (above == values.length) {
      return above - 1;
    }
    double up = (double) values[above] - value;
    double down = (double) value - values[above - 1];
    return up <= down ? above : above - 1;
  }

  private static float[] distinct(double[] values) {
    float[] floats = new float[values.length];
    Arrays.sort(values);
    int count = 0;
    for (double value : values) {
      if (count == 0 || floats[count - 1] != (float) value) {
        floats[count++] = (float) value;
      }
    }
    return Arrays.copyOf(floats, count);
  }

  /// Cells of ECSQ, each a range of the sorted numbers.
  final class Cells {
    private final float[] values;
    private final float[] limits;

    private Cells(double[] values, int[] ends) {
      this.values = new float[values.length];
      this.limits = new float[values.length - 1];
      for (int cell = 0; cell < values.length; cell++) {
        this.values[cell] = (float) values[cell];
        if (cell < limits.length) {
          limits[cell] = ends[cell] == 0 ? Float.NEGATIVE_INFINITY : sorted[ends[cell] - 1];
        }
      }
    }

    /// The values, ascending.
    float[] values() {
      return values;
    }

    /// The cell of one of the numbers.
    int of(float value) {
      int cell = 0;
      while (cell < limits.length && value > limits[cell]) {
        cell++;
      }
      return cell;
    }
  }
}
