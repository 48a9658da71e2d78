package filterscope.ui.canvas;

/// Where a colour scale ends: at the magnitude that all but a few numbers stay below, so that single outliers do not
/// make everything else pale.
///
/// @param value the end of the scale, positive
/// @param exceeded whether some magnitudes are larger
record ColorLimit(float value, boolean exceeded) {
  private static final int BINS = 2048;
  private static final double SHARE = 0.99;

  /// @param others subtracted from the values; empty for none
  static ColorLimit of(float[] values, float[] others) {
    float greatest = 0;
    for (int index = 0; index < values.length; index++) {
      greatest = Math.max(greatest, magnitude(values, others, index));
    }
    if (!(greatest > 0) || Float.isInfinite(greatest)) {
      return new ColorLimit(1, false);
    }
    int[] counts = new int[BINS];
    float factor = BINS / greatest;
    for (int index = 0; index < values.length; index++) {
      counts[Math.min(BINS - 1, (int) (magnitude(values, others, index) * factor))]++;
    }
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

  private static float magnitude(float[] values, float[] others, int index) {
    return Math.abs(others.length == 0 ? values[index] : values[index] - others[index]);
  }
}
