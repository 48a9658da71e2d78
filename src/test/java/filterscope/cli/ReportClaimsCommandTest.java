package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ReportClaimsCommandTest {
  private static final String HOME = "filterscope.home";

  @TempDir private Path folder;
  private final String home = System.getProperty(HOME, "");
  private String data = "";

  @BeforeEach
  void makeSamples() throws IOException {
    data = TinyNetwork.images(folder, 3);
    System.setProperty(HOME, folder.resolve("home").toString());
  }

  @AfterEach
  void restore() {
    System.setProperty(HOME, home);
  }

  @Test
  void comparesNetworksThatShareScalesWithTheOneThatDoesNot() throws IOException {
    Path network = TinyNetwork.onnx(folder);
    Path filterwise = tuned(network, "tiny-g1", "1");
    Path shared = tuned(network, "tiny-g4", "4");
    record(filterwise, "[{\"seed\": 7, \"hits\": 30, \"samples\": 60}]");
    record(shared, "[{\"seed\": 7, \"hits\": 33, \"samples\": 60}]");

    Run run = Run.of("report", "claims", "--threads", "1", "--json");

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode rows = run.json().path("rows");
    assertThat(rows).hasSize(2);
    JsonNode first = rows.path(0);
    JsonNode second = rows.path(1);
    assertThat(first.propertyNames())
        .contains(
            "network",
            "data",
            "method",
            "weightBits",
            "activationBits",
            "group",
            "top1",
            "low",
            "high",
            "samples",
            "filterwiseTop1",
            "differencePoints",
            "memoryRatio",
            "theorySpeedup",
            "measuredSpeedup",
            "seeds");
    assertThat(first.path("network").asString()).isEqualTo("tiny-g1");
    assertThat(first.path("differencePoints").isNull()).isTrue();
    assertThat(second.path("group").intValue()).isEqualTo(4);
    assertThat(second.path("weightBits").intValue()).isEqualTo(1);
    assertThat(second.path("samples").intValue()).isEqualTo(60);
    assertThat(second.path("top1").doubleValue()).isEqualTo(evaluated(shared));
    assertThat(second.path("filterwiseTop1").doubleValue()).isEqualTo(evaluated(filterwise));
    double ofSeed5 = 100 * (evaluated(shared) - evaluated(filterwise));
    assertThat(second.path("differencePoints").doubleValue())
        .isCloseTo((ofSeed5 + 5) / 2, within(1e-9));
    assertThat(second.path("differencePointsLow").doubleValue()).isLessThanOrEqualTo(ofSeed5);
    assertThat(second.path("seeds").path(0).path("measured").booleanValue()).isTrue();
    assertThat(second.path("seeds").path(1).path("measured").booleanValue()).isFalse();
    assertThat(second.path("memoryRatio").doubleValue())
        .isGreaterThan(first.path("memoryRatio").doubleValue());

    Run lines = Run.of("report", "claims", "--threads", "1", "--limit", "10");
    assertThat(lines.out()).contains("tiny-g4").contains("to filter-wise").contains("5, 7*");
  }

  @Test
  void takesTheCardsWordWhereTheImagesAreNotHere() throws IOException {
    Path network = TinyNetwork.onnx(folder);
    tuned(network, "tiny-g1", "1");
    tuned(network, "tiny-g4", "4");
    Path images = Path.of(data.substring("idx:".length(), data.indexOf(',')));
    Files.delete(images);

    Run run = Run.of("report", "claims", "--json");

    assertThat(run.status()).isZero();
    JsonNode row = run.json().path("rows").path(0);
    assertThat(row.path("measured").booleanValue()).isFalse();
    assertThat(row.path("samples").intValue()).isEqualTo(60);
    assertThat(row.path("measuredSpeedup").isNull()).isTrue();
    assertThat(run.json().path("notes")).hasSize(1);
    assertThat(run.json().path("notes").path(0).asString())
        .contains("tiny-g1, tiny-g4 were not evaluated")
        .contains(images.getFileName().toString());
  }

  @Test
  void saysSoWhereNoSampleWasTrainedForARecipe() {
    assertThat(Run.of("report", "claims").out()).contains("No sample network");
    assertThat(Run.of("report").status()).isEqualTo(2);
    assertThat(Run.of("report", "claims", "--limit", "0").status()).isEqualTo(2);
  }

  private Path tuned(Path network, String name, String group) {
    Path out = folder.resolve("home/sample-models").resolve(name).resolve(name + ".onnx");
    Run run =
        Run.of(
            "finetune",
            network.toString(),
            "--data",
            data,
            "--eval",
            data,
            "--weight-bits",
            "1",
            "--group",
            group,
            "--epochs",
            "1",
            "--seed",
            "5",
            "--batch",
            "8",
            "--threads",
            "1",
            "--out",
            out.toString());
    assertThat(run.status()).as(run.err()).isZero();
    return out;
  }

  private static void record(Path network, String runs) throws IOException {
    Path card = network.resolveSibling("card.json");
    String text = Files.readString(card);
    Files.writeString(
        card,
        text.replaceFirst(
            "\"provenance\" : \\{", "\"provenance\" : { \"recordedRuns\" : " + runs + ","));
  }

  private double evaluated(Path network) {
    return Run.of("evaluate", network.toString(), "--data", data, "--json")
        .json()
        .path("accuracy")
        .path("top1")
        .doubleValue();
  }
}
