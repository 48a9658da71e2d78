package filterscope.ui;

import filterscope.method.Param;
import filterscope.ui.model.ConfigurationModel;
import filterscope.ui.model.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
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
  /// Steps of the arrow keys from one end to the other.
  private static final int STEPS = 100;

  /// From this ratio of its ends on, a range lies on the slider in octaves.
  private static final double WIDE = 1000;

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
    boolean logarithmic = param.least() > 0 && param.most() / param.least() >= WIDE;
    DoubleUnaryOperator toSlider = logarithmic ? SliderScale::log2 : value -> value;
    DoubleUnaryOperator toValue = logarithmic ? place -> Math.pow(2, place) : place -> place;
    double least = toSlider.applyAsDouble(param.least());
    double most = toSlider.applyAsDouble(param.most());
    double step = (most - least) / STEPS;
    return new SliderScale(
        toSlider,
        place -> {
          double value = toValue.applyAsDouble(least + Math.round((place - least) / step) * step);
          return Double.toString(Math.clamp(shortened(value), param.least(), param.most()));
        },
        place -> Numbers.three(toValue.applyAsDouble(place)),
        least,
        _ -> most,
        step,
        logarithmic);
  }

  /// A number with four significant digits, so that what a slider gives can be read.
  private static double shortened(double value) {
    return new BigDecimal(value).round(new MathContext(4)).doubleValue();
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
