package filterscope.study;

import filterscope.measure.WeightError;
import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.StoredBits;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import java.util.Optional;

/// What compression made of one layer.
///
/// @param stored the layer as it is stored
/// @param restored the weights it stands for
/// @param error `‖W − Ŵ‖² / ‖W‖²`, 0 for a float layer
/// @param bits what is stored of the layer; less than `stored` takes where filters or channels were removed
public record LayerFigures(
    ConvWeights original,
    CompressedConv stored,
    ConvWeights restored,
    double error,
    StoredBits bits) {

  /// Compares a stored layer with the original.
  static LayerFigures of(ConvWeights original, CompressedConv stored) {
    return of(original, stored, stored.bits());
  }

  /// Compares the weights that are left with the original.
  ///
  /// @param stored in the extents of the original
  /// @param bits what is really stored
  static LayerFigures of(ConvWeights original, CompressedConv stored, StoredBits bits) {
    ConvWeights restored = stored.restore();
    double error = WeightError.of(original, restored).relative();
    return new LayerFigures(original, stored, restored, error, bits);
  }

  /// Whether these figures are about that stored form.
  boolean isOf(CompressedConv other) {
    return stored.equals(other);
  }

  public boolean isFloat() {
    return stored instanceof FloatConv && bits.equals(stored.bits());
  }

  /// Stored bits for each weight, scales included.
  public double bitsPerWeight() {
    return (double) bits.total() / original.size();
  }

  /// Which weights share a scale, where the stored form has scales.
  public Optional<Grouping> grouping() {
    return switch (stored) {
      case FloatConv _,
          CodebookConv _,
          HuffmanConv _,
          VectorCodebookConv _,
          SeparatedConv _,
          BasisConv _ ->
          Optional.empty();
      case GridConv grid -> Optional.of(grid.grouping());
      case StackedConv stacked -> Optional.of(stacked.grouping());
    };
  }
}
