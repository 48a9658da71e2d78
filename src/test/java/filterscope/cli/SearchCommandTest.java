package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SearchCommandTest {
  @TempDir Path folder;
  private String network = "";
  private String images = "";

  @BeforeEach
  void writeFiles() throws IOException {
    network = TinyNetwork.onnx(folder).toString();
    images = TinyNetwork.images(folder, 3);
  }

  private Run search(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("search", network, "--data", images, "--weight-bits", "1,4"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  void writesTheBestRecipeWithItsFigures() {
    Path recipe = folder.resolve("best.json");
    Run run =
        search(
            "--max-bytes",
            "600",
            "--no-keep-first",
            "--no-keep-last",
            "--out",
            recipe.toString(),
            "--json");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.propertyNames())
        .containsExactly("network", "data", "float", "goal", "met", "best", "front", "measured");
    assertThat(json.path("goal").path("maxBytes").longValue()).isEqualTo(600);
    assertThat(json.path("met").booleanValue()).isTrue();
    JsonNode best = json.path("best");
    assertThat(best.propertyNames())
        .containsExactly("recipe", "accuracy", "agreement", "memory", "speed");
    assertThat(best.path("memory").path("compressedBytes").longValue()).isLessThanOrEqualTo(600);
    JsonNode again =
        Run.of("evaluate", network, "--data", images, "--recipe", recipe.toString(), "--json")
            .json();
    assertThat(again.path("accuracy")).isEqualTo(best.path("accuracy"));
    assertThat(again.path("memory")).isEqualTo(best.path("memory"));
    assertThat(run.err()).contains("the best so far");
  }

  @Test
  void failsWithASentenceWhenNothingIsGoodEnough() {
    Run run = search("--min-accuracy", "100%", "--json");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().path("met").booleanValue()).isFalse();
    assertThat(run.json().path("best").isNull()).isTrue();
    assertThat(run.err())
        .contains("no configuration was found with an accuracy of at least 100.00 %");
  }

  @Test
  void asksForAGoal() {
    Run run = search();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--min-accuracy, --max-bytes or --max-millis");
    assertThat(search("--min-accuracy", "91").status()).isEqualTo(2);
    assertThat(search("--max-bytes", "-5").status()).isEqualTo(2);
  }
}
