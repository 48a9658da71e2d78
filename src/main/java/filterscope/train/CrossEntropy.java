package filterscope.train;

/// The mean cross-entropy between a softmax over the scores and the labels, these smoothed: the true class gets
/// `1 − s + s/K`, each other one `s/K`.
///
/// @param smoothing `s`, from 0 (the label alone) to below 1
record CrossEntropy(double smoothing) {
  CrossEntropy {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing lies in [0, 1), not " + smoothing);
    }
  }

  /// The loss summed over the images and how many of them the scores classify rightly.
  record Result(double loss, int hits) {}

  /// Writes the gradient of the mean loss into that of the logits.
  Result apply(FeatureMaps logits, int[] labels, int images) {
    int classes = logits.channels();
    float[] scores = logits.values();
    double loss = 0;
    int hits = 0;
    double[] share = new double[classes];
    for (int image = 0; image < images; image++) {
      int at = logits.offset(image);
      int best = argmax(scores, at, classes);
      hits += best == labels[image] ? 1 : 0;
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        share[k] = StrictMath.exp((double) scores[at + k] - scores[at + best]);
        sum += share[k];
      }
      double logarithm = StrictMath.log(sum);
      for (int k = 0; k < classes; k++) {
        double target = smoothing / classes + (k == labels[image] ? 1 - smoothing : 0);
        loss -= target * ((double) scores[at + k] - scores[at + best] - logarithm);
        logits.gradient()[at + k] = (float) ((share[k] / sum - target) / images);
      }
    }
    return new Result(loss, hits);
  }

  /// The first of the largest scores.
  static int argmax(float[] scores, int from, int classes) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (scores[from + k] > scores[from + best]) {
        best = k;
      }
    }
    return best;
  }
}
