package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `--method A+B`: chains on the command line.
final class ChainCommandTest {
  @TempDir static Path folder;
  private static String network = "";
  private static String images = "";

  @BeforeAll
  static void writeTheFiles() throws IOException {
    network = TinyNetwork.onnx(folder).toString();
    images = TinyNetwork.images(folder, 3);
  }

  private static Run evaluate(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("evaluate", network, "--data", images, "--no-keep-first"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static JsonNode firstLayer(Run run) {
    assertThat(run.err()).isEmpty();
    JsonNode layers = run.json().path("recipe").path("layers");
    return layers.path(layers.propertyNames().iterator().next());
  }

  @Test
  void eachMethodOfAChainGetsItsOwnParameters() {
    JsonNode chain =
        firstLayer(
            evaluate(
                "--method",
                "separated+cross-filter",
                "--param",
                "energy=80",
                "--param",
                "cross-filter.weight-bits=6",
                "--param",
                "cross-filter.activation-bits=1",
                "--json"));
    assertThat(chain.isArray()).isTrue();
    assertThat(chain.path(0).path("method").stringValue()).isEqualTo("separated");
    assertThat(chain.path(0).path("settings").path("energy").stringValue()).isEqualTo("80.0");
    assertThat(chain.path(0).path("settings").path("activation-bits").stringValue())
        .isEqualTo("32");
    assertThat(chain.path(1).path("settings").path("weight-bits").stringValue()).isEqualTo("6");
    assertThat(chain.path(1).path("settings").path("activation-bits").stringValue()).isEqualTo("1");
  }

  @Test
  void saysWhoseParameterIsUnknown() {
    Run run = evaluate("--method", "separated+cross-filter", "--param", "separated.grupe=3");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("method separated has no parameter 'grupe'");
  }

  @Test
  void provesThatReorderedFiltersChangeNothing() {
    Run run = evaluate("--group", "3", "--param", "order=optimal", "--json");
    assertThat(run.err()).isEmpty();
    JsonNode reordering = run.json().path("reordering");
    assertThat(reordering.path("images").intValue()).isPositive();
    assertThat(reordering.path("largestLogitDifference").doubleValue())
        .isLessThan(1e-5 * reordering.path("largestLogit").doubleValue());
    assertThat(evaluate("--group", "3", "--json").json().has("reordering")).isFalse();
  }

  @Test
  void pruningWithoutFloatsBehindItIsAChainToo() {
    Run run =
        evaluate(
            "--method", "lfe-prune+cross-filter", "--param", "masks=16", "--param", "removed=50");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("lfe-prune (").contains(", then cross-filter (");
  }

  @Test
  void aFormWithoutFloatsEndsAChainWithASentence() {
    Run run = evaluate("--method", "cross-filter+separated");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("the recipe does not fit network");
  }
}
