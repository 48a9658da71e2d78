package filterscope.study;

import filterscope.job.BadInputException;
import filterscope.measure.Accuracy;
import filterscope.measure.Footprint;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.TradeOff;
import filterscope.method.catalog.RecipeJson;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of a measured configuration in a session: its recipe, and the numbers under the names of their records' components.
final class TradeOffJson {
  private static final JsonMapper NUMBERS =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private TradeOffJson() {}

  static ObjectNode write(TradeOff point) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("recipe", RecipeJson.toTree(point.recipe()));
    node.set("accuracy", NUMBERS.valueToTree(point.accuracy()));
    node.set("memory", NUMBERS.valueToTree(point.memory()));
    node.put("theory", point.theory());
    point.speed().ifPresent(speed -> node.set("speed", NUMBERS.valueToTree(withoutKernels(speed))));
    return node;
  }

  /// Which kernel ran each layer is long, and nothing that is shown of a point that came back.
  private static MeasuredSpeed withoutKernels(MeasuredSpeed speed) {
    return new MeasuredSpeed(
        speed.floating(),
        speed.compressed(),
        speed.onnxRuntime(),
        speed.backend(),
        Map.of(),
        speed.threads(),
        speed.simulated());
  }

  /// @param source what a person calls the text
  /// @throws BadInputException if a number is missing or none
  static TradeOff read(JsonNode node, String source) {
    try {
      return new TradeOff(
          RecipeJson.read(node.path("recipe").toString(), "in " + source),
          number(node, "accuracy", Accuracy.class, source),
          number(node, "memory", Footprint.class, source),
          number(node, "theory", Double.class, source),
          node.path("speed").isObject()
              ? Optional.of(number(node, "speed", MeasuredSpeed.class, source))
              : Optional.empty());
    } catch (JacksonException e) {
      throw new BadInputException(
          source
              + " keeps a measured configuration that cannot be read ("
              + e.getOriginalMessage()
              + ")",
          e);
    }
  }

  private static <T> T number(JsonNode node, String key, Class<T> kind, String source) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      throw new BadInputException(source + " keeps a measured configuration without its " + key);
    }
    return NUMBERS.treeToValue(value, kind);
  }
}
