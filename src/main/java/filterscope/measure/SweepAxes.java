package filterscope.measure;

import filterscope.method.Activations;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Param;
import filterscope.method.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What a sweep varies: methods, or chains of them, and values of their parameters by key.
///
/// @param chains each at least one method
/// @param values in the order in which they are tried; a chain that has no parameter of a key is tried once for all of them. A
///     key is that of every link of a chain that has it, or with an id and a dot in front (`separated.rank`) that of one link
public record SweepAxes(List<List<Method>> chains, Map<String, List<String>> values) {
  private static final Set<String> OF_ACTIVATIONS =
      Activations.after(List.of(), Activations.FLOAT_BITS).stream()
          .map(Param::key)
          .collect(Collectors.toUnmodifiableSet());

  public SweepAxes {
    chains = chains.stream().map(List::copyOf).toList();
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((key, texts) -> copy.put(key, List.copyOf(texts)));
    values = Collections.unmodifiableMap(copy);
  }

  /// Axes of methods that stand alone.
  public static SweepAxes of(List<Method> methods, Map<String, List<String>> values) {
    return new SweepAxes(methods.stream().map(List::of).toList(), values);
  }

  /// The keys that none of the chains has a parameter for.
  public List<String> unknownKeys() {
    return values.keySet().stream()
        .filter(key -> chains.stream().noneMatch(chain -> keys(chain).contains(key)))
        .toList();
  }

  /// The given keys that are some parameter of a chain, in the order of its parameters.
  private List<String> keys(List<Method> chain) {
    SequencedSet<String> found = new LinkedHashSet<>();
    for (Method link : chain) {
      for (Param param : link.params()) {
        if (bears(param, link, chain)) {
          for (String key : new String[] {param.key(), link.id() + "." + param.key()}) {
            if (values.containsKey(key)) {
              found.add(key);
            }
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /// How activations are quantized is up to the last of a chain.
  private static boolean bears(Param param, Method link, List<Method> chain) {
    return link.equals(chain.getLast()) || !OF_ACTIVATIONS.contains(param.key());
  }

  /// Every combination that exists, each once, chain by chain: neighbours differ in as little as possible. Values that a
  /// method does not take are left out with the reason.
  public SweepGrid grid() {
    SequencedSet<LayerRecipe> choices = new LinkedHashSet<>();
    List<SweepGrid.Skipped> skipped = new ArrayList<>();
    for (List<Method> chain : chains) {
      List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
      for (String key : keys(chain)) {
        combinations = times(combinations, key, accepted(chain, key, skipped));
      }
      for (Map<String, String> combination : combinations) {
        choices.add(
            new LayerRecipe(chain.stream().map(link -> choice(link, chain, combination)).toList()));
      }
    }
    return new SweepGrid(List.copyOf(choices), skipped);
  }

  private static MethodChoice choice(
      Method link, List<Method> chain, Map<String, String> combination) {
    Map<String, String> own = new LinkedHashMap<>();
    for (Param param : link.params()) {
      String prefixed = combination.get(link.id() + "." + param.key());
      String plain = combination.get(param.key());
      if (bears(param, link, chain) && prefixed != null) {
        own.put(param.key(), prefixed);
      } else if (bears(param, link, chain) && plain != null) {
        own.put(param.key(), plain);
      }
    }
    return new MethodChoice(link.id(), counting(link, Settings.of(link.params(), own)));
  }

  /// A parameter that does not bear on the result under the others is not varied: it has its default.
  private static Settings counting(Method method, Settings given) {
    Settings settings = given;
    for (Param param : method.params()) {
      if (!method.counts(param, settings)) {
        settings = settings.with(param, param.defaultText());
      }
    }
    return settings;
  }

  /// The values that every link takes whose parameter it is.
  private List<String> accepted(List<Method> chain, String key, List<SweepGrid.Skipped> skipped) {
    SequencedSet<String> accepted = new LinkedHashSet<>();
    for (String text : values.getOrDefault(key, List.of())) {
      try {
        String parsed = text;
        for (Method link : chain) {
          for (Param param : link.params()) {
            boolean named = param.key().equals(key) || key.equals(link.id() + "." + param.key());
            if (named && bears(param, link, chain)) {
              parsed = param.parse(text);
            }
          }
        }
        accepted.add(parsed);
      } catch (IllegalArgumentException e) {
        skipped.add(
            new SweepGrid.Skipped(
                chain.stream().map(Method::id).collect(Collectors.joining("+")),
                key + "=" + text,
                String.valueOf(e.getMessage())));
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
