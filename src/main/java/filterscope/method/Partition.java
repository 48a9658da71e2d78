package filterscope.method;

import java.util.Arrays;

/// Cuts sorted numbers into `k` runs so that the sum of squared distances to the runs' means is least: one-dimensional k-means,
/// solved exactly by dynamic programming. `D(m, j) = min_i D(m−1, i) + cost(i, j)` over the first `j` numbers in `m` runs; the
/// best `i` never falls as `j` grows, so that each row takes `O(n·log n)` by halving.
final class Partition {
  private final int count;
  private final double[] sums;
  private final double[] squares;

  /// @param sorted ascending
  Partition(double[] sorted) {
    count = sorted.length;
    double mean = Arrays.stream(sorted).average().orElse(0);
    sums = new double[count + 1];
    squares = new double[count + 1];
    for (int index = 0; index < count; index++) {
      double centred = sorted[index] - mean;
      sums[index + 1] = sums[index] + centred;
      squares[index + 1] = squares[index] + centred * centred;
    }
  }

  /// `Σ (x − mean)²` over the numbers from `from` to `to` (exclusive).
  double cost(int from, int to) {
    double sum = sums[to] - sums[from];
    return Math.max(0, squares[to] - squares[from] - sum * sum / (to - from));
  }

  /// Where every run ends (exclusive); the last is the count of numbers.
  ///
  /// @param runs how many, at most as many as there are numbers
  int[] ends(int runs) {
    if (runs < 1 || runs > count) {
      throw new IllegalArgumentException(count + " numbers cannot be cut into " + runs + " runs");
    }
    double[] before = new double[count + 1];
    for (int to = 1; to <= count; to++) {
      before[to] = cost(0, to);
    }
    int[][] cuts = new int[runs][];
    for (int run = 1; run < runs; run++) {
      Row row = new Row(before, run);
      row.solve(run + 1, count, run, count - 1);
      before = row.best;
      cuts[run] = row.cut;
    }
    int[] ends = new int[runs];
    ends[runs - 1] = count;
    for (int run = runs - 1; run > 0; run--) {
      ends[run - 1] = cuts[run][ends[run]];
    }
    return ends;
  }

  /// One row of the table: the numbers up to each place in one run more than before.
  private final class Row {
    private final double[] before;
    private final int runsBefore;
    private final double[] best = new double[count + 1];
    private final int[] cut = new int[count + 1];

    Row(double[] before, int runsBefore) {
      this.before = before;
      this.runsBefore = runsBefore;
    }

    void solve(int first, int last, int least, int most) {
      if (first > last) {
        return;
      }
      int middle = (first + last) >>> 1;
      best[middle] = Double.POSITIVE_INFINITY;
      for (int from = Math.max(least, runsBefore); from <= Math.min(most, middle - 1); from++) {
        double total = before[from] + cost(from, middle);
        if (total < best[middle]) {
          best[middle] = total;
          cut[middle] = from;
        }
      }
      solve(first, middle - 1, least, cut[middle]);
      solve(middle + 1, last, cut[middle], most);
    }
  }
}
