package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.data.Preparation.Channels;
import filterscope.job.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardTest {
  @TempDir Path folder;

  private Card read(String json) throws IOException {
    return Card.read(Files.writeString(folder.resolve("card.json"), json));
  }

  private void assertRefused(String json, String part) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(folder.resolve("card.json").toString())
        .hasMessageContaining(part);
  }

  @Test
  void comesBackAsItWasWritten() {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("seed", "7");
    provenance.put("command", "filterscope train");
    Card card =
        new Card(
            "Fashion VGG",
            "clothes",
            new Preparation(
                256, 224, Channels.BGR, 1.0 / 255, List.of(0.1, 0.2, 0.3), List.of(0.5)),
            List.of("T-shirt/top", "Trouser"),
            Optional.of("fashion-mnist"),
            provenance);
    Path file = folder.resolve("deeper").resolve("card.json");
    card.write(file);
    assertThat(Card.read(file)).isEqualTo(card);
    assertThat(Card.beside(file.resolveSibling("net.onnx"))).contains(card);
    assertThat(Card.beside(folder.resolve("net.onnx"))).isEmpty();
    assertThat(folder.resolve("deeper").toFile().list()).containsExactly("card.json");
    assertThat(List.copyOf(Card.read(file).provenance().keySet()))
        .containsExactly("seed", "command");
  }

  @Test
  void readsWhatAPersonWouldWrite() throws IOException {
    Card card =
        read(
            """
            {"title": "x", "future": {"key": [1]},
             "preparation": {"channels": "grey", "scale": "1/255", "mean": 0.5, "std": [0.25], "new": 1},
             "provenance": {"epochs": 12, "accuracy": 0.931}}
            """);
    assertThat(card.preparation())
        .isEqualTo(new Preparation(0, 0, Channels.GREY, 1.0 / 255, List.of(0.5), List.of(0.25)));
    assertThat(card.data()).isEmpty();
    assertThat(card.classes()).isEmpty();
    assertThat(card.provenance()).containsEntry("epochs", "12").containsEntry("accuracy", "0.931");
  }

  @Test
  void saysWhichKeyIsWrong() {
    assertRefused("{", "is not JSON");
    assertRefused("", "");
    assertRefused("[]", "'card' should be an object");
    assertRefused("{}", "lacks 'preparation'");
    assertRefused("{\"preparation\": 3}", "'preparation' should be an object");
    assertRefused("{\"preparation\": {\"resize\": \"a\"}}", "'preparation.resize' should be");
    assertRefused("{\"preparation\": {\"channels\": \"HSV\"}}", "RGB, BGR or GREY, not 'HSV'");
    assertRefused("{\"preparation\": {\"scale\": \"half\"}}", "'preparation.scale' should be");
    assertRefused("{\"preparation\": {\"mean\": \"a\"}}", "'preparation.mean' should be");
    assertRefused("{\"preparation\": {\"mean\": [1, 2]}}", "mean has 2 numbers");
    assertRefused("{\"preparation\": {}, \"title\": 3}", "'title' should be a text");
    assertRefused("{\"preparation\": {}, \"classes\": [3]}", "'classes' should be a list");
    assertRefused("{\"preparation\": {}, \"provenance\": []}", "'provenance' should be");
  }

  @Test
  void refusesDeepNestingWithASentence() {
    assertRefused("[".repeat(100_000), "is not JSON");
  }
}
