package filterscope.study;

import filterscope.data.Card;
import filterscope.job.BadInputException;
import filterscope.measure.TradeOff;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of a [Session]. Choices stand as in a recipe; `null` is float.
final class SessionJson {
  static final String FORMAT = "filterscope-session";

  private static final int VERSION = 1;

  /// The layer that a choice stands for while it is read and written as a recipe.
  private static final String ANY = "any";

  private final String source;

  private SessionJson(String source) {
    this.source = source;
  }

  static String write(Session session) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.putObject("network")
        .put("file", session.network().toString())
        .put("sha256", session.sha256());
    root.set("images", session.images().tree());
    root.put("layer", session.layer());
    write(session.configuration(), root.putObject("configuration"));
    ArrayNode saved = root.putArray("saved");
    for (SavedConfiguration one : session.saved()) {
      ObjectNode node = saved.addObject().put("name", one.name());
      write(one.configuration(), node.putObject("configuration"));
    }
    ArrayNode measured = root.putArray("measured");
    session.measured().forEach(point -> measured.add(TradeOffJson.write(point)));
    ObjectNode window = root.putObject("window");
    session.window().forEach(window::put);
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(root);
  }

  private static void write(Configuration configuration, ObjectNode node) {
    node.set("everywhere", choice(configuration.everywhere()));
    ObjectNode overrides = node.putObject("layers");
    configuration.overrides().forEach((name, choice) -> overrides.set(name, choice(choice)));
    node.put("keepFirst", configuration.keepFirst());
    node.put("keepLast", configuration.keepLast());
  }

  private static JsonNode choice(Optional<LayerRecipe> choice) {
    return choice
        .map(chosen -> RecipeJson.toTree(new Recipe(Map.of(ANY, chosen))).path("layers").path(ANY))
        .orElseGet(JsonNodeFactory.instance::nullNode);
  }

  static Session read(String text, String source) {
    return new SessionJson(source).read(text);
  }

  private Session read(String text) {
    try {
      JsonNode root = JsonMapper.shared().readTree(text);
      require(root.path("format").asString("").equals(FORMAT), "is no session of Filterscope");
      require(
          root.path("version").asInt(0) == VERSION,
          "has another version than " + VERSION + ": open it with the Filterscope that wrote it");
      Card images = Card.of(root.path("images"), Path.of(source));
      return new Session(
          Path.of(text(root.path("network"), "file")),
          text(root.path("network"), "sha256"),
          images.preparation(),
          images.data(),
          text(root, "layer"),
          configuration(root.path("configuration")),
          window(root.path("window")),
          saved(root.path("saved")),
          measured(root.path("measured")));
    } catch (JacksonException e) {
      throw new BadInputException(
          source + " is not valid JSON (" + e.getOriginalMessage() + ")", e);
    } catch (InvalidPathException e) {
      throw new BadInputException(source + " names a network that is not a path", e);
    }
  }

  /// Sessions from before configurations were kept have none.
  private List<SavedConfiguration> saved(JsonNode node) {
    List<SavedConfiguration> saved = new ArrayList<>();
    for (JsonNode one : node.values()) {
      String name = text(one, "name");
      require(!name.isBlank(), "keeps a configuration without a name");
      saved.add(new SavedConfiguration(name, configuration(one.path("configuration"))));
    }
    return saved;
  }

  /// Sessions from before points were kept have none.
  private List<TradeOff> measured(JsonNode node) {
    List<TradeOff> measured = new ArrayList<>();
    for (JsonNode one : node.values()) {
      measured.add(TradeOffJson.read(one, source));
    }
    return measured;
  }

  private Configuration configuration(JsonNode node) {
    Map<String, Optional<LayerRecipe>> overrides = new LinkedHashMap<>();
    node.path("layers")
        .properties()
        .forEach(entry -> overrides.put(entry.getKey(), choice(entry.getValue())));
    require(
        node.path("keepFirst").isBoolean() && node.path("keepLast").isBoolean(),
        "does not say whether the first and the last layer stay float");
    return new Configuration(
        choice(node.path("everywhere")),
        overrides,
        node.path("keepFirst").booleanValue(),
        node.path("keepLast").booleanValue());
  }

  private Optional<LayerRecipe> choice(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return Optional.empty();
    }
    ObjectNode recipe = JsonNodeFactory.instance.objectNode();
    recipe.put("version", 1).putObject("layers").set(ANY, node);
    return RecipeJson.read(recipe.toString(), "in " + source).of(ANY);
  }

  private Map<String, String> window(JsonNode node) {
    Map<String, String> window = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> {
          if (entry.getValue().isString()) {
            window.put(entry.getKey(), entry.getValue().stringValue());
          }
        });
    return window;
  }

  private String text(JsonNode node, String key) {
    require(node.path(key).isString(), "has no text '" + key + "'");
    return node.path(key).stringValue();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BadInputException(source + " " + otherwise);
    }
  }
}
