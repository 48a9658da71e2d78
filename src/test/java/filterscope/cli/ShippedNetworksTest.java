package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Card;
import filterscope.data.Sample;
import filterscope.data.Samples;
import filterscope.testing.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped network opens under the recipe it was trained for and has the accuracy that its card tells: on a part of the test
/// images where they are shipped, so that the test is short, and on those that the card's figure is of where they are CIFAR-10's.
/// These are not shipped; the test of their networks is skipped, loudly, where they are absent.
class ShippedNetworksTest {
  private static final long MOST_BYTES = 40_000_000;

  private static final int PART = 2000;

  /// Three standard deviations of an accuracy of 92 % on so many images.
  private static final double CHANCE_OF_PART = 0.018;

  /// One image on which rounding may decide.
  private static final double ROUNDING = 0.0011;

  static Stream<String> networks() {
    return Samples.ofHome().names().stream();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void hasTheAccuracyOfItsCard(String name) {
    Card card = Samples.ofHome().byName(name).flatMap(Sample::card).orElseThrow();
    Map<String, String> facts = card.provenance();
    String told =
        facts.getOrDefault("compressedAccuracy", facts.getOrDefault("floatAccuracy", "none"));
    assertThat(told).as("the accuracy in the card").isNotEqualTo("none");

    boolean shipped = !card.data().orElseThrow().equals("cifar10");
    Run run =
        shipped
            ? Run.of("evaluate", name, "--limit", String.valueOf(PART), "--json")
            : Run.of(
                "evaluate",
                name,
                "--data",
                "cifar10:" + SharedData.file("cifar10/test_1017.bin"),
                "--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.json().path("accuracy").path("top1").doubleValue())
        .isCloseTo(Double.parseDouble(told), within(shipped ? CHANCE_OF_PART : ROUNDING));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void saysHowItWasMade(String name) throws IOException {
    Card card = Samples.ofHome().byName(name).flatMap(Sample::card).orElseThrow();

    assertThat(card.title()).isNotBlank();
    assertThat(card.classes()).hasSize(10);
    assertThat(card.provenance())
        .containsKeys("command", "seed", "epochs", "seconds", "machine", "heldOutAccuracy");
    assertThat(card.provenance().get("command")).contains("--seed", "--out sample-models/" + name);
    // The file holds a command, too, and neither names a folder of the machine that trained.
    Path file = Path.of("sample-models", name, name + ".onnx");
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .doesNotContain("cifar10:/", "finetune /", "--out /");
    assertThat(card.provenance().get("command")).doesNotContain(":/", " /");
  }

  @Test
  void theFolderStaysSmall() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("sample-models"))) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(ShippedNetworksTest::size).sum())
          .isLessThan(MOST_BYTES);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
