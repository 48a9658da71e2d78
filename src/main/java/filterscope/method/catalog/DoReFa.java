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

/// DoReFa-Net (arXiv 1606.06160, as RedBit compares it; `methods.md` section 4): one bit is the sign; `b` bits are
/// `2·q(t/(2·max|t|)+½) − 1` with `t = tanh w` and `q(v) = round((2^b−1)v)/(2^b−1)`: the odd integers over `2^b−1`.
///
/// The paper trains with weights in [−1, 1] and lets the batch normalisation find their scale. A network that was trained as it is
/// needs the scale at once: one a layer, the least-squares one, which for one bit is the paper's mean of |w|.
public final class DoReFa implements Method {
  /// The id.
  public static final String ID = "dorefa";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "DoReFa-Net";
  }

  @Override
  public String summary() {
    return "Squeezes weights through tanh and rounds them to evenly spaced levels over the whole layer;"
        + " one bit keeps signs. One scaling factor a layer, fitted by least squares where the paper lets"
        + " training find it.";
  }

  @Override
  public String paper() {
    return "arXiv 1606.06160";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return Activations.after(List.of(CrossFilter.WEIGHT_BITS, Scales.BITS), Activations.FLOAT_BITS);
  }

  @Override
  public boolean isTrainable() {
    return true;
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    int bits = settings.whole(CrossFilter.WEIGHT_BITS);
    short[] levels = levels(weights.values(), bits);
    Grouping grouping = Scales.layer(weights);
    int scaleBits = Scales.bits(settings);
    float[] scales = Scales.stored(Scales.leastSquares(weights, grouping, levels), scaleBits);
    return new GridConv(weights, Grid.ODD, bits, levels, grouping, scales, scaleBits);
  }

  private static short[] levels(float[] values, int bits) {
    int top = Grid.ODD.top(bits);
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(Math.tanh(value)));
    }
    short[] levels = new short[values.length];
    for (int index = 0; index < values.length; index++) {
      double share = largest == 0 ? 0 : Math.tanh(values[index]) / largest;
      levels[index] =
          (short)
              (bits == 1
                  ? values[index] >= 0 ? 1 : -1
                  : 2 * Math.floor(top * (share / 2 + 0.5) + 0.5) - top);
    }
    return levels;
  }
}
