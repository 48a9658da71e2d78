package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
  @TempDir Path folder;

  @Test
  void findsNetworksWithTheirCardsByName() throws IOException {
    Path vgg = Files.createDirectories(folder.resolve("vgg"));
    Files.writeString(vgg.resolve("vgg.onnx"), "");
    Files.writeString(
        vgg.resolve("card.json"),
        "{\"title\": \"A VGG\", \"preparation\": {\"channels\": \"GREY\"}}");
    Path bare = Files.createDirectories(folder.resolve("bare"));
    Files.writeString(bare.resolve("bare.onnx"), "");
    Files.createDirectories(folder.resolve("images-only"));
    Samples samples = new Samples(folder);
    assertThat(samples.names()).containsExactly("bare", "vgg");
    assertThat(samples.byName("vgg").flatMap(Sample::card).map(Card::title)).contains("A VGG");
    assertThat(samples.list())
        .extracting(Sample::onnx)
        .first()
        .isEqualTo(bare.resolve("bare.onnx"));
    assertThat(samples.byName("bare").flatMap(Sample::card)).isEmpty();
    assertThat(samples.byName("absent")).isEmpty();
  }

  @Test
  void findsNothingWhereThereIsNoFolder() {
    assertThat(new Samples(folder.resolve("absent")).list()).isEmpty();
  }
}
