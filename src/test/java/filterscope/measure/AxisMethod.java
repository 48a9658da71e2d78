package filterscope.measure;

import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;

/// A method that has these parameters and compresses nothing, or groups of two with a sentence.
record AxisMethod(String id, List<Param> params) implements Method {
  static Param bits(int least, int most) {
    return new Param.Whole("weight-bits", "Weight bits", "Bits.", least, most, most, false);
  }

  static Param group() {
    return new Param.Whole("group", "Group", "Filters.", 1, 512, 1, true);
  }

  @Override
  public String title() {
    return id;
  }

  @Override
  public String summary() {
    return "Nothing.";
  }

  @Override
  public String paper() {
    return "none";
  }

  @Override
  public Evidence evidence() {
    return Evidence.TEXT;
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    if (settings.toString().contains("group=2")) {
      throw new IllegalArgumentException("not in twos");
    }
    return new FloatConv(weights);
  }
}
