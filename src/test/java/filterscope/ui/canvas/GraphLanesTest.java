package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GraphLanesTest {
  private static GraphNode node(Integer... inputs) {
    return new GraphNode("n", "", List.of(inputs), true);
  }

  @Test
  void keepsAChainInOneLane() {
    GraphLanes lanes = GraphLanes.of(List.of(node(), node(0), node(1)));
    assertThat(lanes.lanes()).isEqualTo(1);
    assertThat(lanes.edges())
        .containsExactly(new GraphLanes.Edge(0, 1, 0), new GraphLanes.Edge(1, 2, 0));
  }

  @Test
  void drawsAShortcutBesideTheBlockThatItSkips() {
    // input, two convolutions, and the sum of the second with the input.
    GraphLanes lanes = GraphLanes.of(List.of(node(), node(0), node(1), node(2, 0)));
    assertThat(lanes.lane(3)).isZero();
    assertThat(lanes.edges()).contains(new GraphLanes.Edge(0, 3, 1));
  }

  @Test
  void givesAConvolutionInTheShortcutALaneOfItsOwn() {
    // input, two convolutions, one on the shortcut, and the sum.
    GraphLanes lanes = GraphLanes.of(List.of(node(), node(0), node(1), node(0), node(2, 3)));
    assertThat(lanes.lane(2)).isZero();
    assertThat(lanes.lane(3)).isEqualTo(1);
    assertThat(lanes.lane(4)).isZero();
    assertThat(lanes.edges()).contains(new GraphLanes.Edge(3, 4, 0), new GraphLanes.Edge(0, 3, 1));
  }

  @Test
  void neverRunsALineThroughANode() {
    Random random = new Random(3);
    for (int graph = 0; graph < 200; graph++) {
      List<GraphNode> nodes = new ArrayList<>();
      nodes.add(node());
      int size = 2 + random.nextInt(30);
      for (int row = 1; row < size; row++) {
        int near = Math.max(0, row - 6);
        int one = near + random.nextInt(row - near);
        int other = near + random.nextInt(row - near);
        nodes.add(one == other || random.nextInt(3) > 0 ? node(one) : node(one, other));
      }
      GraphLanes lanes = GraphLanes.of(nodes);
      for (GraphLanes.Edge edge : lanes.edges()) {
        for (int row = edge.from() + 1; row < edge.to(); row++) {
          assertThat(lanes.lane(row))
              .as("lane of row %d beside the edge %s", row, edge)
              .isNotEqualTo(edge.lane());
        }
      }
    }
  }
}
