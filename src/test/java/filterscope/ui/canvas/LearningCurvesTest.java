package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

final class LearningCurvesTest {
  private static LearningCurves.Curves curves() {
    List<LearningCurves.Loss> losses = new ArrayList<>();
    for (int step = 1; step <= 80; step++) {
      losses.add(new LearningCurves.Loss(step / 40.0, 0.3 + 2 * Math.exp(-step / 10.0)));
    }
    return new LearningCurves.Curves(
        3,
        losses,
        List.of(
            new LearningCurves.Share(0.5, 0.78, 0.75, 0.81, false),
            new LearningCurves.Share(1, 0.86, 0.855, 0.865, true),
            new LearningCurves.Share(2, 0.9, 0.895, 0.905, true)));
  }

  private static LearningCurves made() {
    LearningCurves control = new LearningCurves();
    control.show(curves());
    return control;
  }

  @Test
  void drawsBothCurvesInTheirColours() {
    Shown.with(
        LearningCurvesTest::made,
        shown -> {
          for (boolean dark : new boolean[] {false, true}) {
            shown.dark(dark);
            WritableImage image = shown.paint();
            Palette palette = new Palette(dark);
            assertThat(pixels(image, palette.category(5))).as("loss").isGreaterThan(20);
            assertThat(pixels(image, palette.category(0))).as("accuracy").isGreaterThan(40);
          }
        });
  }

  @Test
  void readsBothValuesUnderThePointer() {
    Shown.with(
        LearningCurvesTest::made,
        shown -> {
          // Epoch 1 of 3 between the axes at 52 and 584.
          shown.move(52 + 532 / 3.0 + 1, 100);
          assertThat(shown.control.getReadout())
              .startsWith("epoch 1.0")
              .contains("loss 0.3")
              .contains("held out 86.0 % (85.5 to 86.5)");
          shown.leave();
          assertThat(shown.control.getReadout()).isEmpty();
        });
  }

  @Test
  void tellsAScreenReaderWhereTheTrainingIs() {
    Shown.with(
        LearningCurvesTest::made,
        shown ->
            assertThat(shown.control.getAccessibleText())
                .contains("loss 0.3")
                .contains("2.00 of 3 epochs")
                .contains("90.0 %"));
  }

  private static int pixels(WritableImage image, Color color) {
    int count = 0;
    for (int row = 0; row < image.getHeight(); row++) {
      for (int column = 0; column < image.getWidth(); column++) {
        Color found = image.getPixelReader().getColor(column, row);
        double distance =
            Math.abs(found.getRed() - color.getRed())
                + Math.abs(found.getGreen() - color.getGreen())
                + Math.abs(found.getBlue() - color.getBlue());
        count += distance < 0.05 ? 1 : 0;
      }
    }
    return count;
  }
}
