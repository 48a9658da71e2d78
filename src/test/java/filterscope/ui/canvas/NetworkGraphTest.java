package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

final class NetworkGraphTest {
  private final List<String> chosen = new ArrayList<>();
  private final List<List<String>> selected = new ArrayList<>();

  private void with(Consumer<Shown<NetworkGraph>> test) {
    Shown.with(
        () -> {
          NetworkGraph graph = new NetworkGraph();
          graph.show(
              List.of(
                  new GraphNode("image", "input", List.of(), false),
                  new GraphNode("a", "Conv 3×3", List.of(0), true),
                  new GraphNode("b", "Conv 3×3", List.of(1), true),
                  new GraphNode("sum", "Add", List.of(2, 1), false),
                  new GraphNode("c", "Dense", List.of(3), true)));
          graph.colour(row -> OptionalDouble.of(row / 4.0), row -> row + " %");
          graph.setOnChoose(chosen::add);
          graph.setOnSelect(selected::add);
          return graph;
        },
        test);
  }

  private static double middle(NetworkGraph graph, int row) {
    return 4 + (row + 0.5) * graph.rowHeight();
  }

  @Test
  void choosesALayerWithAClickAndNoPlaceWhereBranchesMeet() {
    with(shown -> {
      shown.click(60, middle(shown.control, 2));
      shown.click(60, middle(shown.control, 3));
      assertThat(chosen).containsExactly("b");
    });
  }

  @Test
  void walksWithTheArrowsAndSelectsWithShift() {
    with(shown -> {
      shown.key(KeyCode.HOME);
      shown.key(KeyCode.DOWN, true);
      shown.key(KeyCode.DOWN, true);
      assertThat(chosen).containsExactly("a", "b", "c");
      assertThat(selected.getLast()).containsExactly("a", "b", "c");
      shown.key(KeyCode.UP);
      assertThat(selected.getLast()).containsExactly("b");
    });
  }

  @Test
  void walksOnlyThroughWhatTheSearchFound() {
    with(shown -> {
      shown.control.found(Set.of("a", "c"));
      shown.key(KeyCode.HOME);
      shown.key(KeyCode.DOWN);
      assertThat(chosen).containsExactly("a", "c");
    });
  }

  @Test
  void saysWhatIsUnderTheCursor() {
    with(shown -> {
      shown.move(60, middle(shown.control, 1));
      assertThat(shown.control.getReadout()).isEqualTo("a · Conv 3×3 · 1 %");
      shown.leave();
      assertThat(shown.control.getReadout()).isEmpty();
    });
  }

  @Test
  void drawsItsColoursAndLinesIntoAFileToo() {
    with(shown -> assertThat(shown.control.svg()).contains("<path").contains(">a</text>"));
  }
}
