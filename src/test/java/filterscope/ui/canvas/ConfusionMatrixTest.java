package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  /// Every image of class `i` is recognised by the float network; the compressed one takes one of ten for the next class.
  static MatrixPicture shifted(int classes) {
    int[] floating = new int[classes * classes];
    int[] compressed = new int[classes * classes];
    for (int of = 0; of < classes; of++) {
      floating[of * classes + of] = 10;
      compressed[of * classes + of] = 9;
      compressed[of * classes + (of + 1) % classes] = 1;
    }
    return new MatrixPicture(
        IntStream.range(0, classes).mapToObj(of -> "class " + of).toList(), floating, compressed);
  }

  @Test
  void asksForTheImagesOfTheCellThatIsClicked() {
    Shown.with(
        ConfusionMatrix::new,
        shown -> {
          List<String> asked = new ArrayList<>();
          shown.control.setOnCell((label, predicted) -> asked.add(label + ">" + predicted));
          shown.control.show(shifted(3));
          shown.paint();
          // Names take about 42 units; cells are 72 wide.
          shown.key(KeyCode.RIGHT);
          shown.key(KeyCode.RIGHT);
          shown.key(KeyCode.ENTER);
          assertThat(shown.control.getReadout())
              .startsWith("class 0 taken for class 1 · float 0 · compressed 1 · of 10 images");
          shown.click(70, 22 + 72 + 5);
          assertThat(asked).containsExactly("0>1", "1>0");
          assertThat(shown.control.getReadout()).startsWith("class 1 taken for class 0");
          shown.click(600, 400);
          assertThat(asked).hasSize(2);
        });
  }

  @Test
  void goesIntoBlocksOfManyClassesAndOutAgain() {
    Shown.with(
        ConfusionMatrix::new,
        shown -> {
          List<String> asked = new ArrayList<>();
          shown.control.setOnCell((label, predicted) -> asked.add(label + ">" + predicted));
          shown.control.show(shifted(1000));
          shown.paint();
          shown.key(KeyCode.DOWN);
          assertThat(shown.control.getReadout()).contains("class 0 … class ").contains("goes in");
          shown.key(KeyCode.UP);
          shown.key(KeyCode.ENTER);
          assertThat(asked).isEmpty();
          shown.paint();
          shown.key(KeyCode.RIGHT);
          shown.key(KeyCode.ENTER);
          assertThat(asked).containsExactly("0>1");
          shown.key(KeyCode.ESCAPE);
          shown.paint();
          shown.key(KeyCode.DOWN);
          assertThat(shown.control.getReadout()).contains("goes in");
        });
  }

  @Test
  void sumsBlocksWithoutLosingAnImage() {
    MatrixPicture picture = shifted(7);
    int sum = 0;
    for (int label = 0; label < 7; label += 3) {
      for (int predicted = 0; predicted < 7; predicted += 3) {
        sum +=
            picture.sum(
                picture.compressed(),
                new MatrixPicture.Block(
                    label, Math.min(7, label + 3), predicted, Math.min(7, predicted + 3)));
      }
    }
    assertThat(sum).isEqualTo(70);
    assertThat(picture.images(2, 4)).isEqualTo(20);
  }
}
