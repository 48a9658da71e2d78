package filterscope.method.catalog;

import filterscope.job.BadInputException;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.network.Network;
import filterscope.network.Weighted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A recipe as JSON: `{"version":1,"layers":{NAME:{"method":ID,"settings":{KEY:VALUE}}}}`; a chain of methods is a list of such
/// objects. Settings that are left out have their defaults; whole numbers and toggles may stand with or without quotes.
public final class RecipeJson {
  private static final int VERSION = 1;

  /// A recipe with claims beside it, as an export writes it.
  private static final int WITH_CLAIMS = 2;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private RecipeJson() {}

  /// The recipe as indented text.
  public static String write(Recipe recipe) {
    return MAPPER.writeValueAsString(toTree(recipe));
  }

  /// The recipe as a tree, for a larger document.
  public static ObjectNode toTree(Recipe recipe) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", VERSION);
    ObjectNode layers = root.putObject("layers");
    recipe
        .layers()
        .forEach((name, choice) -> {
          if (choice.chain().size() == 1) {
            write(choice.chain().getFirst(), layers.putObject(name));
          } else {
            ArrayNode chain = layers.putArray(name);
            choice.chain().forEach(link -> write(link, chain.addObject()));
          }
        });
    return root;
  }

  private static void write(MethodChoice choice, ObjectNode into) {
    into.put("method", choice.method());
    ObjectNode settings = into.putObject("settings");
    choice.settings().asMap().forEach(settings::put);
  }

  /// Reads a recipe.
  ///
  /// @param source what a person calls the text: its file
  /// @throws BadInputException if it is no recipe, or lists methods or settings that do not exist here
  public static Recipe read(String text, String source) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new BadInputException(
          "the recipe "
              + source
              + " is not valid JSON ("
              + e.getOriginalMessage()
              + "); take one from the output of 'evaluate --json', or write it as"
              + " {\"version\":1,\"layers\":{…}}",
          e);
    }
    return fromTree(root, source);
  }

  private static Recipe fromTree(JsonNode root, String source) {
    require(root.isObject(), source, "is not a JSON object");
    JsonNode version = root.path("version");
    require(version.isInt(), source, "does not say its version (\"version\":1)");
    require(
        version.intValue() == VERSION || version.intValue() == WITH_CLAIMS,
        source,
        "has version "
            + version.intValue()
            + ", and this program reads versions "
            + VERSION
            + " and "
            + WITH_CLAIMS
            + ": open it with the version of Filterscope that wrote it");
    onlyKeys(
        root,
        version.intValue() == VERSION
            ? Set.of("version", "layers")
            : Set.of("format", "version", "layers", "claims"),
        source,
        "at its top");
    JsonNode layers = root.path("layers");
    require(layers.isObject(), source, "has no object \"layers\"");
    Map<String, LayerRecipe> choices = new LinkedHashMap<>();
    layers
        .properties()
        .forEach(
            entry -> choices.put(entry.getKey(), choice(entry.getKey(), entry.getValue(), source)));
    return new Recipe(choices);
  }

  private static LayerRecipe choice(String layer, JsonNode node, String source) {
    if (!node.isArray()) {
      return new LayerRecipe(List.of(link(layer, node, source)));
    }
    require(!node.isEmpty(), source, "gives layer '" + layer + "' an empty chain of methods");
    List<MethodChoice> chain = new ArrayList<>();
    node.forEach(link -> chain.add(link(layer, link, source)));
    return new LayerRecipe(chain);
  }

  private static MethodChoice link(String layer, JsonNode node, String source) {
    String where = "layer '" + layer + "'";
    require(node.isObject(), source, "gives " + where + " something other than an object");
    onlyKeys(node, Set.of("method", "settings"), source, "at " + where);
    JsonNode id = node.path("method");
    require(id.isString(), source, "names no method for " + where);
    JsonNode settings = node.path("settings");
    require(
        settings.isObject() || settings.isMissingNode(),
        source,
        "has settings of " + where + " that are not an object");
    Map<String, String> values = new LinkedHashMap<>();
    settings
        .properties()
        .forEach(entry -> {
          require(
              entry.getValue().isValueNode() && !entry.getValue().isNull(),
              source,
              "has no plain value for '" + entry.getKey() + "' of " + where);
          values.put(entry.getKey(), entry.getValue().asString());
        });
    try {
      Method method = Methods.byId(id.stringValue());
      return new MethodChoice(method.id(), Settings.of(method.params(), values));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "the recipe " + source + " cannot be used at " + where + ": " + e.getMessage(), e);
    }
  }

  /// Makes sure that a recipe fits a network.
  ///
  /// @throws BadInputException if it lists a layer that the network does not have, or one without weights
  public static void check(Recipe recipe, Network network, String source) {
    Set<String> names =
        network.layers().stream()
            .map(layer -> layer.name())
            .collect(java.util.stream.Collectors.toSet());
    for (String layer : recipe.layers().keySet()) {
      require(
          names.contains(layer),
          source,
          "lists layer '"
              + layer
              + "', which network '"
              + network.name()
              + "' does not have: was it made for another network?");
      require(
          network.layer(layer).operator() instanceof Weighted,
          source,
          "lists layer '" + layer + "', which has no weights to compress: remove it");
    }
  }

  private static void onlyKeys(JsonNode node, Set<String> known, String source, String where) {
    for (String key : node.propertyNames()) {
      require(known.contains(key), source, "has an unknown key '" + key + "' " + where);
    }
  }

  private static void require(boolean holds, String source, String otherwise) {
    if (!holds) {
      throw new BadInputException("the recipe " + source + " " + otherwise);
    }
  }
}
