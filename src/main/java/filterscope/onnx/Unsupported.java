package filterscope.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.NodeProto;

/// Finds every node that is not supported before anything is read, so that one sentence can list them all.
final class Unsupported {
  private final NodeReaders readers;
  private final Folding folding;

  Unsupported(NodeReaders readers, Folding folding) {
    this.readers = readers;
    this.folding = folding;
  }

  /// @param nodes in an order of execution
  /// @param input the name of the network's input; what depends on it is computed, the rest is known while reading
  /// @throws Refusal that names all of them
  void refuse(List<NodeProto> nodes, String input) {
    Set<String> computed = new HashSet<>(Set.of(input));
    List<NodeProto> found = new ArrayList<>();
    for (NodeProto node : nodes) {
      boolean depends =
          node.getInputList().stream().anyMatch(computed::contains)
              && !Folding.asksForShape(node.getOpType());
      if (depends) {
        computed.addAll(node.getOutputList());
      }
      boolean known =
          ModelFile.isDefault(node.getDomain())
              && (depends
                  ? readers.knows(node.getOpType())
                  : folding.knows(node.getOpType()) || readers.knows(node.getOpType()));
      if (!known) {
        found.add(node);
      }
    }
    if (!found.isEmpty()) {
      throw new Refusal(list(found), remedy(found));
    }
  }

  private static String list(List<NodeProto> found) {
    Map<String, List<String>> byOperator = new LinkedHashMap<>();
    found.stream()
        .limit(Limits.NAMED_NODES)
        .forEach(node ->
            byOperator.computeIfAbsent(kind(node), kind -> new ArrayList<>()).add(name(node)));
    String listed =
        byOperator.entrySet().stream()
            .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
            .collect(Collectors.joining("; "));
    int more = found.size() - Limits.NAMED_NODES;
    return (found.size() == 1 ? "one node is" : found.size() + " nodes are")
        + " of operators that are not supported: "
        + listed
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String kind(NodeProto node) {
    String operator = GraphOrder.operator(node);
    return ModelFile.isDefault(node.getDomain())
        ? operator
        : operator + " of the domain " + Sentences.quoted(node.getDomain());
  }

  private static String name(NodeProto node) {
    boolean named = !node.getName().isEmpty() || node.getOutputCount() == 0;
    return Sentences.quoted(named ? node.getName() : node.getOutput(0));
  }

  private static String remedy(List<NodeProto> found) {
    boolean custom = found.stream().anyMatch(node -> !ModelFile.isDefault(node.getDomain()));
    return custom
        ? "export the network with ONNX's own operators only (for quantized networks, in the"
            + " QuantizeLinear/DequantizeLinear form)"
        : "export the network with simpler operators, or simplify it with onnxsim";
  }
}
