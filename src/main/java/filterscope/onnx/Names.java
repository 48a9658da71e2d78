package filterscope.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.NodeProto;

/// Gives every layer a name of its own: the node's where it has one that no other node has, else its output's.
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> nodesOfName = new HashMap<>();

  /// @param input the name of the network's input, which no layer gets
  Names(String input, List<NodeProto> nodes) {
    taken.add(input);
    nodes.forEach(node -> nodesOfName.merge(node.getName(), 1, Integer::sum));
  }

  /// The name of the layer that computes output `index` of a node.
  String of(NodeProto node, int index) {
    String name = node.getName();
    boolean unique = !name.isEmpty() && nodesOfName.getOrDefault(name, 0) == 1;
    return index == 0 && unique && taken.add(name) ? name : free(node.getOutput(index));
  }

  /// This name, or with a number after it when it is taken.
  String free(String wanted) {
    if (taken.add(wanted)) {
      return wanted;
    }
    int number = 2;
    while (!taken.add(wanted + "#" + number)) {
      number++;
    }
    return wanted + "#" + number;
  }
}
