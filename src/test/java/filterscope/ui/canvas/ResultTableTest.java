package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.ui.canvas.TablePicture.Block;
import filterscope.ui.canvas.TablePicture.Cell;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static ResultTable table() {
    ResultTable table = new ResultTable();
    table.show(
        new TablePicture(
            List.of(
                new Block(
                    "A",
                    List.of("1", "2"),
                    List.of("1", "32"),
                    List.of(
                        new Cell(0, 0, 0.2, 10, "A of 1 and 1 bit"),
                        new Cell(1, 1, 0.9, 11, "A of 2 bits"))),
                new Block(
                    "B", List.of("2"), List.of("32"), List.of(new Cell(0, 0, 0.8, 12, "B"))))));
    return table;
  }

  @Test
  void restoresTheConfigurationOfACell() {
    Shown.with(
        ResultTableTest::table,
        shown -> {
          List<Integer> chosen = new ArrayList<>();
          shown.control.setOnChosen(chosen::add);
          Point2D at = shown.control.place(1);
          shown.move(at.getX(), at.getY());
          assertThat(shown.control.getReadout()).isEqualTo("A of 2 bits · 90.0\u2009%");
          shown.click(at.getX(), at.getY());
          shown.key(KeyCode.END);
          shown.key(KeyCode.ENTER);
          assertThat(chosen).containsExactly(11, 12);
        });
  }

  @Test
  void putsLowerBitsAboveAndFewerActivationBitsLeft() {
    Shown.with(
        ResultTableTest::table,
        shown -> {
          Point2D first = shown.control.place(0);
          Point2D second = shown.control.place(1);
          assertThat(second.getX()).isGreaterThan(first.getX());
          assertThat(second.getY()).isGreaterThan(first.getY());
          assertThat(shown.control.place(2).getX()).isGreaterThan(second.getX());
        });
  }
}
