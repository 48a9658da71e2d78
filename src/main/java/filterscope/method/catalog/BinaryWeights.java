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

/// Binary-Weight-Networks (arXiv 1603.05279, section 3.1; `methods.md` section 1): `B = sign(W)` with sign(0) = +1, and one scale a
/// filter, `α = mean|W|`, which is the least-squares one. What is lost is `‖W‖² − n_f·α²`.
public final class BinaryWeights implements Method {
  /// The id.
  public static final String ID = "bwn";

  /// Whether filters are centred first.
  static final Param.Toggle CENTRE =
      new Param.Toggle(
          "centre",
          "Centre over channels",
          "Subtracts from every weight the mean over the input channels at its place in the kernel before"
              + " the sign is taken, as the authors do in training; the layer then computes without the"
              + " mean, which a trained network may need.",
          false);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Binary weights (BWN)";
  }

  @Override
  public String summary() {
    return "Keeps the sign of every weight and one scaling factor a filter, the mean magnitude of its"
        + " weights; products become additions and subtractions.";
  }

  @Override
  public String paper() {
    return "arXiv 1603.05279";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return Activations.after(List.of(Scales.BITS, CENTRE), Activations.FLOAT_BITS);
  }

  @Override
  public boolean isTrainable() {
    return true;
  }

  @Override
  public boolean findsScalesAgain(Settings settings) {
    return !settings.toggle(CENTRE);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    return signs(weights, settings);
  }

  /// The signs and scales of weights under the settings of this method and of [XnorNet].
  static GridConv signs(ConvWeights weights, Settings settings) {
    UsableWeights.check(weights);
    ConvWeights shown = settings.toggle(CENTRE) ? centred(weights) : weights;
    Grouping grouping = Grouping.filters(weights.filters(), weights.channels(), 1);
    GridFit fit = new GridFit(shown, grouping, Grid.ODD, 1);
    int scaleBits = Scales.bits(settings);
    float[] scales = Scales.stored(fit.meanScales(), scaleBits);
    return new GridConv(weights, Grid.ODD, 1, fit.levels(scales), grouping, scales, scaleBits);
  }

  /// Every weight without the mean over the channels of its filter at its place in the kernel.
  static ConvWeights centred(ConvWeights weights) {
    float[] centred = weights.values().clone();
    int kernel = weights.kernelSize();
    for (int filter = 0; filter < weights.filters(); filter++) {
      int first = filter * weights.filterSize();
      for (int tap = 0; tap < kernel; tap++) {
        double sum = 0;
        for (int channel = 0; channel < weights.channels(); channel++) {
          sum += centred[first + channel * kernel + tap];
        }
        float mean = (float) (sum / weights.channels());
        for (int channel = 0; channel < weights.channels(); channel++) {
          centred[first + channel * kernel + tap] -= mean;
        }
      }
    }
    return weights.withValues(centred);
  }
}
