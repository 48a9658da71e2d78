package filterscope.ui.canvas;

import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;

/// What a stored form is made of, in words.
final class StoredText {
  private StoredText() {}

  /// A sentence about a layer for a picture of shared scales that has none to show.
  static String withoutScales(String layer, CompressedConv stored) {
    return switch (stored) {
      case FloatConv _ ->
          layer
              + " stays float\nNothing shares a scale. Choose a method on the right to see its groups.";
      case GridConv grid ->
          layer + " has " + Digits.plural(grid.grouping().groups(), "scale") + "\n";
      case CodebookConv book -> values(layer, book.values().length);
      case HuffmanConv stream -> values(layer, stream.matrix().values().length);
      case VectorCodebookConv vectors ->
          layer
              + " has no scales\nIts weights come from a codebook of "
              + Digits.plural(vectors.codebook().size(), "vector")
              + " of "
              + Digits.plural(vectors.codebook().dimension(), "number")
              + ".";
      case StackedConv stacked ->
          layer
              + " is stacked from a bank\nEach filter is "
              + Digits.plural(stacked.stack(), "block")
              + " out of "
              + Digits.count(stacked.bankSize())
              + ", times one of "
              + Digits.plural(stacked.scales().length, "scale")
              + ".";
      case SeparatedConv separated ->
          layer
              + " is separated into columns and rows\nTwo smaller convolutions of rank "
              + separated.rank()
              + " stand in its place.";
      case BasisConv _ ->
          layer
              + " lies on a basis\nEach kernel is a sum of a few fixed functions; what is stored are their"
              + " coefficients.";
    };
  }

  private static String values(String layer, int count) {
    return layer
        + " has no scales\nIts weights come from a codebook of "
        + Digits.plural(count, "number")
        + ".";
  }
}
