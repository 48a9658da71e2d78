package filterscope.measure;

import filterscope.data.Inputs;

/// Labelled images, and what the float and the compressed network answered to them so far.
public record AnsweredImages(Inputs inputs, Answers ofFloat, Answers ofCompressed) {
  public AnsweredImages {
    if (ofFloat.images() != inputs.size() || ofCompressed.images() != inputs.size()) {
      throw new IllegalArgumentException("answers to other images");
    }
  }

  /// Whether both networks have answered.
  public boolean isKnown(int image) {
    return ofFloat.isKnown(image) && ofCompressed.isKnown(image);
  }

  /// What compression did to the answer for one image. Of a known image.
  public Verdict verdict(int image) {
    int label = inputs.label(image);
    return Verdict.of(
        ofFloat.predicted(image) == label,
        ofCompressed.predicted(image) == label,
        ofFloat.predicted(image) == ofCompressed.predicted(image));
  }

  /// All images in the order in which evaluations take them: a list of known ones in this order only grows at its end.
  public int[] order() {
    return Evaluator.order(inputs.size(), inputs.size());
  }
}
