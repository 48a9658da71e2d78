package filterscope.ui.canvas;

import java.util.stream.IntStream;

/// Where a colour scale ends: at the magnitude that all but a few numbers stay below, so that single outliers do not
/// make everything else pale.
///
/// @param value the end of the scale, positive
/// @param exceeded whether some magnitudes are larger
record ColorLimit(float value, boolean exceeded) {
  private static final int BINS = 2048;
  private static final double SHARE = 0.99;

  /// How many numbers one thread looks at in one go.
  private static final int RUN = 1 << 20;

  /// @param others subtracted from the values; empty for none
  static ColorLimit of(float[] values, float[] others) {
    int runs = (values.length + RUN - 1) / RUN;
    float greatest =
        (float)
            IntStream.range(0, runs)
                .parallel()
                .mapToDouble(run -> greatest(values, others, run * RUN))
                .max()
                .orElse(0);
    if (!(greatest > 0) || Float.isInfinite(greatest)) {
      return new ColorLimit(1, false);
    }
    float factor = BINS / greatest;
    int[] counts =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(run -> count(values, others, run * RUN, factor))
            .reduce(new int[BINS], ColorLimit::sum);
    long below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += counts[bin];
      float limit = (bin + 1) * greatest / BINS;
      if (below >= SHARE * values.length) {
        return limit > 0.75f * greatest
            ? new ColorLimit(greatest, false)
            : new ColorLimit(limit, true);
      }
    }
    return new ColorLimit(greatest, false);
  }

  private static float greatest(float[] values, float[] others, int from) {
    float greatest = 0;
    for (int index = from, end = Math.min(from + RUN, values.length); index < end; index++) {
      greatest = Math.max(greatest, magnitude(values, others, index));
    }
    return greatest;
  }

  private static int[] count(float[] values, float[] others, int from, float factor) {
    int[] counts = new int[BINS];
    for (int index = from, end = Math.min(from + RUN, values.length); index < end; index++) {
      counts[Math.min(BINS - 1, (int) (magnitude(values, others, index) * factor))]++;
    }
    return counts;
  }

  private static int[] sum(int[] one, int[] other) {
    int[] sum = one.clone();
    for (int bin = 0; bin < BINS; bin++) {
      sum[bin] += other[bin];
    }
    return sum;
  }

  private static float magnitude(float[] values, float[] others, int index) {
    return Math.abs(others.length == 0 ? values[index] : values[index] - others[index]);
  }
}
