package filterscope.measure;

/// How often a network is right, on the samples so far.
///
/// A class counts as predicted when its output is the largest, the lowest index winning a tie; as among the top five when
/// fewer than five outputs come before it in that order. An output that is not a number makes its image wrong.
///
/// @param top1 how often the labelled class is the predicted one
/// @param top5 how often it is among the five best; every answer is, where there are five classes or fewer
/// @param agreement how often the predicted class is that of the float network; no samples when that was not compared
public record Accuracy(Proportion top1, Proportion top5, Proportion agreement) {
  /// Nothing was measured yet.
  public static final Accuracy NONE =
      new Accuracy(new Proportion(0, 0), new Proportion(0, 0), new Proportion(0, 0));

  /// On how many images.
  public long samples() {
    return top1.samples();
  }
}
