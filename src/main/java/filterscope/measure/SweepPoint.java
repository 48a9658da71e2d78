package filterscope.measure;

import filterscope.method.LayerRecipe;
import filterscope.method.MethodChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One measured configuration of a sweep.
///
/// @param choice what all layers got that took part
public record SweepPoint(LayerRecipe choice, TradeOff figures) {
  /// The ids of the methods of a choice, joined by +.
  static String method(LayerRecipe choice) {
    return choice.chain().stream().map(MethodChoice::method).collect(Collectors.joining("+"));
  }

  /// The settings of a choice by key; in a chain with the id of the method and a dot in front.
  static Map<String, String> settings(LayerRecipe choice) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (MethodChoice link : choice.chain()) {
      String prefix = choice.chain().size() == 1 ? "" : link.method() + ".";
      link.settings().asMap().forEach((key, value) -> settings.put(prefix + key, value));
    }
    return settings;
  }

  /// The settings of a choice as on a command line.
  static String text(LayerRecipe choice) {
    return settings(choice).entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /// The ids of the methods, joined by +.
  public String method() {
    return method(choice);
  }

  /// The settings by key; in a chain with the id of the method and a dot in front.
  public Map<String, String> settings() {
    return settings(choice);
  }
}
