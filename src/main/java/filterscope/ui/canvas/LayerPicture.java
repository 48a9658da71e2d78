package filterscope.ui.canvas;

import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the drawn controls show of one layer: its float weights, the stored form, and the weights that the stored form
/// stands for. All three have the same extents. Weights are restored when they are first asked for.
public final class LayerPicture {
  private final String name;
  private final ConvWeights original;
  private final CompressedConv stored;
  private final Supplier<ConvWeights> restore;
  private @Nullable ConvWeights restored;

  /// @param name the layer's name, as people know it
  /// @param original the float weights
  /// @param stored what is kept in memory
  /// @param restore gives `stored.restore()`; asked once at most, on any thread
  public LayerPicture(
      String name, ConvWeights original, CompressedConv stored, Supplier<ConvWeights> restore) {
    this.name = name;
    this.original = original;
    this.stored = stored;
    this.restore = restore;
  }

  /// The picture of a layer in its stored form.
  public static LayerPicture of(String name, ConvWeights original, CompressedConv stored) {
    return new LayerPicture(name, original, stored, stored::restore);
  }

  public String name() {
    return name;
  }

  public ConvWeights original() {
    return original;
  }

  public CompressedConv stored() {
    return stored;
  }

  /// The weights that the stored form stands for.
  ///
  /// @throws IllegalArgumentException if they have other extents than the original
  public synchronized ConvWeights restored() {
    ConvWeights known = restored;
    if (known == null) {
      known = restore.get();
      if (!original.shape().equals(known.shape())) {
        throw new IllegalArgumentException(
            "the restored weights of "
                + name
                + " are "
                + known.shape()
                + ", the original ones "
                + original.shape());
      }
      restored = known;
    }
    return known;
  }

  /// The stored form when it is a grid of levels with scales.
  Optional<GridConv> grid() {
    return switch (stored) {
      case GridConv grid -> Optional.of(grid);
      case FloatConv _,
          CodebookConv _,
          HuffmanConv _,
          VectorCodebookConv _,
          StackedConv _,
          SeparatedConv _,
          BasisConv _ ->
          Optional.empty();
    };
  }

  /// Which weights share a scale; empty when nothing is shared because the layer stays float.
  Optional<Grouping> grouping() {
    return grid().map(GridConv::grouping);
  }

  /// Whether the layer is stored as it is.
  boolean isFloat() {
    return stored instanceof FloatConv;
  }

  /// How many groups can be highlighted; 0 when the layer stays float.
  int groups() {
    return grouping().map(Grouping::groups).orElse(0);
  }
}
