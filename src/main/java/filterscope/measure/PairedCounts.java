package filterscope.measure;

/// How often two networks are right on the same images, image by image.
///
/// The difference of their accuracies is `d = (c − b)/n` with `b` images that only the first has right and `c` that only the second
/// has. Its 95 % interval is Wald's for paired shares, `d ± z·√(b + c − (b − c)²/n)/n`; whether it is more than chance
/// says McNemar's exact test (McNemar 1947): under the null hypothesis `b` is binomial with `b + c` trials and one half.
///
/// @param both right in both
/// @param onlyFirst `b`
/// @param onlySecond `c`
/// @param neither wrong in both
public record PairedCounts(long both, long onlyFirst, long onlySecond, long neither) {
  private static final double Z = 1.959963984540054;

  /// Compares answers to the same images, over those that both know.
  public static PairedCounts of(filterscope.data.Inputs inputs, Answers first, Answers second) {
    if (first.images() != inputs.size() || second.images() != inputs.size()) {
      throw new IllegalArgumentException("answers to other images");
    }
    long[] counts = new long[4];
    for (int image = 0; image < inputs.size(); image++) {
      if (first.isKnown(image) && second.isKnown(image)) {
        int label = inputs.label(image);
        boolean one = first.predicted(image) == label;
        boolean other = second.predicted(image) == label;
        counts[one ? other ? 0 : 1 : other ? 2 : 3]++;
      }
    }
    return new PairedCounts(counts[0], counts[1], counts[2], counts[3]);
  }

  /// `n`, the images that both answered.
  public long samples() {
    return both + onlyFirst + onlySecond + neither;
  }

  /// Accuracy of the second less that of the first; NaN without images.
  public double difference() {
    return (double) (onlySecond - onlyFirst) / samples();
  }

  /// The lower end of its interval.
  public double low() {
    return Math.max(-1, difference() - reach());
  }

  /// The upper end of its interval.
  public double high() {
    return Math.min(1, difference() + reach());
  }

  private double reach() {
    double apart = onlyFirst - onlySecond;
    return Z * Math.sqrt(onlyFirst + onlySecond - apart * apart / samples()) / samples();
  }

  /// The probability of a split at least as uneven as this one if both were equally good; two-sided, 1 where they never differ.
  public double chance() {
    long trials = onlyFirst + onlySecond;
    long fewer = Math.min(onlyFirst, onlySecond);
    double logOfTerm = -trials * Math.log(2);
    double sum = 0;
    for (long k = 0; k <= fewer; k++) {
      sum += Math.exp(logOfTerm);
      logOfTerm += Math.log((double) (trials - k) / (k + 1));
    }
    return Math.min(1, 2 * sum);
  }
}
