package filterscope.ui;

import filterscope.method.Param;
import filterscope.ui.model.ConfigurationModel;
import filterscope.ui.model.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
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

  /// Ranges over more than two powers of ten lie on a logarithmic slider.
  static SliderScale of(Param.Real param) {
    if (param.least() > 0 && param.most() / param.least() > 100) {
      return new SliderScale(
          Math::log10,
          place -> text(Math.pow(10, place), param),
          place -> Numbers.three(Math.pow(10, place)),
          Math.log10(param.least()),
          _ -> Math.log10(param.most()),
          0.05,
          false);
    }
    double step = (param.most() - param.least()) / 100;
    return new SliderScale(
        value -> value,
        place -> text(Math.round(place / step) * step, param),
        Numbers::three,
        param.least(),
        _ -> param.most(),
        step,
        false);
  }

  /// Three digits, within the range.
  private static String text(double value, Param.Real param) {
    double rounded =
        new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN)).doubleValue();
    return Double.toString(Math.clamp(rounded, param.least(), param.most()));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
