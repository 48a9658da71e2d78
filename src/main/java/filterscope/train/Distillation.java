package filterscope.train;

/// Training that also listens to a teacher (Hinton, Vinyals and Dean 2015, arXiv 1503.02531, section 2): the loss of an image is
/// `(1 − w)·H + w·T²·KL(softmax(v/T) ‖ softmax(z/T))`, with `H` the cross-entropy with the label, `z` the scores of the network that
/// is trained and `v` those of the teacher. The factor `T²` keeps the two parts in proportion when `T` changes.
///
/// @param weight `w`, above 0 and at most 1
/// @param temperature `T`, positive
public record Distillation(double weight, double temperature) {
  /// What a person gets who says nothing else.
  public static final Distillation USUAL = new Distillation(0.5, 4);

  public Distillation {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "the weight of a teacher is above 0 and at most 1, not " + weight);
    }
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "the temperature of a teacher is positive, not " + temperature);
    }
  }

  /// Mixes the teacher in: the gradient of the logits, which holds that of the mean cross-entropy, becomes that of the mean loss.
  ///
  /// @param plain the cross-entropy summed over the images
  /// @return the loss summed over the images
  CrossEntropy.Result apply(
      FeatureMaps logits, FeatureMaps teacher, CrossEntropy.Result plain, int images) {
    int classes = logits.channels();
    float[] gradient = logits.gradient();
    double[] wanted = new double[classes];
    double[] found = new double[classes];
    double divergence = 0;
    for (int image = 0; image < images; image++) {
      int at = logits.offset(image);
      logShares(teacher.values(), at, wanted);
      logShares(logits.values(), at, found);
      for (int k = 0; k < classes; k++) {
        double share = StrictMath.exp(wanted[k]);
        divergence += share * (wanted[k] - found[k]);
        // T² of the loss, over the T by which the score is divided.
        double pull = weight * temperature * (StrictMath.exp(found[k]) - share) / images;
        gradient[at + k] = (float) ((1 - weight) * gradient[at + k] + pull);
      }
    }
    double loss = (1 - weight) * plain.loss() + weight * temperature * temperature * divergence;
    return new CrossEntropy.Result(loss, plain.hits());
  }

  /// `log softmax(scores/T)`.
  private void logShares(float[] scores, int at, double[] logarithms) {
    double largest = scores[at + CrossEntropy.argmax(scores, at, logarithms.length)];
    double sum = 0;
    for (int k = 0; k < logarithms.length; k++) {
      logarithms[k] = (scores[at + k] - largest) / temperature;
      sum += StrictMath.exp(logarithms[k]);
    }
    double logarithm = StrictMath.log(sum);
    for (int k = 0; k < logarithms.length; k++) {
      logarithms[k] -= logarithm;
    }
  }
}
