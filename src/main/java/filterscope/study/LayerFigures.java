package filterscope.study;

import filterscope.measure.WeightError;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.HuffmanConv;
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
public record LayerFigures(
    ConvWeights original, CompressedConv stored, ConvWeights restored, double error) {

  /// Compares a stored layer with the original.
  static LayerFigures of(ConvWeights original, CompressedConv stored) {
    ConvWeights restored = stored.restore();
    double error = WeightError.of(original, restored).relative();
    return new LayerFigures(original, stored, restored, error);
  }

  /// Whether these figures are about that stored form.
  boolean isOf(CompressedConv other) {
    return stored.equals(other);
  }

  public boolean isFloat() {
    return stored instanceof FloatConv;
  }

  public StoredBits bits() {
    return stored.bits();
  }

  /// Stored bits for each weight, scales included.
  public double bitsPerWeight() {
    return (double) stored.bits().total() / original.size();
  }

  /// Which weights share a scale, where the stored form has scales.
  public Optional<Grouping> grouping() {
    return switch (stored) {
      case FloatConv _, CodebookConv _, HuffmanConv _, VectorCodebookConv _ -> Optional.empty();
      case GridConv grid -> Optional.of(grid.grouping());
      case StackedConv stacked -> Optional.of(stacked.grouping());
    };
  }
}
