package filterscope.cli;

import filterscope.data.Suggestion;
import filterscope.job.BadInputException;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Param;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.RecipeFile;
import filterscope.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// How a network is compressed; nothing given means that it stays float.
final class RecipeOptions {
  @Option(
      names = "--method",
      paramLabel = "ID[+ID]…",
      description =
          "The compression method, one of those that 'filterscope methods' lists; several joined by +"
              + " are a chain: each compresses what the one before left as floats.")
  private Optional<String> method = Optional.empty();

  @Option(names = "--weight-bits", paramLabel = "b", description = "Bits of a weight, 1 to 8.")
  private Optional<String> weightBits = Optional.empty();

  @Option(
      names = "--activation-bits",
      paramLabel = "a",
      description =
          "Bits of an activation: 1 takes its sign, 2 to 8 a grid whose bound is found on images, 32"
              + " leaves it float.")
  private Optional<String> activationBits = Optional.empty();

  @Option(
      names = "--group",
      paramLabel = "G",
      description = "Neighbouring filters that share a scale.")
  private Optional<String> group = Optional.empty();

  @Option(
      names = "--axis",
      paramLabel = "filters|kernels",
      description = "Whether whole filters share a scale, or tiles of kernels.")
  private Optional<String> axis = Optional.empty();

  @Option(
      names = "--param",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description =
          "Any parameter of the method; may stand several times. In a chain ID.KEY=VALUE says whose it"
              + " is; without it, it is that of every method that has it.")
  private Map<String, String> params = new LinkedHashMap<>();

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "A recipe in JSON, in place of the method and its parameters.")
  private Optional<Path> recipe = Optional.empty();

  @Mixin private final LayerOptions layers = new LayerOptions();

  @Option(
      names = "--float",
      description =
          "Leave every layer float, even in a network that was trained for the recipe beside it.")
  private boolean floats;

  /// Whether anything was said about how to compress.
  boolean isGiven() {
    return floats
        || recipe.isPresent()
        || method.isPresent()
        || !given().isEmpty()
        || layers.isGiven();
  }

  /// The recipe for a network.
  ///
  /// @param line the command, for complaints about its usage
  /// @throws ParameterException if what was said is no method, or no value of its parameters
  /// @throws BadInputException if it does not fit this network, or the recipe's file cannot be read
  Recipe recipe(Network network, CommandLine line) {
    Map<String, String> given = given();
    boolean describes = method.isPresent() || !given.isEmpty() || layers.isGiven();
    if (recipe.isPresent() && describes) {
      throw new ParameterException(
          line, "--recipe already says what every layer gets; leave the other method flags out");
    }
    if (floats && (describes || recipe.isPresent())) {
      throw new ParameterException(
          line, "--float compresses nothing; leave it or the other method flags out");
    }
    Optional<LayerRecipe> choice = describes ? Optional.of(choice(given, line)) : Optional.empty();
    return choice
        .map(found -> layers.uniform(network, found))
        .or(() -> recipe.map(file -> RecipeFile.read(file, network)))
        .orElse(Recipe.FLOAT);
  }

  /// Compresses a network, and says in a sentence why a recipe does not fit it.
  ///
  /// @param seen what images say, as far as the recipe needs it
  /// @throws BadInputException if it does not fit
  static CompressedNetwork compress(Network network, Recipe recipe, Calibration seen) {
    try {
      return CompressedNetwork.compress(network, recipe, Methods::byId, seen);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "the recipe does not fit network '" + network.name() + "': " + e.getMessage(), e);
    }
  }

  /// What was said, as one would type it again.
  String words() {
    List<String> words = new ArrayList<>();
    method.ifPresent(id -> words.add("--method " + id));
    given().forEach((key, value) -> words.add("--param " + key + "=" + value));
    recipe.ifPresent(file -> words.add("--recipe " + file));
    if (floats) {
      words.add("--float");
    }
    words.addAll(layers.words());
    return String.join(" ", words);
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>(params);
    weightBits.ifPresent(value -> given.put("weight-bits", value));
    group.ifPresent(value -> given.put("group", value));
    axis.ifPresent(value -> given.put("axis", value));
    activationBits.ifPresent(value -> given.put("activation-bits", value));
    return given;
  }

  private LayerRecipe choice(Map<String, String> given, CommandLine line) {
    List<Method> chain =
        Stream.of(method.orElse(CrossFilter.ID).split("\\+", -1))
            .map(id -> MethodNames.find(id.strip(), line))
            .toList();
    given.keySet().forEach(key -> requireOwner(key, chain, line));
    List<MethodChoice> choices = new ArrayList<>();
    for (Method link : chain) {
      Map<String, String> own = new LinkedHashMap<>();
      List<String> keys = keys(link);
      given.forEach((key, value) -> {
        if (keys.contains(key)) {
          own.putIfAbsent(key, value);
        } else if (key.startsWith(link.id() + ".")) {
          own.put(key.substring(link.id().length() + 1), value);
        }
      });
      try {
        choices.add(new MethodChoice(link.id(), Settings.of(link.params(), own)));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(line, String.valueOf(e.getMessage()), e);
      }
    }
    return new LayerRecipe(choices);
  }

  private static List<String> keys(Method method) {
    return method.params().stream().map(Param::key).toList();
  }

  /// Makes sure that some method of the chain has the parameter.
  private static void requireOwner(String key, List<Method> chain, CommandLine line) {
    for (Method link : chain) {
      String own = key.startsWith(link.id() + ".") ? key.substring(link.id().length() + 1) : key;
      if (keys(link).contains(own)) {
        return;
      }
    }
    Method blamed =
        chain.stream()
            .filter(link -> key.startsWith(link.id() + "."))
            .findFirst()
            .orElse(chain.getLast());
    String unknown =
        key.startsWith(blamed.id() + ".") ? key.substring(blamed.id().length() + 1) : key;
    List<String> keys = keys(blamed);
    throw new ParameterException(
        line,
        "method "
            + blamed.id()
            + " has no parameter '"
            + unknown
            + "'"
            + Suggestion.forSentence(unknown, keys, "; it has " + String.join(", ", keys)));
  }
}
