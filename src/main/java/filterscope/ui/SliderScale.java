package filterscope.ui;

import filterscope.method.Param;
import filterscope.ui.model.ConfigurationModel;
import filterscope.ui.model.Numbers;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/// How the value of a parameter lies on a slider.
///
/// @param toSlider from a value to the position of the thumb
/// @param toText from the position of the thumb to the text of the value
/// @param tick the words at a position
/// @param least the position of the left end
/// @param most the position of the right end, which depends on the network
/// @param step what an arrow key adds to the position
/// @param logarithmic whether a step doubles
record SliderScale(
    DoubleUnaryOperator toSlider,
    DoubleFunction<String> toText,
    DoubleFunction<String> tick,
    double least,
    ToDoubleFunction<ConfigurationModel> most,
    double step,
    boolean logarithmic) {

  static SliderScale of(Param.Whole param) {
    if (!param.logarithmic()) {
      return new SliderScale(
          value -> value,
          place -> Long.toString(Math.round(place)),
          place -> Long.toString(Math.round(place)),
          param.least(),
          model -> model.most(param),
          1,
          false);
    }
    return new SliderScale(
        SliderScale::log2,
        place -> Long.toString(Math.round(Math.pow(2, place))),
        place -> Long.toString(Math.round(Math.pow(2, place))),
        log2(param.least()),
        model -> log2(model.most(param)),
        1,
        true);
  }

  static SliderScale of(Param.Real param) {
    double step = Math.pow(10, Math.ceil(Math.log10((param.most() - param.least()) / 100) - 1e-9));
    return new SliderScale(
        value -> value,
        place -> Double.toString(Math.clamp(rounded(place, step), param.least(), param.most())),
        Numbers::three,
        param.least(),
        _ -> param.most(),
        step,
        false);
  }

  /// A multiple of a power of ten as the nearest number there is, so that it is written without a tail of digits.
  private static double rounded(double place, double step) {
    return step < 1
        ? Math.round(place / step) / (double) Math.round(1 / step)
        : Math.round(place / step) * step;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
