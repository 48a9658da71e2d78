package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.method.VectorCodebook;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import java.util.List;

/// Permute, quantize, fine-tune (arXiv 2010.15703; `methods.md` section 7): product quantization with one codebook a layer, of vectors that
/// span one or two kernels (four or eight channels where a kernel is a single weight), after the input channels were brought into an
/// order that suits it. This is the part before fine-tuning.
public final class ProductQuantization implements Method {
  /// The id.
  public static final String ID = "pqf";

  private static final int ROUNDS = 24;

  /// Weights that a code must stand for at least, on average, in vectors.
  private static final int VECTORS_PER_CODE = 4;

  /// How long vectors are.
  static final Param.Choice VECTOR =
      new Param.Choice(
          "vector",
          "Vector",
          "What a code stands for: one k×k kernel (4 channels of a 1×1 or dense layer), or two kernels (8"
              + " channels). Where channels do not divide so, fewer.",
          List.of(
              new Param.Option("small", "One kernel"), new Param.Option("large", "Two kernels")),
          "small");

  /// Most entries of the codebook.
  static final Param.Whole CODEWORDS =
      new Param.Whole(
          "codewords",
          "Code words",
          "The most entries of the layer's codebook; small layers get fewer, a quarter of their vectors.",
          2,
          2048,
          256,
          true);

  /// Whether the channels are reordered.
  static final Param.Toggle PERMUTE =
      new Param.Toggle(
          "permute",
          "Permute channels",
          "Looks for an order of the input channels that is easier to quantize. It matters only where a"
              + " vector spans several channels, and it is stored with the layer: it would be free only if"
              + " the layers before were reordered, too.",
          true);

  /// How many swaps are tried.
  static final Param.Whole SWAPS =
      new Param.Whole(
          "swaps",
          "Swaps tried",
          "How many random exchanges of two channels are tried in the search for an order.",
          0,
          10_000,
          1000,
          true);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Permute and product-quantize (PQF)";
  }

  @Override
  public String summary() {
    return "Cuts filters into short vectors, each an index into the layer's codebook of 16-bit numbers. The"
        + " codebook comes from k-means and is not fine-tuned here.";
  }

  @Override
  public String paper() {
    return "arXiv 2010.15703";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return Activations.after(
        List.of(VECTOR, CODEWORDS, PERMUTE, SWAPS, PruneQuantize.SEED), Activations.FLOAT_BITS);
  }

  @Override
  public boolean counts(Param param, Settings settings) {
    return param.equals(SWAPS) ? settings.toggle(PERMUTE) : Method.super.counts(param, settings);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    int perVector = channelsPerVector(weights, settings.choice(VECTOR).equals("large"));
    int dimension = perVector * weights.kernelSize();
    long seed = settings.whole(PruneQuantize.SEED);
    int[] order =
        settings.toggle(PERMUTE)
            ? ChannelOrder.find(weights, perVector, settings.whole(SWAPS), seed)
            : VectorCodebookConv.unchanged(weights.channels());
    float[] ordered = VectorCodebookConv.ordered(weights, order);
    int k = codewords(weights.size() / dimension, settings.whole(CODEWORDS));
    VectorCodebook codebook =
        VectorCodebook.halves(
            dimension, new VectorKMeans(ordered, dimension, seed).centroids(k, ROUNDS, true));
    return new VectorCodebookConv(
        weights, order, codebook, VectorKMeans.assign(ordered, codebook.values(), dimension));
  }

  static int channelsPerVector(ConvWeights weights, boolean large) {
    int wanted = (weights.kernelSize() == 1 ? 4 : 1) * (large ? 2 : 1);
    while (weights.channels() % wanted != 0) {
      wanted /= 2;
    }
    return wanted;
  }

  /// `min(most, 2^⌊log₂(vectors/4)⌋)`, at least two where there are two vectors.
  static int codewords(int vectors, int most) {
    int quarter = Integer.highestOneBit(Math.max(1, vectors / VECTORS_PER_CODE));
    return Math.min(Math.min(most, vectors), Math.max(2, quarter));
  }
}
