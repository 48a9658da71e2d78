package filterscope.measure;

import filterscope.data.Inputs;
import java.util.EnumMap;
import java.util.Map;

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

  /// How many known images have which verdict; every verdict is a key.
  public Map<Verdict, Integer> verdicts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    for (int image = 0; image < inputs.size(); image++) {
      if (isKnown(image)) {
        counts.merge(verdict(image), 1, Integer::sum);
      }
    }
    return counts;
  }

  /// All images in the order in which evaluations take them: a list of known ones in this order only grows at its end.
  public int[] order() {
    return Evaluator.order(inputs.size(), inputs.size());
  }
}
