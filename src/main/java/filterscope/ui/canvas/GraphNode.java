package filterscope.ui.canvas;

import java.util.List;

/// A place in the picture of a network.
///
/// @param name what it is called
/// @param what what it is, in a few words
/// @param inputs the nodes before it that it takes values from, by number
/// @param selectable whether it is a layer that can be chosen; otherwise a place where branches begin or meet
public record GraphNode(String name, String what, List<Integer> inputs, boolean selectable) {
  public GraphNode {
    inputs = List.copyOf(inputs);
  }
}
