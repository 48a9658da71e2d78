package filterscope.ui.model;

import java.util.Comparator;
import java.util.OptionalDouble;

/// What stands in a cell of the table of layers.
///
/// @param words as they are read
/// @param number what numbers are sorted by; absent in text, and where nothing is known
public record LayerValue(String words, OptionalDouble number) {
  private static final Comparator<String> BY_WORDS =
      String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

  static LayerValue text(String words) {
    return new LayerValue(words, OptionalDouble.empty());
  }

  /// Sorts numbers by size and text by its letters; what is not known stands last either way.
  ///
  /// @param ascending `false` where the caller turns the order round, so that the unknown still comes last
  static int compare(LayerValue one, LayerValue other, boolean ascending) {
    boolean known = one.number.isPresent();
    if (known && other.number.isPresent()) {
      return Double.compare(one.number.getAsDouble(), other.number.getAsDouble());
    }
    return known || other.number.isPresent()
        ? (known == ascending ? -1 : 1)
        : BY_WORDS.compare(one.words, other.words);
  }
}
