package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import filterscope.data.Catalogue;
import filterscope.data.ImageSets;
import filterscope.data.KnownSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class SnapshotCommandTest {
  @TempDir Path folder;
  private String network = "";
  private Path picture = Path.of("");

  @BeforeEach
  void writeTheNetwork() throws IOException {
    network = TinyNetwork.onnx(folder).toString();
    TinyNetwork.card(folder, TinyNetwork.images(folder, 3));
    picture = folder.resolve("window.png");
  }

  private Run snapshot(String... more) {
    return Run.of(
        Stream.concat(Stream.of("snapshot", network, picture.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void drawsTheWindowAtTheSizeAskedFor() throws IOException {
    Run run = snapshot("--size", "1300x760", "--tab", "scales", "--weight-bits", "1", "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    BufferedImage drawn = ImageIO.read(picture.toFile());
    assertThat(drawn.getWidth()).isEqualTo(1300);
    assertThat(drawn.getHeight()).isEqualTo(760);
    JsonNode document = run.json();
    assertThat(document.get("tab").asString()).isEqualTo("scales");
    assertThat(document.get("theme").asString()).isEqualTo("light");
    assertThat(document.get("layer").asString()).isEqualTo("middle");
    assertThat(document.at("/recipe/layers/middle/settings/weight-bits").asString()).isEqualTo("1");
  }

  @Test
  void drawsLightAndDarkAndOtherLayersDifferently() throws IOException {
    snapshot();
    int light = ImageIO.read(picture.toFile()).getRGB(700, 10);
    assertThat(snapshot("--theme", "dark", "--layer", "last").status()).isZero();
    int dark = ImageIO.read(picture.toFile()).getRGB(700, 10);
    assertThat(light & 255).isGreaterThan(200);
    assertThat(dark & 255).isLessThan(80);
  }

  @ParameterizedTest
  @CsvSource({
    "--tab,scalse,did you mean",
    "--size,big,is no size such as 1440x900",
    "--size,300x200,the window is at least 1100×700",
    "--size,99999x900,larger than 8192x8192",
    "--theme,grey,grey",
    "--limit,0,--limit takes a number from 1",
  })
  void refusesWordsThatItDoesNotKnow(String option, String value, String reason) {
    Run run = snapshot(option, value);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(picture).doesNotExist();
  }

  @Test
  void drawsThePictureOfTheStageAlone() throws IOException {
    Path vectors = folder.resolve("filters.svg");
    assertThat(Run.of("snapshot", network, vectors.toString()).status()).isZero();
    assertThat(Files.readString(vectors)).contains("<svg").contains("Filter wall of middle");
    assertThat(snapshot("--picture", "--tab", "weights").status()).isZero();
    BufferedImage drawn = ImageIO.read(picture.toFile());
    assertThat(drawn.getWidth()).isBetween(1000, 2000);
    assertThat(snapshot("--size", "1440x900").status()).isZero();
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1440);
  }

  @Test
  void refusesALayerThatIsNotThere() {
    Run run = snapshot("--layer", "midle");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no layer with weights is called 'midle'").contains("middle");
  }

  @Test
  void drawsWithoutTheImagesOfACardThatAreNotHere() {
    KnownSet set = Catalogue.byId("cifar10").orElseThrow();
    assumeFalse(ImageSets.isPresent(set, false), "CIFAR-10 is on this machine");
    TinyNetwork.card(folder, set.id());
    Run run = snapshot("--tab", "images");
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("shows no accuracy", set.title(), "data get cifar10");
    assertThat(picture).exists();
  }

  @Test
  void leavesNoFileWhenTheImagesCannotBeRead() throws IOException {
    Run run = snapshot("--data", "list:nowhere.tsv");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("nowhere.tsv");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".png") || name.endsWith(".part"));
    }
  }
}
