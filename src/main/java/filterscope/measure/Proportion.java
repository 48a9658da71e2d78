package filterscope.measure;

/// A share measured on some samples, with its 95 % Wilson score interval (Wilson 1927).
public record Proportion(long hits, long samples) {
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
    return low(Confidence.NINETY_FIVE);
  }

  /// The upper end of the interval; 1 without samples.
  public double high() {
    return high(Confidence.NINETY_FIVE);
  }

  /// The lower end of the interval that is so sure; 0 without samples.
  public double low(Confidence confidence) {
    return hits == 0 ? 0 : Math.max(0, centre(confidence.z()) - reach(confidence.z()));
  }

  /// The upper end of the interval that is so sure; 1 without samples.
  public double high(Confidence confidence) {
    return hits == samples ? 1 : Math.min(1, centre(confidence.z()) + reach(confidence.z()));
  }

  private double centre(double z) {
    return (share() + z * z / (2 * samples)) / (1 + z * z / samples);
  }

  private double reach(double z) {
    double p = share();
    return z
        / (1 + z * z / samples)
        * Math.sqrt(p * (1 - p) / samples + z * z / (4.0 * samples * samples));
  }
}
