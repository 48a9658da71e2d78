package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.Grid;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.method.VectorCodebook;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.List;

/// Kernel quantization (arXiv 2003.05148; `methods.md` section 10): a codebook of `K` two-dimensional kernels for the layer, found by k-means
/// over all its kernels; each kernel becomes an index, the entries integers of a few bits with one scale.
public final class KernelQuantization implements Method {
  /// The id.
  public static final String ID = "kq";

  private static final int ROUNDS = 20;

  /// `K`.
  static final Param.Whole KERNELS =
      new Param.Whole(
          "kernels",
          "Kernels K",
          "How many different two-dimensional kernels the layer may have; the paper takes 512.",
          2,
          4096,
          512,
          true);

  /// Bits of an entry.
  static final Param.Whole ENTRY_BITS =
      new Param.Whole(
          "entry-bits",
          "Codebook bits",
          "Bits of each number in the codebook; the paper takes 6.",
          2,
          8,
          6,
          false);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Kernel quantization (KQ)";
  }

  @Override
  public String summary() {
    return "Every two-dimensional kernel is one of K in the layer's codebook; filters that have the same"
        + " kernel on a channel share its convolution. Reconstructed from the abstract: how layers of"
        + " single weights are treated is not public, here their codebook is one of single numbers.";
  }

  @Override
  public String paper() {
    return "arXiv 2003.05148";
  }

  @Override
  public Evidence evidence() {
    return Evidence.ABSTRACT;
  }

  @Override
  public List<Param> params() {
    return Activations.after(
        List.of(KERNELS, ENTRY_BITS, PruneQuantize.SEED), Activations.FLOAT_BITS);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    int dimension = weights.kernelSize();
    int bits = settings.whole(ENTRY_BITS);
    int k = Math.min(settings.whole(KERNELS), weights.size() / dimension);
    if (dimension == 1) {
      k = Math.min(k, 2 * Grid.SYMMETRIC.top(bits) + 1);
    }
    VectorKMeans means =
        new VectorKMeans(weights.values(), dimension, settings.whole(PruneQuantize.SEED));
    VectorCodebook codebook = rounded(means.centroids(k, ROUNDS, false), dimension, bits);
    return new VectorCodebookConv(
        weights,
        VectorCodebookConv.unchanged(weights.channels()),
        codebook,
        VectorKMeans.assign(weights.values(), codebook.values(), dimension));
  }

  private static VectorCodebook rounded(float[] centroids, int dimension, int bits) {
    float[] magnitudes = new float[centroids.length];
    for (int index = 0; index < magnitudes.length; index++) {
      magnitudes[index] = Math.abs(centroids[index]);
    }
    Arrays.sort(magnitudes);
    float scale = (float) new ScaleSearch(magnitudes, Grid.SYMMETRIC, bits).best();
    short[] levels = new short[centroids.length];
    for (int index = 0; index < levels.length; index++) {
      double x = scale == 0 ? 0 : (double) centroids[index] / scale;
      levels[index] = (short) Grid.SYMMETRIC.nearest(x, bits);
    }
    return VectorCodebook.levels(dimension, bits, levels, scale);
  }
}
