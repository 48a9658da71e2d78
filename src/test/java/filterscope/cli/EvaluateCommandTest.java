package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluateCommandTest {
  @TempDir Path folder;
  private String network = "";
  private String images = "";

  @BeforeEach
  void writeFiles() throws IOException {
    network = TinyNetwork.onnx(folder).toString();
    images = TinyNetwork.images(folder, 3);
  }

  private Run evaluate(String... more) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", network, "--data", images));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static void assertRefused(Run run, int status, String part) {
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("filterscope: ").contains(part);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err().strip()).matches("(?s).*[^.?!][.?!]");
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void writesEveryFigureOfTheContractUnderItsKey() {
    Run run = evaluate("--weight-bits", "2", "--group", "4", "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode json = run.json();
    assertThat(json.propertyNames())
        .containsExactly(
            "network",
            "data",
            "recipe",
            "accuracy",
            "agreement",
            "shadowWeights",
            "memory",
            "speed");
    assertThat(json.path("network").propertyNames()).containsExactly("name", "sha256");
    assertThat(json.path("network").path("name").stringValue()).isEqualTo("tiny");
    assertThat(json.path("network").path("sha256").stringValue()).matches("[0-9a-f]{64}");
    assertThat(json.path("data").propertyNames()).containsExactly("name", "samples");
    assertThat(json.path("data").path("samples").intValue()).isEqualTo(60);
    assertThat(json.path("accuracy").propertyNames())
        .containsExactly("top1", "top5", "low", "high", "samples");
    assertThat(json.path("memory").propertyNames())
        .containsExactly("floatBytes", "compressedBytes", "ratio", "bitsPerWeight", "breakdown");
    assertThat(json.path("memory").path("breakdown").propertyNames())
        .containsExactly("codes", "scales", "codebooks", "bias", "batchNorm", "float");
    assertThat(json.path("speed").path("theory").propertyNames()).containsExactly("speedup");
    assertThat(json.path("speed").path("measured").propertyNames())
        .containsExactly(
            "floatMillisPerImage",
            "compressedMillisPerImage",
            "speedup",
            "backend",
            "threads",
            "simulated",
            "onnxRuntimeMillisPerImage",
            "kernels");
    assertThat(json.path("speed").path("measured").path("onnxRuntimeMillisPerImage").asDouble())
        .isPositive();
    assertThat(json.path("speed").path("measured").path("kernels").propertyNames())
        .containsExactly("first", "middle", "last");
  }

  @Test
  void countsBytesAndSharesAsTheyAre() {
    JsonNode json = evaluate("--weight-bits", "2", "--group", "4", "--json").json();
    // first 4·1·9 = 36 and last 3·8 = 24 weights stay float, middle 8·4·9 = 288 weights in 2 bits,
    // 2 scales.
    JsonNode memory = json.path("memory");
    assertThat(memory.path("floatBytes").intValue()).isEqualTo(4 * (36 + 288 + 24));
    assertThat(memory.path("breakdown").path("codes").intValue()).isEqualTo(72);
    assertThat(memory.path("breakdown").path("scales").intValue()).isEqualTo(8);
    assertThat(memory.path("breakdown").path("float").intValue()).isEqualTo(240);
    assertThat(memory.path("compressedBytes").intValue()).isEqualTo(320);
    assertThat(memory.path("ratio").doubleValue()).isCloseTo(1392 / 320.0, within(1e-12));
    JsonNode accuracy = json.path("accuracy");
    double top1 = accuracy.path("top1").doubleValue();
    assertThat(top1 * 60).isCloseTo(Math.rint(top1 * 60), within(1e-9));
    assertThat(accuracy.path("low").doubleValue()).isLessThanOrEqualTo(top1);
    assertThat(accuracy.path("high").doubleValue()).isGreaterThanOrEqualTo(top1);
    assertThat(accuracy.path("top5").doubleValue()).isEqualTo(1);
    assertThat(json.path("agreement").doubleValue()).isBetween(0.0, 1.0);
    assertThat(json.path("recipe").path("layers").propertyNames()).containsExactly("middle");
  }

  @Test
  void measuresTheFloatNetworkWhenNothingIsSaidAboutCompression() {
    JsonNode json = evaluate("--json", "--limit", "10").json();
    assertThat(json.path("recipe").path("layers").isEmpty()).isTrue();
    assertThat(json.path("memory").path("ratio").doubleValue()).isEqualTo(1);
    assertThat(json.path("agreement").doubleValue()).isEqualTo(1);
    assertThat(json.path("data").path("samples").intValue()).isEqualTo(10);
  }

  @Test
  void takesImagesAndPreparationFromTheCard() {
    TinyNetwork.card(folder, "idx:images,labels");
    Run run = Run.of("evaluate", network, "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.json().path("data").path("samples").intValue()).isEqualTo(60);
    double plain = run.json().path("accuracy").path("top1").doubleValue();
    assertThat(evaluate("--json").json().path("accuracy").path("top1").doubleValue())
        .isEqualTo(plain);
  }

  @Test
  void compressesWhatTheFlagsSay() {
    JsonNode all =
        evaluate("--group", "2", "--no-keep-first", "--no-keep-last", "--json")
            .json()
            .path("recipe")
            .path("layers");
    assertThat(all.propertyNames()).containsExactly("first", "middle", "last");
    assertThat(all.path("middle").path("settings").path("group").stringValue()).isEqualTo("2");
    JsonNode some =
        evaluate("--layers", "m?dd*", "--param", "grid=symmetric", "--json")
            .json()
            .path("recipe")
            .path("layers");
    assertThat(some.propertyNames()).containsExactly("middle");
    assertThat(some.path("middle").path("settings").path("grid").stringValue())
        .isEqualTo("symmetric");
  }

  @Test
  void readsBackTheRecipeThatItWrote() throws IOException {
    JsonNode first = evaluate("--weight-bits", "3", "--group", "2", "--json").json();
    Path file = Files.writeString(folder.resolve("recipe.json"), first.path("recipe").toString());
    JsonNode second = evaluate("--recipe", file.toString(), "--json").json();
    assertThat(second.path("recipe")).isEqualTo(first.path("recipe"));
    assertThat(second.path("accuracy")).isEqualTo(first.path("accuracy"));
    assertThat(second.path("memory")).isEqualTo(first.path("memory"));
  }

  @Test
  void writesATableForPeople() {
    Run run = evaluate("--weight-bits", "4");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("tiny on images, 60 images")
        .contains("top-1")
        .contains("95 % interval")
        .contains("on 1 of 3 layers with weights")
        .contains("bits a weight");
  }

  @Test
  void answersBadUsageWithTwo() {
    assertRefused(evaluate("--method", "cross-fliter"), 2, "did you mean cross-filter?");
    assertRefused(evaluate("--param", "wieght-bits=3"), 2, "did you mean weight-bits?");
    assertRefused(
        evaluate("--weight-bits", "9"), 2, "weight-bits takes a whole number from 1 to 8");
    assertRefused(evaluate("--group", "0"), 2, "group takes a whole number");
    assertRefused(evaluate("--axis", "rows"), 2, "axis takes one of filters, kernels");
    assertRefused(evaluate("--weight-bit", "2"), 2, "did you mean --weight-bits?");
    assertRefused(evaluate("--limit", "0"), 2, "--limit takes a number from 1");
    assertRefused(evaluate("--threads", "-1"), 2, "--threads takes a number from 1");
    assertRefused(evaluate("--threads", "100000"), 2, "--threads takes a number from 1 to 256");
    assertRefused(evaluate("--scale", "0"), 2, "--scale divides samples");
    assertRefused(evaluate("--param", "group"), 2, "group takes a whole number");
    assertRefused(evaluate("--param", "gruop"), 2, "did you mean group?");
    assertRefused(evaluate("--mean", "red"), 2, "'red' is not a double");
    assertRefused(evaluate("--channels", "HSV"), 2, "RGB, BGR, GREY");
    assertRefused(evaluate("--recipe", "r.json", "--group", "2"), 2, "--recipe already says");
    assertRefused(evaluate("--activation-bits", "0"), 2, "activation-bits takes one of 32, 1, 2");
    assertRefused(Run.of("evaluate"), 2, "NETWORK");
    assertRefused(Run.of("evaluate", network), 2, "say --data SET");
  }

  @Test
  void findsBoundsOfActivationsOnTheImages() {
    Run run = evaluate("--activation-bits", "4", "--no-keep-first", "--json");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\"activation-bits\" : \"4\"");
  }

  @Test
  void answersFailureWithOne() throws IOException {
    assertRefused(Run.of("evaluate", "tyni", "--data", images), 1, "no sample network 'tyni'");
    assertRefused(
        Run.of("evaluate", network, "--data", "fashon-mnist"), 1, "did you mean fashion-mnist?");
    assertRefused(evaluate("--layers", "conv*"), 1, "there are first, middle, last");
    assertRefused(evaluate("--layers", "first", "--group", "2"), 1, "say --no-keep-first");
    assertRefused(evaluate("--recipe", folder.resolve("absent").toString()), 1, "there is no file");
    assertRefused(evaluate("--channels", "RGB"), 1, "choose GREY");
    assertRefused(evaluate("--mean", "1,2,3"), 1, "mean has 3 numbers");
    Path broken = Files.writeString(folder.resolve("broken.onnx"), "not protobuf");
    assertRefused(Run.of("evaluate", broken.toString(), "--data", images), 1, "broken.onnx");
    Path recipe = Files.writeString(folder.resolve("recipe.json"), "{}");
    assertRefused(evaluate("--recipe", recipe.toString()), 1, "recipe.json");
  }

  @Test
  void refusesImagesOfAnotherTask() throws IOException {
    String other = TinyNetwork.images(Files.createDirectory(folder.resolve("other")), 4);
    assertRefused(Run.of("evaluate", network, "--data", other), 1, "image 3 of images has label 3");
  }
}
