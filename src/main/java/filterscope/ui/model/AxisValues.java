package filterscope.ui.model;

import filterscope.method.Param;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which values of a parameter a sweep offers, and which of them are chosen unless a person says otherwise.
final class AxisValues {
  private static final int FEW = 8;
  private static final int STEPS = 4;
  private static final Map<String, Set<String>> USUAL =
      Map.of("weight-bits", Set.of("1", "2", "4", "8"), "group", Set.of("1", "4", "16"));

  private AxisValues() {}

  /// @param most the largest value of a whole number that still means something for this network
  static AxisModel of(Param param, int most) {
    Map<String, String> texts = texts(param, most);
    texts.putIfAbsent(param.defaultText(), param.defaultText());
    Set<String> usual = USUAL.getOrDefault(param.key(), Set.of(param.defaultText()));
    boolean none = texts.keySet().stream().noneMatch(usual::contains);
    List<AxisModel.Value> values = new ArrayList<>();
    texts.forEach((text, title) ->
        values.add(
            new AxisModel.Value(
                text, title, none ? text.equals(param.defaultText()) : usual.contains(text))));
    return new AxisModel(param.key(), param.title(), param.help(), values);
  }

  private static Map<String, String> texts(Param param, int most) {
    Map<String, String> texts = new LinkedHashMap<>();
    switch (param) {
      case Param.Whole whole -> {
        int top = Math.min(whole.most(), Math.max(most, whole.least()));
        if (whole.logarithmic() || top - whole.least() >= FEW) {
          for (long value = Math.max(1, whole.least()); value <= top; value *= 2) {
            texts.put(Long.toString(value), Long.toString(value));
          }
        } else {
          for (int value = whole.least(); value <= top; value++) {
            texts.put(Integer.toString(value), Integer.toString(value));
          }
        }
      }
      case Param.Real real -> {
        for (int step = 0; step <= STEPS; step++) {
          double value = real.least() + (real.most() - real.least()) * step / STEPS;
          texts.put(Double.toString(value), Numbers.three(value));
        }
        texts.put(real.defaultText(), Numbers.three(real.byDefault()));
      }
      case Param.Choice choice ->
          choice.options().forEach(option -> texts.put(option.key(), option.title()));
      case Param.Toggle _ -> {
        texts.put("false", "off");
        texts.put("true", "on");
      }
    }
    return texts;
  }
}
