package filterscope.ui.canvas;

/// What an axis of a plot counts, and how its numbers are written.
public enum PlotUnit {
  BYTES("memory", true),
  MILLIS("measured time of an image", true),
  TIMES("times faster, by theory", false);

  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB"};
  private static final String THIN = "\u2009";

  private final String title;
  private final boolean lessIsBetter;

  PlotUnit(String title, boolean lessIsBetter) {
    this.title = title;
    this.lessIsBetter = lessIsBetter;
  }

  String title() {
    return title;
  }

  /// Whether a person wants it small.
  public boolean lessIsBetter() {
    return lessIsBetter;
  }

  /// A number with its unit: `90.6 kB`, `0.221 ms`, `41.4×`.
  String text(double value) {
    return switch (this) {
      case BYTES -> bytes(value, false);
      case MILLIS -> Digits.three(value) + THIN + "ms";
      case TIMES -> Digits.three(value) + "×";
    };
  }

  /// The same for a tick, whose number is round.
  String tick(double value) {
    return switch (this) {
      case BYTES -> bytes(value, true);
      case MILLIS -> Digits.tick(value, roundStep(value)) + THIN + "ms";
      case TIMES -> Digits.tick(value, roundStep(value)) + "×";
    };
  }

  private static String bytes(double bytes, boolean round) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String digits =
        round
            ? Digits.tick(value, roundStep(value))
            : Digits.three(unit == 0 ? Math.ceil(value) : value);
    return digits + THIN + BYTE_UNITS[unit];
  }

  /// The power of ten of the last digit that a round number has.
  private static double roundStep(double value) {
    double step = 1;
    while (step > 1e-6 && Math.abs(value / step - Math.rint(value / step)) > 1e-6) {
      step /= 10;
    }
    return step;
  }
}
