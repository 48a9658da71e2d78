package filterscope.measure;

import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import java.util.List;

/// What one output of a layer takes, on average over its filters, when it is computed from the stored form: the last table of
/// `methods.md`, with the additions that it leaves out for shared kernels.
///
/// @param products multiply-accumulates of floats
/// @param additions of floats
/// @param signs products with a weight of −1 or +1, and as many for every further bit of a weight: additions with float activations,
///     binary operations for every bit of quantized ones
/// @param decoded codes that are read: one for each stored weight, which serves all positions of the filter
/// @param why a sentence for each thing counted
record LayerWork(
    double products, double additions, double signs, double decoded, List<String> why) {
  LayerWork {
    why = List.copyOf(why);
  }

  /// @param x multiply-accumulates an output in the float layer
  /// @param positions outputs of one filter
  /// @param quantized whether activations are packed into binary lanes
  static LayerWork of(CompressedConv stored, long x, long positions, boolean quantized) {
    return switch (stored) {
      case FloatConv _ -> products((double) x, "The weights of this layer stay float.");
      case GridConv grid -> grid(grid, x, quantized);
      case CodebookConv _ ->
          products(
              nonZeroShare(stored) * x,
              "Weights come from a codebook: float products, those with zero left out.");
      case HuffmanConv huffman -> huffman(huffman, x, positions);
      case VectorCodebookConv vectors -> vectors(vectors, x);
      case StackedConv stacked -> stacked(stacked, x);
      case SeparatedConv separated -> separated(separated, positions, quantized);
      case BasisConv basis -> basis(basis, positions);
    };
  }

  private static LayerWork products(double products, String why) {
    return new LayerWork(products, 0, 0, 0, List.of(why));
  }

  private static LayerWork grid(GridConv grid, long x, boolean quantized) {
    int b = grid.weightBits();
    if (quantized) {
      return new LayerWork(0, 0, (double) b * x, 0, List.of());
    }
    if (b == 1) {
      return new LayerWork(
          0,
          0,
          x,
          0,
          List.of(
              "Activations are float, weights are ±1: every multiply-accumulate becomes one addition."));
    }
    if (grid.isTernary()) {
      return new LayerWork(
          0,
          0,
          nonZeroShare(grid) * x,
          0,
          List.of(
              "Activations are float, weights are −1, 0 and +1: an addition for each that is not zero."));
    }
    return products(
        (double) x, "Weights of " + b + " bits times float activations are float products.");
  }

  private static LayerWork huffman(HuffmanConv huffman, long x, long positions) {
    double stored = (double) huffman.matrix().stored() / huffman.matrix().columns();
    return new LayerWork(
        huffman.matrix().isSparse() ? stored : x,
        0,
        0,
        stored / positions,
        List.of(
            huffman.matrix().isSparse()
                ? "Only weights that are not zero are decoded and multiplied (sHAM)."
                : "Every weight is decoded and multiplied (HAM).",
            "Decoding a weight is one operation and serves all positions of its filter."));
  }

  private static LayerWork vectors(VectorCodebookConv vectors, long x) {
    int taps = vectors.codebook().dimension();
    if (!vectors.sharesKernels()) {
      return products((double) x, "A codebook of vectors saves memory, not multiplications.");
    }
    return new LayerWork(
        vectors.distinctShare() * x,
        (double) x / taps,
        0,
        0,
        List.of(
            "A kernel that several filters have on a channel is convolved with it once.",
            "Every filter then adds one number a channel."));
  }

  private static LayerWork stacked(StackedConv stacked, long x) {
    double share = (double) stacked.bankSize() / stacked.grouping().filters();
    return new LayerWork(
        0,
        stacked.stack(),
        share * x,
        0,
        List.of(
            "The bank's filters are convolved once with every block of channels: m/n of the products.",
            "Every filter then adds s numbers."));
  }

  /// `R·k_h·c/n` an output for the convolution down the rows, `R·k_w` for the one along the columns; strides, which favour the
  /// second, are left out as in `methods.md`.
  private static LayerWork separated(SeparatedConv separated, long positions, boolean quantized) {
    ConvWeights vertical = separated.vertical().restore();
    ConvWeights horizontal = separated.horizontal().restore();
    return switch (separated.form()) {
      case SPATIAL ->
          of(separated.vertical(), vertical.filterSize(), positions, quantized)
              .times((double) separated.rank() / horizontal.filters())
              .plus(of(separated.horizontal(), horizontal.filterSize(), positions, false))
              .because("A convolution of k×1 to R filters, then one of 1×k to all filters.");
      case KERNELS ->
          products(
              (double) vertical.filterSize() + horizontal.filterSize(),
              "Every kernel takes R columns and R rows in place of its k² taps.");
    };
  }

  /// Every channel under each fixed kernel, once for all filters, then `P²` products a channel.
  private static LayerWork basis(BasisConv basis, long positions) {
    ConvWeights d = basis.coefficients().restore();
    double fixed =
        (double) d.channels() * basis.rows().points() * basis.columns().points() / d.filters();
    return of(basis.coefficients(), d.filterSize(), positions, false)
        .plus(products(fixed, ""))
        .because(
            "Every channel under P² fixed kernels, once for all filters, then P² products each.");
  }

  private LayerWork times(double share) {
    return new LayerWork(products * share, additions * share, signs * share, decoded * share, why);
  }

  private LayerWork plus(LayerWork other) {
    return new LayerWork(
        products + other.products,
        additions + other.additions,
        signs + other.signs,
        decoded + other.decoded,
        why);
  }

  private LayerWork because(String reason) {
    return new LayerWork(products, additions, signs, decoded, List.of(reason));
  }

  /// The share of weights that are not zero.
  private static double nonZeroShare(CompressedConv stored) {
    float[] values = stored.restore().values();
    int count = 0;
    for (float value : values) {
      count += value != 0 ? 1 : 0;
    }
    return (double) count / values.length;
  }
}
