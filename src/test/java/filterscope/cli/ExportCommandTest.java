package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The command `export`, and the files that it leaves as arguments of other commands.
class ExportCommandTest {
  @TempDir Path folder;
  private String network = "";
  private String images = "";
  private Path to = Path.of("");

  @BeforeEach
  void writeFiles() throws IOException {
    network = TinyNetwork.onnx(folder).toString();
    images = TinyNetwork.images(folder, 3);
    to = folder.resolve("exported");
  }

  private Run export(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("export", network, "--data", images, "--to", to.toString(), "--json"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(to)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesThePackedModelAsLargeAsTheMeterSaysAndAHeader() throws IOException {
    Run run = export("--as", "packed", "--weight-bits", "3", "--group", "2");
    assertThat(run.err()).isEmpty();
    JsonNode json = run.json();
    // first 36 and last 24 weights stay float, middle 288 weights in 3 bits, 4 scales.
    int meter = (60 * 32 + 288 * 3 + 4 * 32) / 8;
    assertThat(json.path("claims").path("memory").path("compressedBytes").intValue())
        .isEqualTo(meter);
    JsonNode packed = json.path("files").get(1);
    assertThat(packed.path("payloadBytes").intValue()).isEqualTo(meter);
    assertThat(packed.path("headerBytes").intValue() + meter)
        .isEqualTo(packed.path("bytes").intValue())
        .isEqualTo((int) Files.size(to.resolve("tiny.fsc")));
    assertThat(files()).containsExactly("tiny.fsc", "tiny.recipe.json");
  }

  @Test
  void evaluatesThePackedModelToTheSameFigures() {
    JsonNode claims =
        export("--as", "packed", "--weight-bits", "2", "--activation-bits", "4")
            .json()
            .path("claims");
    String packed = to.resolve("tiny.fsc").toString();
    JsonNode again = Run.of("evaluate", packed, "--data", images, "--json").json();
    assertThat(again.path("accuracy").path("top1").doubleValue())
        .isEqualTo(claims.path("accuracy").path("correct").intValue() / 60.0);
    assertThat(again.path("memory").path("compressedBytes"))
        .isEqualTo(claims.path("memory").path("compressedBytes"));
    assertThat(Run.of("inspect", packed).out()).contains("of parameters and").contains("of header");
    Run refused = Run.of("evaluate", packed, "--data", images, "--group", "2");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("compressed already");
  }

  @Test
  void runsBothOnnxFormsInOnnxRuntimeOnTheSpot() {
    JsonNode files =
        export("--as", "onnx,onnx-qdq", "--weight-bits", "4", "--activation-bits", "8")
            .json()
            .path("files");
    assertThat(files.get(1).path("notes").get(0).stringValue())
        .contains("another class than the engine on 0 of 60 images");
    assertThat(files.get(2).path("notes").get(0).stringValue()).contains("of 60 images");
  }

  @Test
  void leavesNothingBehindWhenSomethingFails() throws IOException {
    Run run = export("--as", "packed,onnx", "--activation-bits", "1", "--param", "k-map=true");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("K-map").contains("export a packed model");
    assertThat(files()).isEmpty();
  }

  @Test
  void saysWhichFormsThereAre() {
    Run run = export("--as", "pakced");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean packed?");
  }

  @Test
  void verifiesEveryFormAgainstItsOwnClaims() throws IOException {
    String forms = "packed,onnx,onnx-qdq,npz,c,report,csv,latex";
    Run run = export("--as", forms, "--weight-bits", "3", "--activation-bits", "6");
    assertThat(run.err()).isEmpty();
    assertThat(files()).hasSize(9);
    for (String file : files()) {
      Run verified = verify(file);
      assertThat(verified.err()).as(file).isEmpty();
      assertThat(verified.status()).as(file).isZero();
      assertThat(verified.json().path("holds").booleanValue()).isTrue();
      assertThat(verified.json().path("checks").size()).isGreaterThan(1);
    }
  }

  @Test
  void findsOutWhatWasChangedAfterwards() throws IOException {
    export("--as", "csv", "--weight-bits", "3");
    Path table = to.resolve("tiny.csv");
    Files.writeString(table, Files.readString(table).replaceFirst("288", "289"));
    Run run = verify("tiny.csv");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().path("holds").booleanValue()).isFalse();
    assertThat(run.err()).contains("is not what it says");
    Path recipe = to.resolve("tiny.recipe.json");
    Files.writeString(
        recipe, Files.readString(recipe).replaceFirst("\"correct\" : \\d+", "\"correct\" : 60"));
    assertThat(verify("tiny.recipe.json").status()).isEqualTo(1);
    Run absent = Run.of("verify", to.resolve("tiny.recipe.json").toString(), "--data", images);
    assertThat(absent.status()).isEqualTo(1);
    assertThat(absent.err()).contains("say --network");
  }

  private Run verify(String file) {
    return Run.of(
        "verify", to.resolve(file).toString(), "--network", network, "--data", images, "--json");
  }
}
