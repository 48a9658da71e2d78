package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CommandsTest {
  @TempDir Path folder;

  private static void assertRefused(Run run, int status, String part) {
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("filterscope: ").contains(part);
  }

  @Test
  void helpsWithEveryCommand() {
    Run help = Run.of("--help");
    assertThat(help.status()).isZero();
    for (String command : List.of("inspect", "evaluate", "train", "finetune", "methods", "data")) {
      assertThat(help.out()).contains("  " + command + " ");
      Run own = Run.of(command, "--help");
      assertThat(own.status()).isZero();
      assertThat(own.out()).contains("Usage: filterscope " + command);
      assertThat(own.err()).isEmpty();
    }
    assertThat(Run.of("data", "info", "--help").out()).contains("--json");
    assertThat(Run.of("--version").out()).startsWith("filterscope ");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertRefused(Run.of("evalute"), 2, "did you mean evaluate?");
    assertRefused(Run.of("data", "inof"), 2, "did you mean info?");
    assertRefused(Run.of("nowhere.onnx"), 1, "there is no file nowhere.onnx");
    assertRefused(Run.of("sing"), 2, "filterscope has no command 'sing'");
    assertRefused(Run.of("inspect", "--jsn", "x"), 2, "did you mean --json?");
  }

  @Test
  void inspectsLayersShapesAndCounts() {
    Path file = TinyNetwork.onnx(folder);
    TinyNetwork.card(folder, "fashion-mnist");
    JsonNode json = Run.of("inspect", file.toString(), "--json").json();
    JsonNode network = json.path("network");
    assertThat(network.path("name").stringValue()).isEqualTo("tiny");
    assertThat(network.path("parameters").intValue()).isEqualTo(36 + 288 + 24);
    assertThat(network.path("macs").intValue()).isEqualTo(64 * 36 + 64 * 288 + 24);
    assertThat(network.path("inputShape").toString()).isEqualTo("[1,1,8,8]");
    assertThat(json.path("card").path("title").stringValue()).isEqualTo("A tiny network");
    JsonNode middle =
        json.path("layers")
            .valueStream()
            .filter(layer -> layer.path("name").stringValue().equals("middle"))
            .findFirst()
            .orElseThrow();
    assertThat(middle.path("outputShape").toString()).isEqualTo("[1,8,8,8]");
    assertThat(middle.path("weights").toString())
        .isEqualTo("{\"filters\":8,\"channels\":4,\"kernelHeight\":3,\"kernelWidth\":3}");
    Run text = Run.of("inspect", file.toString());
    assertThat(text.out()).contains("tiny: A tiny network").contains("18,432");
  }

  @Test
  void refusesANetworkThatCannotBeRead() throws IOException {
    Path pointer = Files.writeString(folder.resolve("p.onnx"), "version https://git-lfs\n");
    assertRefused(Run.of("inspect", pointer.toString()), 1, "p.onnx");
    assertRefused(Run.of("inspect", "nowhere.onnx", "--json"), 1, "nowhere.onnx");
    assertRefused(Run.of("inspect", folder.toString()), 1, "there is no file");
    Path card = Files.writeString(folder.resolve("card.json"), "{");
    Path network = TinyNetwork.onnx(folder);
    assertRefused(Run.of("inspect", network.toString()), 1, card.toString());
  }

  @Test
  void listsMethodsWithTheirParameters() {
    JsonNode json = Run.of("methods", "cross-filter", "--json").json();
    JsonNode method = json.path("methods").path(0);
    assertThat(method.path("id").stringValue()).isEqualTo("cross-filter");
    JsonNode bits = method.path("params").path(0);
    assertThat(bits.path("key").stringValue()).isEqualTo("weight-bits");
    assertThat(bits.path("least").intValue()).isEqualTo(1);
    assertThat(bits.path("most").intValue()).isEqualTo(8);
    assertThat(Run.of("methods").out()).contains("cross-filter").contains("arXiv 2005.09034");
    assertRefused(Run.of("methods", "cros-filter"), 2, "did you mean cross-filter?");
  }

  @Test
  void listsKnownImageSets() {
    JsonNode sets = Run.of("data", "list", "--json").json().path("sets");
    assertThat(sets.path(0).path("id").stringValue()).isEqualTo("fashion-mnist");
    assertThat(sets.path(0).path("testIsHere").booleanValue()).isTrue();
    assertThat(Run.of("data").out()).isEqualTo(Run.of("data", "list").out()).contains("cifar10");
  }

  @Test
  void countsWhatIsInAnImageSet() {
    JsonNode json = Run.of("data", "info", "fashion-mnist", "--json").json();
    assertThat(json.path("samples").intValue()).isEqualTo(10_000);
    assertThat(json.path("classes")).hasSize(10);
    assertThat(json.path("labels").path(9).path("count").intValue()).isEqualTo(1000);
    assertThat(json.path("sizes").path(0).path("width").intValue()).isEqualTo(28);
    assertThat(json.path("sha256").stringValue()).matches("[0-9a-f]{64}");
    assertThat(Run.of("data", "info", "fashion-mnist").out()).contains("Ankle boot");
    assertRefused(Run.of("data", "info", "fashion-mnits"), 1, "did you mean fashion-mnist?");
  }

  @Test
  void linesUpColumns() {
    Table table = new Table("name", "#count");
    table.row("a", "1,000");
    table.row("longer", "7");
    assertThat(table.lines()).containsExactly("name    count", "a       1,000", "longer      7");
  }

  @Test
  void matchesNamesOfLayersByPattern() {
    assertThat(new Glob("conv*").matches("conv1/bn")).isTrue();
    assertThat(new Glob("conv?").matches("conv12")).isFalse();
    assertThat(new Glob("a.b[1]").matches("a.b[1]")).isTrue();
    assertThat(new Glob("a.b").matches("axb")).isFalse();
    assertThat(new Glob("*").matches("")).isTrue();
  }
}
