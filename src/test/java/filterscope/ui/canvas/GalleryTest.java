package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.testing.SharedData;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GalleryTest {
  static Stream<Gallery.Page> pages() {
    return Gallery.pages().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPageDrawsInBothThemesAndTwoSizes(Gallery.Page page) {
    Path folder = Path.of("target", "gallery");
    for (boolean dark : new boolean[] {false, true}) {
      for (int[] size : new int[][] {{960, 600}, {420, 360}}) {
        WritableImage image = Gallery.render(page, dark, size[0], size[1], folder);
        assertThat(image.getWidth()).isEqualTo(size[0]);
        assertThat(colors(image)).hasSizeGreaterThan(8);
        double corner = image.getPixelReader().getColor(1, 1).getBrightness();
        assertThat(corner).isBetween(dark ? 0.0 : 0.9, dark ? 0.2 : 1.0);
      }
    }
  }

  @Test
  void layersOfATrainedNetworkDraw() {
    Path network = SharedData.file("networks/cifar10_resnet20.onnx");
    for (Gallery.Page page : Gallery.trainedPages(network)) {
      WritableImage image = Gallery.render(page, false, 960, 600, Path.of("target", "gallery"));
      assertThat(colors(image)).hasSizeGreaterThan(40);
    }
  }

  private static Set<Integer> colors(WritableImage image) {
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 2) {
      for (int x = 0; x < image.getWidth(); x += 2) {
        colors.add(image.getPixelReader().getArgb(x, y));
      }
    }
    return colors;
  }
}
