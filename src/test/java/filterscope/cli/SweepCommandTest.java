package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SweepCommandTest {
  @TempDir Path folder;
  private String network = "";
  private String images = "";

  @BeforeEach
  void writeFiles() throws IOException {
    network = TinyNetwork.onnx(folder).toString();
    images = TinyNetwork.images(folder, 3);
  }

  private Run sweep(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("sweep", network, "--data", images, "--method", "cross-filter", "--no-timing"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  void writesOnePointForEveryCombinationWithTheFiguresOfEvaluate() {
    Run run = sweep("--weight-bits", "1,2", "--group", "1,4", "--json");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.propertyNames())
        .containsExactly("network", "data", "float", "points", "front", "skipped");
    assertThat(json.path("points")).hasSize(4);
    JsonNode point = json.path("points").path(2);
    assertThat(point.propertyNames())
        .containsExactly(
            "method", "settings", "recipe", "accuracy", "agreement", "memory", "speed", "pareto");
    assertThat(point.path("settings").path("weight-bits").stringValue()).isEqualTo("2");
    JsonNode alone =
        Run.of(
                "evaluate",
                network,
                "--data",
                images,
                "--weight-bits",
                "2",
                "--group",
                "1",
                "--json")
            .json();
    for (String key : List.of("recipe", "accuracy", "agreement", "memory")) {
      assertThat(point.path(key)).as(key).isEqualTo(alone.path(key));
    }
    assertThat(point.path("speed").path("measured").isNull()).isTrue();
    for (JsonNode index : json.path("front")) {
      assertThat(json.path("points").path(index.intValue()).path("pareto").booleanValue()).isTrue();
    }
    assertThat(json.path("front")).isNotEmpty();
  }

  @Test
  void timesEveryPointUnlessToldNotTo() {
    Run run = Run.of("sweep", network, "--data", images, "--method", "cross-filter", "--json");
    JsonNode measured = run.json().path("points").path(0).path("speed").path("measured");
    assertThat(measured.path("speedup").doubleValue()).isPositive();
  }

  @Test
  void leavesOutValuesThatAMethodDoesNotTakeAndSaysSo() {
    Run run = sweep("--weight-bits", "1,9", "--json");
    assertThat(run.status()).isZero();
    assertThat(run.json().path("points")).hasSize(1);
    JsonNode left = run.json().path("skipped").path(0);
    assertThat(left.path("settings").stringValue()).isEqualTo("weight-bits=9");
    assertThat(run.err()).contains("left out: cross-filter (weight-bits=9)");
  }

  @Test
  void goesOnWithItsFile() throws IOException {
    Path file = folder.resolve("points.csv");
    assertThat(sweep("--weight-bits", "1", "--out", file.toString()).status()).isZero();
    String first = Files.readString(file);
    assertThat(first.lines()).hasSize(2);
    Run refused = sweep("--weight-bits", "1", "--out", file.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("exists; say --resume");
    Run more = sweep("--weight-bits", "1,2", "--out", file.toString(), "--resume", "--json");
    assertThat(more.status()).as(more.err()).isZero();
    assertThat(more.err()).contains("taken from the file: 1 of 2 points");
    assertThat(more.json().path("points")).hasSize(2);
    assertThat(Files.readString(file)).startsWith(first).hasLineCount(3);
    Run other = sweep("--weight-bits", "1", "--limit", "30", "--out", file.toString(), "--resume");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("other images");
  }

  @Test
  void explainsBadUsageInOneSentence() {
    assertUsage(sweep("--param", "grup=1,2"), "none of the chosen methods has a parameter 'grup'");
    assertUsage(sweep("--weight-bits", "77"), "nothing is left to sweep");
    assertUsage(sweep("--resume"), "say which with --out");
    assertUsage(Run.of("sweep", network, "--method", "magic"), "there is no method 'magic'");
  }

  private static void assertUsage(Run run, String part) {
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(part);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void printsATableThatMarksTheFront() {
    Run run = sweep("--weight-bits", "1,4");
    assertThat(run.out()).contains("weight-bits=1").contains("weight-bits=4").contains("* ");
  }
}
