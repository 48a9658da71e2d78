package filterscope.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;

/// The nodes that the output of a graph needs, each after those it depends on. Without recursion, so that depth does not
/// matter.
final class GraphOrder {
  private final GraphProto graph;
  private final Set<String> given;
  private final Map<String, Integer> producers = new HashMap<>();

  /// @param given the names of inputs and initialisers
  /// @throws Refusal if a name is computed twice
  GraphOrder(GraphProto graph, Set<String> given) {
    this.graph = graph;
    this.given = given;
    if (graph.getNodeCount() > Limits.NODES) {
      throw new Refusal(
          "has " + graph.getNodeCount() + " nodes; at most " + Limits.NODES + " are read",
          "simplify the network, for example with onnxsim");
    }
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeProto node = graph.getNode(i);
      if (node.getInputCount() > Limits.LIST || node.getOutputCount() > Limits.LIST) {
        throw Refusal.inconsistent(label(node) + " has more than " + Limits.LIST + " inputs");
      }
      for (String output : node.getOutputList()) {
        if (!output.isEmpty()
            && (given.contains(output) || producers.putIfAbsent(output, i) != null)) {
          throw Refusal.inconsistent("computes " + Sentences.quoted(output) + " twice");
        }
      }
    }
  }

  /// The nodes in an order of execution: the file's own where it is one.
  ///
  /// @throws Refusal if a node takes what nothing computes, or depends on itself
  List<NodeProto> needed(String output) {
    BitSet needed = reachable(output);
    int[] waits = new int[graph.getNodeCount()];
    List<List<Integer>> dependents = new ArrayList<>();
    for (int i = 0; i < waits.length; i++) {
      dependents.add(new ArrayList<>(2));
    }
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    needed.stream()
        .forEach(i -> {
          graph.getNode(i).getInputList().stream()
              .distinct()
              .filter(producers::containsKey)
              .mapToInt(producers::get)
              .forEach(producer -> {
                dependents.get(producer).add(i);
                waits[i]++;
              });
          if (waits[i] == 0) {
            ready.add(i);
          }
        });
    List<NodeProto> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.poll();
      order.add(graph.getNode(next));
      for (int dependent : dependents.get(next)) {
        if (--waits[dependent] == 0) {
          ready.add(dependent);
        }
      }
    }
    if (order.size() < needed.cardinality()) {
      int stuck = needed.stream().filter(i -> waits[i] > 0).findFirst().orElseThrow();
      throw Refusal.inconsistent(
          label(graph.getNode(stuck)) + " depends on its own result: the graph has a cycle");
    }
    return order;
  }

  private BitSet reachable(String output) {
    BitSet seen = new BitSet(graph.getNodeCount());
    Deque<String> open = new ArrayDeque<>();
    open.add(output);
    if (!given.contains(output) && !producers.containsKey(output)) {
      throw Refusal.inconsistent("nothing computes the output " + Sentences.quoted(output));
    }
    while (!open.isEmpty()) {
      Integer producer = producers.get(open.pop());
      if (producer == null || seen.get(producer)) {
        continue;
      }
      seen.set(producer);
      NodeProto node = graph.getNode(producer);
      for (String input : node.getInputList()) {
        if (!input.isEmpty() && !given.contains(input) && !producers.containsKey(input)) {
          throw Refusal.inconsistent(
              label(node) + " takes " + Sentences.quoted(input) + ", which nothing computes");
        }
        open.push(input);
      }
    }
    return seen;
  }

  /// How sentences call a node: its name, else its output's, and its operator.
  static String label(NodeProto node) {
    String name =
        node.getName().isEmpty() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
    return "node " + Sentences.quoted(name) + " (" + operator(node) + ")";
  }

  static String operator(NodeProto node) {
    String clean = node.getOpType().replaceAll("[^\\w.]", "?");
    return clean.substring(0, Math.min(clean.length(), Limits.QUOTED_CHARACTERS));
  }
}
