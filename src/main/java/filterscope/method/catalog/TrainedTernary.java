package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;

/// Trained ternary quantization (arXiv 1612.01064; `methods.md` section 4): `Δ = t·max|w|` over the layer, values `{−w_n, 0, +w_p}`. The
/// paper learns `w_n` and `w_p`; here they are where that learning starts, at the means of the two sides, and follow the weights
/// when these are trained.
public final class TrainedTernary implements Method {
  /// The id.
  public static final String ID = "ttq";

  /// What Δ is of the largest magnitude.
  static final Param.Real THRESHOLD =
      new Param.Real(
          "threshold",
          "Threshold",
          "Weights whose magnitude is not above this share of the largest one become zero; the paper takes"
              + " 0.05.",
          0,
          0.95,
          0.05);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Trained ternary (TTQ)";
  }

  @Override
  public String summary() {
    return "Weights become zero, or one of two numbers a layer: one for positive weights, one for negative"
        + " ones, each the mean of its side. Two bits a weight.";
  }

  @Override
  public String paper() {
    return "arXiv 1612.01064";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return Activations.after(List.of(THRESHOLD), Activations.FLOAT_BITS);
  }

  @Override
  public boolean isTrainable() {
    return true;
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    float[] values = weights.values();
    double largest = GroupStatistics.maxima(weights, Scales.layer(weights))[0];
    double threshold = settings.real(THRESHOLD) * largest;
    double[] sums = new double[3];
    int[] counts = new int[3];
    short[] codes = new short[values.length];
    for (int index = 0; index < values.length; index++) {
      float value = values[index];
      int code = value > threshold ? 2 : value < -threshold ? 0 : 1;
      codes[index] = (short) code;
      sums[code] += value;
      counts[code]++;
    }
    float negative = counts[0] == 0 ? 0 : (float) (sums[0] / counts[0]);
    float positive = counts[2] == 0 ? 0 : (float) (sums[2] / counts[2]);
    return new CodebookConv(weights, codes, new float[] {negative, 0, positive});
  }
}
