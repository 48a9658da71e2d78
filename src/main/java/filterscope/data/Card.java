package filterscope.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is known of a network beyond its ONNX file: `card.json` beside it.
///
/// @param title for people
/// @param task what it was trained to do, in a few words; may be empty
/// @param preparation what a picture goes through before the network sees it
/// @param classes names of the classes in order; empty where they are not known
/// @param data the reference of the image set it is evaluated on, as on the command line
/// @param provenance how it was made: command, seed, epochs, date, machine, accuracy
public record Card(
    String title,
    String task,
    Preparation preparation,
    List<String> classes,
    Optional<String> data,
    Map<String, String> provenance) {

  /// The name of the file.
  public static final String FILE_NAME = "card.json";

  /// The key in the provenance of the file that [#recipe] names.
  public static final String RECIPE = "recipe";

  public Card {
    classes = List.copyOf(classes);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /// The card that lies in the folder of an ONNX file.
  ///
  /// @throws filterscope.job.BadInputException if there is one, but it cannot be read
  public static Optional<Card> beside(Path onnx) {
    Path file = onnx.resolveSibling(FILE_NAME);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /// The file of the recipe that the network was trained for, relative to the card's folder. Its weights are shadow weights: what
  /// the recipe makes of them is the network.
  public Optional<String> recipe() {
    return Optional.ofNullable(provenance.get(RECIPE));
  }

  /// @throws filterscope.job.BadInputException if the file cannot be read, is not JSON or is no card; the sentence names the key
  public static Card read(Path file) {
    return CardFile.read(file);
  }

  /// A card within a larger document.
  ///
  /// @param document what a person calls the document
  /// @throws filterscope.job.BadInputException as for [#read]
  public static Card of(JsonNode tree, Path document) {
    return CardFile.parse(tree.toString().getBytes(StandardCharsets.UTF_8), document);
  }

  /// This card as a part of a larger document.
  public ObjectNode tree() {
    return CardFile.tree(this);
  }

  /// Writes aside, then moves: no partial file is left behind.
  ///
  /// @throws filterscope.job.BadInputException if the file cannot be written
  public void write(Path file) {
    CardFile.write(this, file);
  }
}
