package filterscope.measure;

import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// What a sweep varies: methods, and values of their parameters by key.
///
/// @param values in the order in which they are tried; a method that has no parameter of a key is tried once for all of them
public record SweepAxes(List<Method> methods, Map<String, List<String>> values) {
  public SweepAxes {
    methods = List.copyOf(methods);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((key, texts) -> copy.put(key, List.copyOf(texts)));
    values = Collections.unmodifiableMap(copy);
  }

  /// The keys that none of the methods has a parameter for.
  public List<String> unknownKeys() {
    return values.keySet().stream()
        .filter(key -> methods.stream().noneMatch(method -> param(method, key).isPresent()))
        .toList();
  }

  private static Optional<Param> param(Method method, String key) {
    return method.params().stream().filter(param -> param.key().equals(key)).findFirst();
  }

  /// Every combination that exists, each once, method by method: neighbours differ in as little as possible. Values that a
  /// method does not take are left out with the reason.
  public SweepGrid grid() {
    SequencedSet<LayerRecipe> choices = new LinkedHashSet<>();
    List<SweepGrid.Skipped> skipped = new ArrayList<>();
    for (Method method : methods) {
      List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
      for (Param param : method.params()) {
        if (values.containsKey(param.key())) {
          combinations = times(combinations, param.key(), accepted(method, param, skipped));
        }
      }
      for (Map<String, String> combination : combinations) {
        choices.add(new LayerRecipe(method.id(), settings(method, combination)));
      }
    }
    return new SweepGrid(List.copyOf(choices), skipped);
  }

  /// A parameter that does not bear on the result under the others is not varied: it has its default.
  private static Settings settings(Method method, Map<String, String> combination) {
    Settings settings = Settings.of(method.params(), combination);
    for (Param param : method.params()) {
      if (!method.counts(param, settings)) {
        settings = settings.with(param, param.defaultText());
      }
    }
    return settings;
  }

  private List<String> accepted(Method method, Param param, List<SweepGrid.Skipped> skipped) {
    SequencedSet<String> accepted = new LinkedHashSet<>();
    for (String text : values.getOrDefault(param.key(), List.of())) {
      try {
        accepted.add(param.parse(text));
      } catch (IllegalArgumentException e) {
        skipped.add(
            new SweepGrid.Skipped(
                method.id(), param.key() + "=" + text, String.valueOf(e.getMessage())));
      }
    }
    return List.copyOf(accepted);
  }

  private static List<Map<String, String>> times(
      List<Map<String, String>> combinations, String key, List<String> texts) {
    List<Map<String, String>> more = new ArrayList<>();
    for (Map<String, String> combination : combinations) {
      for (String text : texts) {
        Map<String, String> longer = new LinkedHashMap<>(combination);
        longer.put(key, text);
        more.add(longer);
      }
    }
    return more;
  }
}
