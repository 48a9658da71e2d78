package filterscope.study;

/// Whether a network bears the paper's claim out, that sharing scales costs no more than 0.3 points. The whole 95 % interval of the
/// difference decides; where it reaches to both sides of that limit, these images and seeds cannot tell.
public enum Verdict {
  HOLDS("holds"),
  FAILS("does not hold"),
  UNDECIDED("undecided"),
  /// The network shares no scales, or none of its training that shares none was evaluated on the same images.
  NOT_COMPARED("–");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /// For people.
  public String words() {
    return words;
  }

  static Verdict of(ClaimRow row) {
    if (row.difference().isEmpty()) {
      return NOT_COMPARED;
    }
    double low = 100 * row.difference().get().low();
    double high = 100 * row.difference().get().high();
    return low >= Claims.PAPER_LOW ? HOLDS : high < Claims.PAPER_LOW ? FAILS : UNDECIDED;
  }
}
