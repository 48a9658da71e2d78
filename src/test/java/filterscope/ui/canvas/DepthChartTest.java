package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class DepthChartTest {
  static List<DepthPoint> points(int count) {
    List<DepthPoint> points = new ArrayList<>();
    points.add(new DepthPoint("conv0", true, Double.POSITIVE_INFINITY, 1));
    for (int index = 1; index < count; index++) {
      points.add(
          new DepthPoint(
              (index % 3 == 2 ? "pool" : "conv") + index,
              index % 3 != 2,
              24 - 20.0 * index / count,
              1 - 0.2 * index / count));
    }
    return points;
  }

  @Test
  void goesToTheLayerThatIsClicked() {
    Shown.with(
        () -> new DepthChart(0.9),
        shown -> {
          List<Integer> chosen = new ArrayList<>();
          shown.control.setOnChoose(chosen::add);
          shown.control.show(points(11), 2);
          shown.paint();
          shown.click(53, 90);
          shown.click(627, 90);
          assertThat(chosen).containsExactly(0, 10);
          shown.key(KeyCode.RIGHT);
          shown.key(KeyCode.HOME);
          assertThat(chosen).containsExactly(0, 10, 3, 0);
        });
  }

  @Test
  void readsThePointUnderTheCursor() {
    Shown.with(
        () -> new DepthChart(0.9),
        shown -> {
          shown.control.show(points(11), 10);
          shown.paint();
          assertThat(shown.control.getReadout()).startsWith("conv10 · SQNR 5.82 dB");
          shown.move(53, 90);
          assertThat(shown.control.getReadout())
              .isEqualTo("conv0 · SQNR ∞, no difference · cosine 1.0000");
        });
  }

  @Test
  void drawsWithoutPoints() {
    Shown.with(
        () -> new DepthChart(0.9),
        shown -> {
          shown.control.show(List.of(), -1);
          shown.paint();
          shown.click(53, 90);
          assertThat(shown.control.getReadout()).isEmpty();
        });
  }
}
