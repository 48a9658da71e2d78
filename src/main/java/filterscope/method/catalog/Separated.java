package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.SeparatedConv;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;
import java.util.stream.IntStream;

/// Separated filters (arXiv 2002.07754, `methods.md` section 12): a layer becomes a convolution of `k_h×1` and one of `1×k_w`, the
/// best such pair of its rank.
public final class Separated implements Method {
  private static final String SPATIAL = "spatial";
  private static final String RANK_GIVEN = "rank";

  /// What is factored.
  public static final Param.Choice FORM =
      new Param.Choice(
          "form",
          "Factors of",
          "Whether the layer as a whole becomes R filters of k×1 followed by filters of 1×k, or every"
              + " two-dimensional kernel becomes a sum of R products of a column and a row.",
          List.of(
              new Param.Option(SPATIAL, "The whole layer"),
              new Param.Option("kernels", "Each kernel")),
          SPATIAL);

  /// How the rank is found.
  public static final Param.Choice RANK_FROM =
      new Param.Choice(
          "rank-from",
          "Rank from",
          "Whether the rank is given, or is the smallest that keeps a share of the weights' energy.",
          List.of(
              new Param.Option("energy", "Energy kept"), new Param.Option(RANK_GIVEN, "A number")),
          "energy");

  /// The share of that.
  public static final Param.Real ENERGY =
      new Param.Real(
          "energy",
          "Energy kept",
          "The share of the squared weights, in percent, that the product of the factors keeps.",
          1,
          100,
          90);

  /// The rank.
  public static final Param.Whole RANK =
      new Param.Whole(
          "rank",
          "Rank",
          "How many filters stand between the two convolutions, or how many products a kernel is the"
              + " sum of; more than the weights have is as many as they have.",
          1,
          4096,
          16,
          true);

  @Override
  public String id() {
    return "separated";
  }

  @Override
  public String title() {
    return "Separated filters";
  }

  @Override
  public String summary() {
    return "Replaces a layer by a convolution of k×1 and one of 1×k, the pair of its rank with the"
        + " least squared error, so that a smaller network runs. How the paper chooses ranks is"
        + " reconstructed from its abstract.";
  }

  @Override
  public String paper() {
    return "arXiv 2002.07754";
  }

  @Override
  public Evidence evidence() {
    return Evidence.ABSTRACT;
  }

  @Override
  public List<Param> params() {
    return Activations.after(List.of(FORM, RANK_FROM, ENERGY, RANK), Activations.FLOAT_BITS);
  }

  @Override
  public boolean counts(Param param, Settings settings) {
    boolean given = settings.choice(RANK_FROM).equals(RANK_GIVEN);
    if (param.equals(ENERGY)) {
      return !given;
    }
    return param.equals(RANK) ? given : Activations.counts(param, settings);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    return settings.choice(FORM).equals(SPATIAL)
        ? spatial(weights, settings)
        : kernels(weights, settings);
  }

  /// The matrix of `c·k_h` rows and `k_w·n` columns, truncated.
  private static CompressedConv spatial(ConvWeights weights, Settings settings) {
    int rows = weights.channels() * weights.kernelHeight();
    int columns = weights.kernelWidth() * weights.filters();
    float[] matrix = new float[weights.size()];
    for (int filter = 0; filter < weights.filters(); filter++) {
      for (int channel = 0; channel < weights.channels(); channel++) {
        for (int row = 0; row < weights.kernelHeight(); row++) {
          for (int column = 0; column < weights.kernelWidth(); column++) {
            matrix[
                    (channel * weights.kernelHeight() + row) * columns
                        + column * weights.filters()
                        + filter] =
                weights.weight(filter, channel, row, column);
          }
        }
      }
    }
    TruncatedSvd svd = new TruncatedSvd(matrix, rows, columns);
    int rank =
        settings.choice(RANK_FROM).equals(RANK_GIVEN)
            ? Math.min(settings.whole(RANK), svd.fullRank())
            : svd.rankFor(settings.real(ENERGY) / 100);
    TruncatedSvd.Factors factors = svd.factors(rank);
    float[] vertical = new float[rank * rows];
    float[] horizontal = new float[columns * rank];
    for (int r = 0; r < rank; r++) {
      for (int row = 0; row < rows; row++) {
        vertical[r * rows + row] = factors.p()[row * rank + r];
      }
      for (int filter = 0; filter < weights.filters(); filter++) {
        for (int column = 0; column < weights.kernelWidth(); column++) {
          horizontal[(filter * rank + r) * weights.kernelWidth() + column] =
              factors.q()[r * columns + column * weights.filters() + filter];
        }
      }
    }
    return new SeparatedConv(
        SeparatedConv.Form.SPATIAL,
        rank,
        new FloatConv(
            new ConvWeights(rank, weights.channels(), weights.kernelHeight(), 1, vertical)),
        new FloatConv(
            new ConvWeights(weights.filters(), rank, 1, weights.kernelWidth(), horizontal)));
  }

  /// Each kernel truncated by itself, all to one rank.
  private static CompressedConv kernels(ConvWeights weights, Settings settings) {
    int height = weights.kernelHeight();
    int width = weights.kernelWidth();
    int size = weights.kernelSize();
    TruncatedSvd[] svds =
        IntStream.range(0, weights.size() / size)
            .parallel()
            .mapToObj(kernel -> {
              float[] matrix = new float[size];
              System.arraycopy(weights.values(), kernel * size, matrix, 0, size);
              return new TruncatedSvd(matrix, height, width);
            })
            .toArray(TruncatedSvd[]::new);
    int full = Math.min(height, width);
    int rank =
        settings.choice(RANK_FROM).equals(RANK_GIVEN)
            ? Math.min(settings.whole(RANK), full)
            : rankFor(svds, full, settings.real(ENERGY) / 100);
    float[] vertical = new float[svds.length * rank * height];
    float[] horizontal = new float[svds.length * rank * width];
    for (int kernel = 0; kernel < svds.length; kernel++) {
      TruncatedSvd.Factors factors = svds[kernel].factors(rank);
      for (int r = 0; r < rank; r++) {
        for (int row = 0; row < height; row++) {
          vertical[(kernel * rank + r) * height + row] = factors.p()[row * rank + r];
        }
        System.arraycopy(factors.q(), r * width, horizontal, (kernel * rank + r) * width, width);
      }
    }
    int channels = weights.channels() * rank;
    return new SeparatedConv(
        SeparatedConv.Form.KERNELS,
        rank,
        new FloatConv(new ConvWeights(weights.filters(), channels, height, 1, vertical)),
        new FloatConv(new ConvWeights(weights.filters(), channels, 1, width, horizontal)));
  }

  private static int rankFor(TruncatedSvd[] svds, int full, double share) {
    double all = IntStream.range(0, svds.length).mapToDouble(kernel -> svds[kernel].energy()).sum();
    double kept = 0;
    for (int rank = 1; rank < full; rank++) {
      for (TruncatedSvd svd : svds) {
        kept += svd.energy(rank - 1);
      }
      if (kept >= share * all) {
        return rank;
      }
    }
    return full;
  }
}
