package filterscope.cli;

import filterscope.data.Suggestion;
import filterscope.measure.SweepAxes;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.catalog.Methods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Methods and the values of their parameters, several of each.
final class AxisOptions {
  private static final String ALL = "all";

  @Option(
      names = "--method",
      split = ",",
      paramLabel = "ID",
      hideParamSyntax = true,
      description =
          "Methods, separated by commas, of those that 'filterscope methods' lists; 'all' for all of"
              + " them. Several joined by + are a chain: each compresses what the one before left as floats.")
  private List<String> methods = new ArrayList<>();

  @Option(
      names = "--weight-bits",
      paramLabel = "b,b,…",
      description = "Bits of a weight, for the methods that have them.")
  private List<String> weightBits = new ArrayList<>();

  @Option(
      names = "--activation-bits",
      paramLabel = "a,a,…",
      description = "Bits of an activation; 32 leaves activations float.")
  private List<String> activationBits = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "G,G,…",
      description = "Neighbouring filters that share a scale.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--param",
      paramLabel = "KEY=VALUE,VALUE,…",
      mapFallbackValue = "",
      description =
          "Values of any other parameter; may stand several times. In a chain ID.KEY says whose it is.")
  private Map<String, String> params = new LinkedHashMap<>();

  /// What was asked for, with these methods and values where nothing was said.
  ///
  /// @param usualMethods those that are meant where none is named
  /// @param usual values by key, left out where no method has that parameter
  /// @throws ParameterException if a method or a parameter is not there
  SweepAxes axes(List<Method> usualMethods, Map<String, String> usual, CommandLine line) {
    List<List<Method>> chosen = chains(usualMethods, line);
    Map<String, List<String>> values = new LinkedHashMap<>();
    params.forEach((key, texts) -> values.put(key, parts(texts)));
    add(values, "weight-bits", weightBits);
    add(values, "activation-bits", activationBits);
    add(values, "group", groups);
    SweepAxes asked = new SweepAxes(chosen, values);
    List<String> unknown = asked.unknownKeys();
    if (!unknown.isEmpty()) {
      List<String> keys =
          chosen.stream()
              .flatMap(List::stream)
              .flatMap(method -> method.params().stream())
              .map(Param::key)
              .distinct()
              .toList();
      throw new ParameterException(
          line,
          "none of the chosen methods has a parameter '"
              + unknown.getFirst()
              + "'"
              + Suggestion.forSentence(
                  unknown.getFirst(), keys, "; they have " + String.join(", ", keys)));
    }
    usual.forEach((key, texts) -> values.putIfAbsent(key, parts(texts)));
    return new SweepAxes(chosen, values);
  }

  private List<List<Method>> chains(List<Method> usual, CommandLine line) {
    List<String> ids = methods.stream().map(String::strip).filter(id -> !id.isEmpty()).toList();
    if (ids.isEmpty()) {
      return usual.stream().map(List::of).toList();
    }
    return ids.stream()
        .flatMap(id -> id.equals(ALL) ? Methods.all().stream().map(Method::id) : Stream.of(id))
        .distinct()
        .map(id -> chain(id, line))
        .toList();
  }

  private static List<Method> chain(String ids, CommandLine line) {
    return Stream.of(ids.split("\\+", -1)).map(id -> MethodNames.find(id.strip(), line)).toList();
  }

  private static void add(Map<String, List<String>> values, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      values.put(key, parts(String.join(",", texts)));
    }
  }

  private static List<String> parts(String texts) {
    return List.of(texts.split(",", -1)).stream().map(String::strip).toList();
  }
}
