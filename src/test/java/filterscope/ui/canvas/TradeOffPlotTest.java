package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class TradeOffPlotTest {
  private static final TradeOffPicture PICTURE =
      GalleryTradeOffs.picture(PlotUnit.BYTES, 12, List.of("one", "two"));

  private static TradeOffPlot plot() {
    TradeOffPlot plot = new TradeOffPlot();
    plot.show(PICTURE);
    return plot;
  }

  @Test
  void saysWhatTheSpotUnderTheCursorIsAndCosts() {
    Shown.with(
        TradeOffPlotTest::plot,
        shown -> {
          Point2D at = shown.control.place(3);
          shown.move(at.getX() + 2, at.getY() - 2);
          assertThat(shown.control.hovered()).isEqualTo(3);
          assertThat(shown.control.getReadout())
              .startsWith(PICTURE.spots().get(3).title())
              .contains("kB")
              .contains("%");
          shown.leave();
          assertThat(shown.control.getReadout()).isEmpty();
        });
  }

  @Test
  void handsOverTheSpotThatWasClicked() {
    Shown.with(
        TradeOffPlotTest::plot,
        shown -> {
          List<Integer> chosen = new ArrayList<>();
          shown.control.setOnChosen(chosen::add);
          Point2D at = shown.control.place(7);
          shown.click(at.getX(), at.getY());
          assertThat(chosen).containsExactly(7);
        });
  }

  @Test
  void selectsWhatLiesInTheLoopThatIsDrawn() {
    Shown.with(
        TradeOffPlotTest::plot,
        shown -> {
          List<Integer> chosen = new ArrayList<>();
          shown.control.setOnChosen(chosen::add);
          Point2D at = shown.control.place(5);
          shown.press(at.getX() - 8, at.getY() + 8);
          shown.drag(at.getX(), at.getY() - 9);
          shown.release(at.getX() + 8, at.getY() + 8);
          assertThat(shown.control.selectedProperty().get()).contains(5);
          shown.press(0, 0);
          shown.drag(640, 0);
          shown.drag(640, 480);
          shown.release(0, 480);
          assertThat(shown.control.selectedProperty().get()).hasSize(12);
          // A loop whose frame holds the spot, but that does not go around it.
          shown.press(at.getX() - 20, at.getY() - 20);
          shown.drag(at.getX() + 20, at.getY() - 20);
          shown.drag(at.getX() + 20, at.getY() + 20);
          shown.drag(at.getX() + 15, at.getY() - 15);
          shown.release(at.getX() - 20, at.getY() - 15);
          assertThat(shown.control.selectedProperty().get()).doesNotContain(5);
          shown.press(0, 0);
          shown.drag(640, 0);
          shown.drag(640, 480);
          shown.release(0, 480);
          shown.key(KeyCode.ESCAPE);
          assertThat(shown.control.selectedProperty().get()).isEmpty();
          assertThat(chosen).isEmpty();
        });
  }

  @Test
  void walksFromTheCheapestSpotToTheDearest() {
    Shown.with(
        TradeOffPlotTest::plot,
        shown -> {
          List<Integer> chosen = new ArrayList<>();
          shown.control.setOnChosen(chosen::add);
          double last = 0;
          shown.key(KeyCode.HOME);
          for (int step = 0; step < 12; step++) {
            double cost = PICTURE.spots().get(shown.control.hovered()).cost();
            assertThat(cost).isGreaterThan(last);
            last = cost;
            shown.key(KeyCode.ENTER);
            shown.key(KeyCode.RIGHT);
          }
          assertThat(chosen).hasSize(12).doesNotHaveDuplicates();
        });
  }

  @Test
  void keepsThePointUnderTheWheelWhereItIs() {
    Shown.with(
        TradeOffPlotTest::plot,
        shown -> {
          Point2D at = shown.control.place(4);
          Point2D other = shown.control.place(0);
          shown.scroll(at.getX(), at.getY(), 200);
          shown.paint();
          assertThat(shown.control.place(4).distance(at)).isLessThan(1);
          assertThat(shown.control.place(0).distance(at)).isGreaterThan(other.distance(at) * 1.2);
        });
  }

  @Test
  void stepsOverSpotsThatWereNotTimed() {
    TradeOffPicture.Spot known = PICTURE.spots().get(0);
    TradeOffPicture.Spot unknown =
        new TradeOffPicture.Spot(Double.NaN, 0.5, 0.4, 0.6, 0, false, false, "not timed");
    Shown.with(
        () -> {
          TradeOffPlot plot = new TradeOffPlot();
          plot.show(
              new TradeOffPicture(
                  PlotUnit.MILLIS, List.of("one"), List.of(unknown, known), Double.NaN));
          return plot;
        },
        shown -> {
          shown.key(KeyCode.HOME);
          assertThat(shown.control.hovered()).isEqualTo(1);
          shown.key(KeyCode.RIGHT);
          assertThat(shown.control.hovered()).isEqualTo(1);
        });
  }

  @Test
  void namesItselfForScreenReaders() {
    Shown.with(
        TradeOffPlotTest::plot,
        shown ->
            assertThat(shown.control.getAccessibleText())
                .startsWith("Accuracy over memory of 12 configurations")
                .contains("on the Pareto front"));
  }
}
