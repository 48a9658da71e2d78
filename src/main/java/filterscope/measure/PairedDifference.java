package filterscope.measure;

/// How much more often one network is right than another one on the same images, as a share of them, with its 95 % interval. Only
/// images count that one gets right and the other does not: with `b` of one kind and `c` of the other among `n`, the difference
/// is `(b−c)/n` and its variance `(b+c−(b−c)²/n)/n²` (McNemar's table).
///
/// @param onlyFirst images that only the first network gets right
/// @param onlySecond images that only the second one gets right
public record PairedDifference(long onlyFirst, long onlySecond, long samples) {
  private static final double Z = 1.959963984540054;

  public PairedDifference {
    if (onlyFirst < 0 || onlySecond < 0 || onlyFirst + onlySecond > samples) {
      throw new IllegalArgumentException("more images differ than there are");
    }
  }

  /// Of answers to the same images.
  public static PairedDifference of(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException("answers to different images");
    }
    long onlyFirst = 0;
    long onlySecond = 0;
    for (int image = 0; image < first.length; image++) {
      onlyFirst += first[image] && !second[image] ? 1 : 0;
      onlySecond += second[image] && !first[image] ? 1 : 0;
    }
    return new PairedDifference(onlyFirst, onlySecond, first.length);
  }

  /// The first one's accuracy minus the second one's; NaN without samples.
  public double share() {
    return samples == 0 ? Double.NaN : (double) (onlyFirst - onlySecond) / samples;
  }

  public double low() {
    return share() - reach();
  }

  public double high() {
    return share() + reach();
  }

  private double reach() {
    double difference = onlyFirst - onlySecond;
    double discordant = onlyFirst + onlySecond;
    return Z * Math.sqrt(Math.max(0, discordant - difference * difference / samples)) / samples;
  }
}
