package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Card;
import filterscope.job.Progress;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TrainCommandTest {
  private static final int IMAGES = 24;
  private static final int SIDE = 8;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String data = "";

  /// Dark images of class 0 and bright ones of class 1, as idx files.
  @BeforeEach
  void writeImages() throws IOException {
    Random random = new Random(1);
    ByteBuffer images = ByteBuffer.allocate(16 + IMAGES * SIDE * SIDE);
    images.putInt(0x803).putInt(IMAGES).putInt(SIDE).putInt(SIDE);
    ByteBuffer labels = ByteBuffer.allocate(8 + IMAGES);
    labels.putInt(0x801).putInt(IMAGES);
    for (int image = 0; image < IMAGES; image++) {
      labels.put((byte) (image % 2));
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        images.put((byte) (image % 2 * 150 + random.nextInt(100)));
      }
    }
    Path imageFile = Files.write(folder.resolve("images"), images.array());
    Path labelFile = Files.write(folder.resolve("labels"), labels.array());
    data = "idx:" + imageFile + "," + labelFile;
  }

  @Test
  void writesANetworkThatReadsBackAndACardThatSaysHowItWasMade() {
    Path file = folder.resolve("made").resolve("bright.onnx");

    int status = run(train(file, "--epochs", "3", "--eval", data, "--json"));

    assertThat(err.toString()).contains("epoch 3 of 3").contains("held out").contains("wrote");
    assertThat(status).isZero();
    Network network = OnnxReader.read(file, Progress.NONE).network();
    assertThat(network.weightedLayers()).hasSize(7);
    Card card = Card.beside(file).orElseThrow();
    assertThat(card.data()).contains(data);
    assertThat(card.preparation().mean().getFirst()).isBetween(0.3, 0.7);
    assertThat(card.provenance())
        .containsEntry("epochs", "3")
        .containsEntry("seed", "5")
        .containsEntry("heldOutSamples", "4")
        .containsEntry("floatAccuracySamples", "24");
    assertThat(card.provenance().get("command")).contains("--epochs 3 --seed 5 --batch 8");
    JsonNode result = JsonMapper.shared().readTree(out.toString());
    assertThat(result.path("epochs").size()).isEqualTo(3);
    assertThat(result.path("accuracy").path("samples").intValue()).isEqualTo(24);
    assertThat(Files.exists(file.resolveSibling("bright.checkpoint"))).isFalse();
  }

  @Test
  void trainsThroughACompressionFromTheStart() {
    Path file = folder.resolve("signs.onnx");
    String[] bits = {"--weight-bits", "1", "--activation-bits", "1", "--group", "4"};
    List<String> words = new ArrayList<>(train(file, bits));
    words.set(1, "vgg-binary");
    words.addAll(List.of("--epochs", "2", "--eval", data, "--json"));

    assertThat(run(words)).isZero();

    JsonNode result = JsonMapper.shared().readTree(out.toString());
    String recipe = folder.resolve("signs.recipe.json").toString();
    Run evaluated =
        Run.of("evaluate", file.toString(), "--recipe", recipe, "--data", data, "--json");
    assertThat(evaluated.json().path("accuracy").path("top1"))
        .isEqualTo(result.path("accuracy").path("top1"));
    assertThat(result.path("recipe").path("layers").propertyNames()).contains("conv2", "conv6");
    assertThat(Card.beside(file).orElseThrow().provenance())
        .containsEntry("recipe", "signs.recipe.json")
        .containsKey("compressedAccuracy")
        .doesNotContainKey("floatAccuracy");
  }

  @Test
  void repeatsItselfWithTheCommandOfTheCard() {
    Path file = folder.resolve("bright.onnx");
    run(train(file, "--epochs", "1"));
    float[] first = weights(file);
    String command =
        Card.beside(file).orElseThrow().provenance().getOrDefault("command", "unknown");

    assertThat(run(List.of(command.substring("filterscope ".length()).split(" ")))).isZero();

    assertThat(weights(file)).isEqualTo(first);
  }

  @Test
  void namesTheArchitecturesWhenOneIsNotKnown() {
    int status =
        run(List.of("train", "lenet", "--data", data, "--out", folder.resolve("a.onnx") + ""));

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("'lenet'").contains("vgg").contains("resnet20");
  }

  @Test
  void listsTheArchitecturesInItsHelp() {
    assertThat(run(List.of("train", "--help"))).isZero();
    assertThat(out.toString()).contains("vgg").contains("resnet20");
  }

  @Test
  void saysWhenTooFewImagesAreLeft() {
    int status = run(train(folder.resolve("a.onnx"), "--batch", "64"));

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("smaller batch");
  }

  private List<String> train(Path file, String... more) {
    return Stream.concat(
            Stream.of("train", "vgg", "--data", data, "--out", file.toString(), "--seed", "5"),
            Stream.concat(
                Stream.of(more).anyMatch("--batch"::equals)
                    ? Stream.of()
                    : Stream.of("--batch", "8"),
                Stream.concat(Stream.of("--hold-out", "4", "--threads", "1"), Stream.of(more))))
        .toList();
  }

  private int run(List<String> arguments) {
    return Commands.run(arguments, new Console(new PrintWriter(out), new PrintWriter(err), false));
  }

  private static float[] weights(Path file) {
    Network network = OnnxReader.read(file, Progress.NONE).network();
    return network.weights(network.weightedLayers().getFirst().name()).values();
  }
}
