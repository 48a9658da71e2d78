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

/// Quantized neural networks (arXiv 1609.07061, as RedBit compares them; `methods.md` section 4): one bit is the sign; `b` bits are
/// `round(w/max|w|·2^{b−1})/2^{b−1}` clipped to `[−1, 1−2^{1−b}]`, times `max|w|`, over the layer.
///
/// A sign alone says nothing about how large weights are, and the paper lets the batch normalisation find that. Here it gets the
/// mean of |w| over the layer, its least-squares scale.
public final class Qnn implements Method {
  /// The id.
  public static final String ID = "qnn";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "QNN";
  }

  @Override
  public String summary() {
    return "Rounds weights to fixed-point numbers between the largest weight of the layer and its negative;"
        + " one bit keeps signs. One scaling factor a layer.";
  }

  @Override
  public String paper() {
    return "arXiv 1609.07061";
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
    Grid grid = bits == 1 ? Grid.ODD : Grid.TWOS_COMPLEMENT;
    Grouping grouping = Scales.layer(weights);
    GridFit fit = new GridFit(weights, grouping, grid, bits);
    double[] scale =
        bits == 1
            ? fit.meanScales()
            : new double[] {GroupStatistics.maxima(weights, grouping)[0] / (1 << (bits - 1))};
    int scaleBits = Scales.bits(settings);
    float[] scales = Scales.stored(scale, scaleBits);
    return new GridConv(weights, grid, bits, fit.levels(scales), grouping, scales, scaleBits);
  }
}
