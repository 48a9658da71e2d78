package filterscope.export;

import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The keys of an object in JSON from a file, each of the kind that is expected.
///
/// @param where what a person calls the object
record Fields(JsonNode node, String where) {
  Fields {
    if (!node.isObject()) {
      throw new IllegalArgumentException(where + " is not an object {…}");
    }
  }

  boolean has(String key) {
    return !node.path(key).isMissingNode() && !node.path(key).isNull();
  }

  boolean isWhole(String key) {
    return node.path(key).isInt();
  }

  Fields object(String key) {
    return new Fields(expect(key, node.path(key).isObject(), "an object"), where + ", " + key);
  }

  List<Fields> objects(String key) {
    List<Fields> fields = new ArrayList<>();
    for (JsonNode one : array(key)) {
      fields.add(new Fields(one, where + ", " + key + " " + (fields.size() + 1)));
    }
    return fields;
  }

  String text(String key) {
    return expect(key, node.path(key).isString(), "a text").stringValue();
  }

  int whole(String key) {
    return expect(key, node.path(key).isInt(), "a whole number").intValue();
  }

  long large(String key) {
    JsonNode value = node.path(key);
    return expect(key, value.isIntegralNumber() && value.canConvertToLong(), "a whole number")
        .longValue();
  }

  double real(String key) {
    return expect(key, node.path(key).isNumber(), "a number").doubleValue();
  }

  /// A float that was written as the double of the same value; infinities stand as texts.
  float single(String key) {
    JsonNode value = node.path(key);
    if (value.isString()) {
      return switch (value.stringValue()) {
        case "Infinity" -> Float.POSITIVE_INFINITY;
        case "-Infinity" -> Float.NEGATIVE_INFINITY;
        case "NaN" -> Float.NaN;
        default -> throw new IllegalArgumentException(where + " has no number '" + key + "'");
      };
    }
    return (float) real(key);
  }

  /// How [#single] wants a float written.
  static void put(tools.jackson.databind.node.ObjectNode node, String key, float value) {
    if (Float.isFinite(value)) {
      node.put(key, (double) value);
    } else {
      node.put(key, Float.toString(value));
    }
  }

  boolean flag(String key) {
    return expect(key, node.path(key).isBoolean(), "true or false").booleanValue();
  }

  List<Integer> wholes(String key) {
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : array(key)) {
      expect(key, value.isInt(), "a list of whole numbers");
      values.add(value.intValue());
    }
    return values;
  }

  List<String> texts(String key) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : array(key)) {
      expect(key, value.isString(), "a list of texts");
      values.add(value.stringValue());
    }
    return values;
  }

  Shape shape(String key) {
    return Shape.of(wholes(key).stream().mapToInt(Integer::intValue).toArray());
  }

  /// A word for each of a few things.
  <T> T one(String key, List<T> of, Function<T, String> word) {
    String wanted = text(key);
    return of.stream()
        .filter(candidate -> word.apply(candidate).equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                where + " has '" + key + "' " + shortened(wanted) + ", which is not known here"));
  }

  static String shortened(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return "'" + (clean.length() > 60 ? clean.substring(0, 60) + "…" : clean) + "'";
  }

  private ArrayNode array(String key) {
    return (ArrayNode) expect(key, node.path(key).isArray(), "a list");
  }

  private JsonNode expect(String key, boolean holds, String kind) {
    if (!holds) {
      throw new IllegalArgumentException(where + " has no '" + key + "' that is " + kind);
    }
    return node.path(key);
  }
}
