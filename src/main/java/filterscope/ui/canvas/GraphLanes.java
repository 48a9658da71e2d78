package filterscope.ui.canvas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gives every node of a network a row and a lane, and every edge a lane to run down in, so that no line crosses a node. The
/// longest way through the network keeps the first lane; a branch takes the first lane that is free beside it.
final class GraphLanes {
  /// An edge: from row to row, down a lane of its own where neither end's is free.
  record Edge(int from, int to, int lane) {}

  private final int[] laneOf;
  private final List<Edge> edges = new ArrayList<>();
  private final List<List<int[]>> taken = new ArrayList<>();

  private GraphLanes(int nodes) {
    laneOf = new int[nodes];
  }

  /// @param nodes every one after those it takes values from
  static GraphLanes of(List<GraphNode> nodes) {
    GraphLanes lanes = new GraphLanes(nodes.size());
    for (int row = 0; row < nodes.size(); row++) {
      lanes.place(row, nodes.get(row).inputs());
    }
    return lanes;
  }

  private void place(int row, List<Integer> inputs) {
    int main = -1;
    for (int input :
        inputs.stream().sorted(Comparator.comparingInt(each -> laneOf[each])).toList()) {
      if (main < 0 && isFree(laneOf[input], input + 1, row)) {
        main = input;
      }
    }
    int lane = main >= 0 ? laneOf[main] : free(inputs.isEmpty() ? row : inputs.getFirst() + 1, row);
    laneOf[row] = lane;
    take(lane, main >= 0 ? main + 1 : row, row);
    for (int input : inputs) {
      edges.add(new Edge(input, row, input == main ? lane : way(input, row)));
    }
  }

  /// The lane that an edge runs down in.
  private int way(int from, int to) {
    if (to == from + 1) {
      return laneOf[to];
    }
    for (int lane : new int[] {laneOf[to], laneOf[from]}) {
      if (isFree(lane, from + 1, to - 1)) {
        take(lane, from + 1, to - 1);
        return lane;
      }
    }
    int lane = free(from + 1, to - 1);
    take(lane, from + 1, to - 1);
    return lane;
  }

  private int free(int first, int last) {
    int lane = 0;
    while (!isFree(lane, first, last)) {
      lane++;
    }
    return lane;
  }

  private boolean isFree(int lane, int first, int last) {
    return lane >= taken.size()
        || taken.get(lane).stream().noneMatch(range -> range[0] <= last && range[1] >= first);
  }

  private void take(int lane, int first, int last) {
    while (taken.size() <= lane) {
      taken.add(new ArrayList<>());
    }
    if (first <= last) {
      taken.get(lane).add(new int[] {first, last});
    }
  }

  int lane(int row) {
    return laneOf[row];
  }

  List<Edge> edges() {
    return edges;
  }

  /// How many lanes there are.
  int lanes() {
    return taken.size();
  }
}
