package filterscope.ui.model;

import filterscope.measure.AnsweredImages;
import filterscope.measure.Verdict;

/// Which evaluation images the picker offers.
public sealed interface ImageFilter {
  /// All of them.
  record All() implements ImageFilter {}

  /// Those whose prediction compression changed.
  record Flipped() implements ImageFilter {}

  /// Those of one verdict.
  record Of(Verdict verdict) implements ImageFilter {}

  /// Those of a class that a network takes for another.
  ///
  /// @param compressed whether the compressed network is meant, otherwise the float one
  record Cell(int label, int predicted, boolean compressed) implements ImageFilter {}

  /// Those in a cell of one network's matrix or the other's, but not in both: what the difference of the two counts.
  record Moved(int label, int predicted) implements ImageFilter {}

  /// Whether an image is one of them; those that are not known yet are only among all.
  default boolean takes(AnsweredImages images, int image) {
    return switch (this) {
      case All() -> true;
      case Flipped() -> images.isKnown(image) && images.verdict(image).isFlip();
      case Of(Verdict verdict) -> images.isKnown(image) && images.verdict(image) == verdict;
      case Cell(int label, int predicted, boolean compressed) ->
          images.inputs().label(image) == label
              && images.isKnown(image)
              && (compressed ? images.ofCompressed() : images.ofFloat()).predicted(image)
                  == predicted;
      case Moved(int label, int predicted) ->
          images.inputs().label(image) == label
              && images.isKnown(image)
              && (images.ofFloat().predicted(image) == predicted)
                  != (images.ofCompressed().predicted(image) == predicted);
    };
  }
}
