package filterscope.measure;

/// The difference of two accuracies that were measured on the same images: what counts is only where one network is right and the
/// other one wrong, so that it is known far better than either accuracy. The 95 % interval is that of Agresti and Min (2005):
/// Wald's after half an image was added to each of the four cells.
///
/// @param won images that only the network in question got right
/// @param lost images that only the one it is compared with got right
public record PairedDifference(long won, long lost, long samples) {
  private static final double Z = 1.959963984540054;

  public PairedDifference {
    if (won < 0 || lost < 0 || won + lost > samples) {
      throw new IllegalArgumentException(
          won + " won and " + lost + " lost of " + samples + " is no difference");
    }
  }

  /// In shares of 1, positive where more was won; NaN without samples.
  public double share() {
    return samples == 0 ? Double.NaN : (double) (won - lost) / samples;
  }

  /// The lower end of the interval.
  public double low() {
    return Math.max(-1, centre() - reach());
  }

  /// The upper end of the interval.
  public double high() {
    return Math.min(1, centre() + reach());
  }

  private double centre() {
    return (double) (won - lost) / (samples + 2);
  }

  private double reach() {
    double all = samples + 2.0;
    double difference = won - (double) lost;
    return Z * Math.sqrt(won + lost + 1 - difference * difference / all) / all;
  }
}
