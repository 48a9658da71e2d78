package filterscope.measure;

import java.util.Arrays;

/// How long a run took: the median of many, and the quartiles as its spread.
///
/// @param medianMillis half of the runs were faster
/// @param lowMillis a quarter of them was faster
/// @param highMillis three quarters were
public record Timing(double medianMillis, double lowMillis, double highMillis, int runs) {
  /// The timing of runs that took so many nanoseconds each.
  ///
  /// @throws IllegalArgumentException if there are none
  static Timing of(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("no runs");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Timing(
        quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75), nanos.length);
  }

  private static double quantile(long[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return (sorted[below] + (rank - below) * (sorted[above] - sorted[below])) / 1e6;
  }
}
