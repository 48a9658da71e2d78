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

/// Ternary weight networks (arXiv 1605.04711; `methods.md` section 4): `Δ = 0.7·mean|w|` over the filter, `α` the mean of those |w|
/// that are above Δ, values `{−α, 0, +α}`. With groups of several filters Δ and α are those of the group.
public final class TernaryWeights implements Method {
  /// The id.
  public static final String ID = "twn";

  private static final int BITS = 2;

  /// What Δ is of the mean magnitude.
  static final Param.Real THRESHOLD =
      new Param.Real(
          "threshold",
          "Threshold",
          "Weights whose magnitude is not above this share of the mean magnitude become zero; the paper"
              + " takes 0.7.",
          0,
          3,
          0.7);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Ternary weights (TWN)";
  }

  @Override
  public String summary() {
    return "Weights become zero or plus or minus one scaling factor a filter; two bits each.";
  }

  @Override
  public String paper() {
    return "arXiv 1605.04711";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return Activations.after(List.of(Scales.GROUP, THRESHOLD, Scales.BITS), Activations.FLOAT_BITS);
  }

  @Override
  public boolean isTrainable() {
    return true;
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    Grouping grouping = Scales.grouping(weights, settings);
    double[] means = GroupStatistics.means(weights, grouping);
    double threshold = settings.real(THRESHOLD);
    float[] values = weights.values();
    short[] levels = new short[values.length];
    GroupStatistics.forEachKernel(
        weights,
        grouping,
        (group, from, to) -> {
          for (int index = from; index < to; index++) {
            boolean stays = Math.abs(values[index]) > threshold * means[group];
            levels[index] = (short) (stays ? Math.signum(values[index]) : 0);
          }
        });
    int scaleBits = Scales.bits(settings);
    float[] scales = Scales.stored(Scales.leastSquares(weights, grouping, levels), scaleBits);
    return new GridConv(weights, Grid.SYMMETRIC, BITS, levels, grouping, scales, scaleBits);
  }
}
