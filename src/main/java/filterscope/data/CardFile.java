package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.job.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of a [Card]. Keys that are not known are passed over, so that older versions read newer cards.
final class CardFile {
  private static final long MOST_BYTES = 4L << 20;
  private static final String ONE_IN_255 = "1/255";

  private final Path file;

  private CardFile(Path file) {
    this.file = file;
  }

  static Card read(Path file) {
    Reading.checkFile(file);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(file + " is too large for a card (over 4 MiB)");
      }
      return parse(Files.readAllBytes(file), file);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read (" + Reading.why(e) + ")", e);
    }
  }

  /// @param file what a person calls the bytes
  static Card parse(byte[] json, Path file) {
    try {
      return new CardFile(file).card(mapper().readTree(json));
    } catch (JacksonException e) {
      throw new BadInputException(
          file + " is not JSON (" + e.getOriginalMessage() + ")" + line(e), e);
    }
  }

  private static String line(JacksonException e) {
    return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  }

  private Card card(JsonNode root) {
    if (!root.isObject()) {
      throw wrong("card", "an object {…}");
    }
    return new Card(
        text(root, "title").orElse(""),
        text(root, "task").orElse(""),
        preparation(root.path("preparation")),
        texts(root.path("classes"), "classes"),
        text(root, "data"),
        provenance(root.path("provenance")));
  }

  private Preparation preparation(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      throw new BadInputException(
          file + " lacks 'preparation', which says how pictures become inputs of the network");
    }
    if (!node.isObject()) {
      throw wrong("preparation", "an object {…}");
    }
    try {
      return new Preparation(
          pixels(node, "resize"),
          pixels(node, "crop"),
          channels(node),
          scale(node),
          numbers(node, "mean"),
          numbers(node, "std"));
    } catch (BadInputException e) {
      throw e.sentence().startsWith(file.toString())
          ? e
          : new BadInputException(file + ": " + e.sentence(), e);
    }
  }

  private int pixels(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isInt()) {
      throw wrong("preparation." + key, "a whole number of pixels");
    }
    return value.intValue();
  }

  private Preparation.Channels channels(JsonNode node) {
    String name = text(node, "channels").orElse("RGB");
    try {
      return Preparation.Channels.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          file + ": 'preparation.channels' is RGB, BGR or GREY, not '" + name + "'", e);
    }
  }

  private double scale(JsonNode node) {
    JsonNode value = node.path("scale");
    if (value.isNumber()) {
      return value.doubleValue();
    }
    if (value.isMissingNode() || (value.isString() && value.stringValue().equals(ONE_IN_255))) {
      return 1.0 / 255;
    }
    throw wrong("preparation.scale", "a number or \"1/255\"");
  }

  private List<Double> numbers(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (value.isNumber()) {
      return List.of(value.doubleValue());
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : value) {
      if (!number.isNumber()) {
        throw wrong("preparation." + key, "a list of numbers");
      }
      numbers.add(number.doubleValue());
    }
    if (!value.isArray()) {
      throw wrong("preparation." + key, "a list of numbers");
    }
    return numbers;
  }

  private Optional<String> text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrong(key, "a text");
    }
    return Optional.of(value.stringValue());
  }

  private List<String> texts(JsonNode value, String key) {
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(key, "a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : value) {
      if (!text.isString()) {
        throw wrong(key, "a list of texts");
      }
      texts.add(text.stringValue());
    }
    return texts;
  }

  private Map<String, String> provenance(JsonNode value) {
    Map<String, String> provenance = new LinkedHashMap<>();
    if (value.isMissingNode() || value.isNull()) {
      return provenance;
    }
    if (!value.isObject()) {
      throw wrong("provenance", "an object {…}");
    }
    value
        .properties()
        .forEach(entry ->
            provenance.put(
                entry.getKey(),
                entry.getValue().isValueNode()
                    ? entry.getValue().asString()
                    : entry.getValue().toString()));
    return provenance;
  }

  private BadInputException wrong(String key, String expected) {
    return new BadInputException(file + ": '" + key + "' should be " + expected);
  }

  static void write(Card card, Path file) {
    try {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
      Files.createDirectories(folder);
      WholeFile.write(file, out -> out.write(mapper().writeValueAsBytes(tree(card))));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be written (" + Reading.why(e) + ")", e);
    }
  }

  static ObjectNode tree(Card card) {
    ObjectNode root = mapper().createObjectNode();
    root.put("title", card.title());
    root.put("task", card.task());
    ObjectNode preparation = root.putObject("preparation");
    Preparation how = card.preparation();
    preparation.put("resize", how.resize());
    preparation.put("crop", how.crop());
    preparation.put("channels", how.channels().name());
    if (how.scale() == 1.0 / 255) {
      preparation.put("scale", ONE_IN_255);
    } else {
      preparation.put("scale", how.scale());
    }
    how.mean().forEach(preparation.putArray("mean")::add);
    how.std().forEach(preparation.putArray("std")::add);
    card.classes().forEach(root.putArray("classes")::add);
    card.data().ifPresent(data -> root.put("data", data));
    ObjectNode provenance = root.putObject("provenance");
    card.provenance().forEach(provenance::put);
    return root;
  }
}
