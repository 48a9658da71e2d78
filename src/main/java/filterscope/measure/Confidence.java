package filterscope.measure;

/// How sure an interval is to hold what it estimates.
public enum Confidence {
  NINETY(90, 1.6448536269514722),
  NINETY_FIVE(95, 1.959963984540054),
  NINETY_NINE(99, 2.5758293035489004);

  private final int percent;
  private final double z;

  Confidence(int percent, double z) {
    this.percent = percent;
    this.z = z;
  }

  public int percent() {
    return percent;
  }

  /// How many standard deviations of the normal distribution hold that share around its mean.
  public double z() {
    return z;
  }
}
