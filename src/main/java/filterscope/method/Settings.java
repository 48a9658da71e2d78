package filterscope.method;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The values of a method's parameters, as canonical text by key, complete: every parameter has one. Immutable.
public final class Settings {
  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /// The defaults of these parameters.
  public static Settings defaults(List<Param> params) {
    return of(params, Map.of());
  }

  /// Given values, and the default of every parameter that has none.
  ///
  /// @throws IllegalArgumentException if a key is no parameter, or a text no value of its parameter
  public static Settings of(List<Param> params, Map<String, String> given) {
    Map<String, String> values = new TreeMap<>();
    params.forEach(param -> values.put(param.key(), param.defaultText()));
    given.forEach((key, text) -> {
      Param param =
          params.stream()
              .filter(candidate -> candidate.key().equals(key))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "'"
                          + key
                          + "' is not a parameter here; there are "
                          + String.join(", ", params.stream().map(Param::key).toList())));
      values.put(key, param.parse(text));
    });
    return new Settings(values);
  }

  public int whole(Param.Whole param) {
    return Integer.parseInt(text(param));
  }

  public double real(Param.Real param) {
    return Double.parseDouble(text(param));
  }

  public String choice(Param.Choice param) {
    return text(param);
  }

  public boolean toggle(Param.Toggle param) {
    return Boolean.parseBoolean(text(param));
  }

  /// The canonical text of any parameter.
  public String text(Param param) {
    return Optional.ofNullable(values.get(param.key()))
        .orElseThrow(() -> new IllegalArgumentException("no value of '" + param.key() + "' here"));
  }

  /// These settings with one value changed.
  ///
  /// @throws IllegalArgumentException if the text is no value of the parameter
  public Settings with(Param param, String text) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(param.key(), param.parse(text));
    return new Settings(changed);
  }

  /// All values by key, in the order of the keys.
  public Map<String, String> asMap() {
    return Collections.unmodifiableMap(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /// As on a command line: `group=8, weight-bits=1`.
  @Override
  public String toString() {
    return String.join(
        ", ",
        values.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
  }
}
