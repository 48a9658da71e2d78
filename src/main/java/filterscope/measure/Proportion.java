package filterscope.measure;

/// A share measured on some samples, with its 95 % Wilson score interval (Wilson 1927).
public record Proportion(long hits, long samples) {
  private static final double Z = 1.959963984540054;

  public Proportion {
    if (hits < 0 || hits > samples) {
      throw new IllegalArgumentException(hits + " of " + samples + " is not a share");
    }
  }

  /// Shares of 1; NaN without samples.
  public double share() {
    return samples == 0 ? Double.NaN : (double) hits / samples;
  }

  /// The lower end of the interval; 0 without samples.
  public double low() {
    return hits == 0 ? 0 : Math.max(0, centre() - reach());
  }

  /// The upper end of the interval; 1 without samples.
  public double high() {
    return hits == samples ? 1 : Math.min(1, centre() + reach());
  }

  private double centre() {
    return (share() + Z * Z / (2 * samples)) / (1 + Z * Z / samples);
  }

  private double reach() {
    double p = share();
    return Z
        / (1 + Z * Z / samples)
        * Math.sqrt(p * (1 - p) / samples + Z * Z / (4.0 * samples * samples));
  }
}
