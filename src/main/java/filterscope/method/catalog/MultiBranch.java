package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;

/// The {−1,+1} encoding decomposition, multi-branch binary networks (arXiv 2106.09886; `methods.md` section 6): an activation of `M`
/// bits and a weight of `K` bits are odd integers `Σ 2^{m−1}c_m` with `c_m ∈ {−1,+1}`, so that a layer is `M·K` binary convolutions.
/// Nothing is lost in the split: the accuracy is that of the uniform quantizer `q_k` on the odd integers.
public final class MultiBranch implements Method {
  /// The id.
  public static final String ID = "mbn";

  /// Weight branches.
  static final Param.Whole BRANCHES =
      new Param.Whole(
          "weight-bits",
          "Weight branches K",
          "Into how many branches of −1 and +1 a weight is split, which is its bits; activations of M bits"
              + " make M·K binary convolutions.",
          1,
          8,
          2,
          false);

  /// What shares a scale.
  static final Param.Choice SCALE =
      new Param.Choice(
          "scale",
          "One scale for",
          "Whether each filter has a scale of its own, or the layer has a single one as in the paper.",
          List.of(new Param.Option("filter", "A filter"), new Param.Option("layer", "The layer")),
          "layer");

  /// How the scale is found.
  static final Param.Choice ESTIMATOR =
      new Param.Choice(
          "estimator",
          "Scale from",
          "How the scale is found from 2 bits on: the largest weight is 1 in the paper's quantizer, least"
              + " squares clips outliers. A single bit always takes the mean of |w|.",
          List.of(
              new Param.Option("least-squares", "Least squares"),
              new Param.Option("max", "Largest weight")),
          "least-squares");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Multi-branch {−1,+1} (MBN)";
  }

  @Override
  public String summary() {
    return "Splits every weight of K bits into K branches of −1 and +1, and every activation of M bits into"
        + " M, so that bit operations compute the layer in M·K binary convolutions.";
  }

  @Override
  public String paper() {
    return "arXiv 2106.09886";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return Activations.after(
        List.of(BRANCHES, SCALE, ESTIMATOR, Scales.BITS), Activations.FLOAT_BITS);
  }

  @Override
  public boolean counts(Param param, Settings settings) {
    return param.equals(ESTIMATOR)
        ? settings.whole(BRANCHES) > 1
        : Method.super.counts(param, settings);
  }

  @Override
  public boolean isTrainable() {
    return true;
  }

  @Override
  public boolean searchesScales() {
    return true;
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    int bits = settings.whole(BRANCHES);
    Grouping grouping =
        settings.choice(SCALE).equals("layer")
            ? Scales.layer(weights)
            : Grouping.filters(weights.filters(), weights.channels(), 1);
    GridFit fit = new GridFit(weights, grouping, Grid.ODD, bits);
    double[] found =
        bits == 1
            ? fit.meanScales()
            : settings.choice(ESTIMATOR).equals("max")
                ? fit.maximumScales()
                : fit.leastSquaresScales();
    int scaleBits = Scales.bits(settings);
    float[] scales = Scales.stored(found, scaleBits);
    return new GridConv(weights, Grid.ODD, bits, fit.levels(scales), grouping, scales, scaleBits);
  }
}
