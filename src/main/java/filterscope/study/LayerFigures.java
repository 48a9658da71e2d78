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
import java.lang.ref.WeakReference;
import java.util.Optional;

/// What compression made of one layer. The restored weights of a large network take as much memory as the network, so they are
/// kept only while somebody looks at them.
public final class LayerFigures {
  private final ConvWeights original;
  private final CompressedConv stored;
  private final double error;
  private final StoredBits bits;
  private WeakReference<ConvWeights> restored;

  private LayerFigures(
      ConvWeights original,
      CompressedConv stored,
      ConvWeights restored,
      double error,
      StoredBits bits) {
    this.original = original;
    this.stored = stored;
    this.restored = new WeakReference<>(restored);
    this.error = error;
    this.bits = bits;
  }

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

  /// A layer as it was opened.
  public static LayerFigures floating(ConvWeights original) {
    FloatConv stored = new FloatConv(original);
    return new LayerFigures(original, stored, original, 0, stored.bits());
  }

  public ConvWeights original() {
    return original;
  }

  /// The layer as it is stored.
  public CompressedConv stored() {
    return stored;
  }

  /// The weights that the stored form stands for; computed anew when nobody has held them.
  public synchronized ConvWeights restored() {
    ConvWeights known = restored.get();
    if (known == null) {
      known = stored.restore();
      restored = new WeakReference<>(known);
    }
    return known;
  }

  /// `‖W − Ŵ‖² / ‖W‖²`, 0 for a float layer.
  public double error() {
    return error;
  }

  /// Whether these figures are about that stored form.
  boolean isOf(CompressedConv other) {
    return stored.equals(other);
  }

  public boolean isFloat() {
    return stored instanceof FloatConv && bits.equals(stored.bits());
  }

  /// What is stored of the layer; less than the stored form takes where filters or channels were removed.
  public StoredBits bits() {
    return bits;
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
