package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;

/// XNOR-Net (arXiv 1603.05279, section 3.2; `methods.md` section 1): the weights of [BinaryWeights], and the signs of the activations:
/// `I*W ≈ (sign(I) ⊛ sign(W)) ⊙ K·α`, with or without the matrix K.
public final class XnorNet implements Method {
  /// The id.
  public static final String ID = "xnor";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "XNOR-Net";
  }

  @Override
  public String summary() {
    return "Binary weights with one scaling factor a filter, and the signs of the activations, so that a"
        + " product is an XNOR and a sum a bit count. It needs a network trained for it: signs behind a"
        + " ReLU say nothing.";
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
    return Activations.after(List.of(Scales.BITS, BinaryWeights.CENTRE), 1);
  }

  @Override
  public boolean isTrainable() {
    return true;
  }

  @Override
  public boolean findsScalesAgain(Settings settings) {
    return !settings.toggle(BinaryWeights.CENTRE);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    return BinaryWeights.signs(weights, settings);
  }
}
