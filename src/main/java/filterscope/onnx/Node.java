package filterscope.onnx;

import filterscope.network.Constant;
import filterscope.network.Operator;
import filterscope.onnx.Value.Computed;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.Optional;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/// A node while it is read: its attributes, what its inputs stand for, and the layers it becomes.
final class Node {
  private final NodeProto proto;
  private final GraphBuilder graph;
  private final Attributes attributes;

  Node(NodeProto proto, GraphBuilder graph) {
    this.proto = proto;
    this.graph = graph;
    this.attributes = new Attributes(proto);
  }

  String operator() {
    return proto.getOpType();
  }

  Attributes attributes() {
    return attributes;
  }

  long opset() {
    return graph.opset();
  }

  Budget budget() {
    return graph.budget();
  }

  void note(String sentence) {
    graph.note(sentence);
  }

  /// The batch that the file fixes and that became 1, or 1.
  int batch() {
    return graph.batch();
  }

  int inputs() {
    return proto.getInputCount();
  }

  int outputs() {
    return proto.getOutputCount();
  }

  boolean has(int input) {
    return input < proto.getInputCount() && !proto.getInput(input).isEmpty();
  }

  /// What an input stands for.
  ///
  /// @throws Refusal if the node does not have it
  Value value(int input) {
    if (!has(input)) {
      throw Refusal.inconsistent("lacks its input number " + (input + 1));
    }
    return graph.value(proto.getInput(input));
  }

  Shape shape(int input) {
    return value(input).shape();
  }

  /// An input as the result of a layer.
  Computed computed(int input) {
    return value(input) instanceof Computed computed
        ? computed
        : graph.computed(proto.getInput(input));
  }

  /// An input that must be known.
  ///
  /// @param role for the sentence: `weights`
  /// @throws Refusal if the network computes it
  Literal literal(int input, String role) {
    if (value(input) instanceof Literal literal) {
      return literal;
    }
    throw new Refusal(
        "has " + role + " that the network computes, which is not supported",
        "export the network with constant " + role + " (constant folding on)");
  }

  Optional<Literal> optional(int input, String role) {
    return has(input) ? Optional.of(literal(input, role)) : Optional.empty();
  }

  /// Decodes a tensor attribute.
  Literal decode(String attribute, TensorProto tensor) {
    return graph.decode("attribute '" + attribute + "'", tensor);
  }

  /// The layer that this node becomes, named after it, from its first input.
  void emit(Operator operator) {
    emit(operator, List.of(computed(0)));
  }

  /// The layer that this node becomes, named after it.
  void emit(Operator operator, List<Computed> from) {
    emit(0, operator, from);
  }

  /// The layer that one output of this node becomes.
  void emit(int output, Operator operator, List<Computed> from) {
    become(output, graph.append(graph.names().of(proto, output), operator, from));
  }

  /// A layer on the way to the result of this node.
  ///
  /// @param what it adds to the node's name
  Computed before(String what, Operator operator, List<Computed> from) {
    String name = proto.getName().isEmpty() ? proto.getOutput(0) : proto.getName();
    return graph.append(graph.names().free(name + "/" + what), operator, from);
  }

  /// A constant that this node needs.
  Computed constant(String what, Literal literal) {
    return before(what, new Constant(literal.tensor()), List.of());
  }

  /// Makes the first output stand for an existing value.
  void become(Value value) {
    become(0, value);
  }

  void become(int output, Value value) {
    if (!proto.getOutput(output).isEmpty()) {
      graph.bind(proto.getOutput(output), value);
    }
  }

  /// Refuses to work along the batch axis when the file fixes a batch of several images.
  void keepBatch(int axis) {
    if (axis == 0 && batch() > 1) {
      throw new Refusal(
          "mixes the " + batch() + " images of the batch that the file fixes",
          "export the network with a batch of 1 or an open one");
    }
  }
}
