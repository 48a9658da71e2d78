package filterscope.onnx;

import filterscope.network.Constant;
import filterscope.network.Layer;
import filterscope.network.Operator;
import filterscope.onnx.Value.Computed;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.TensorProto;

/// What reading a graph has come to: the values that its names stand for, the layers so far, notes for a person.
/// Initialisers are decoded when a node first asks for them.
final class GraphBuilder {
  private final Map<String, TensorProto> initialisers;
  private final TensorReader tensors;
  private final Budget budget;
  private final Names names;
  private final int batch;
  private final long opset;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Computed> constants = new HashMap<>();
  private final List<Layer> layers = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();

  GraphBuilder(
      GraphInput input,
      Map<String, TensorProto> initialisers,
      TensorReader tensors,
      Budget budget,
      Names names,
      long opset) {
    this.initialisers = initialisers;
    this.tensors = tensors;
    this.budget = budget;
    this.names = names;
    this.batch = input.batch();
    this.opset = opset;
    values.put(input.name(), new Computed(input.name(), input.shape()));
  }

  long opset() {
    return opset;
  }

  /// The batch that the file fixes and that became 1, or 1.
  int batch() {
    return batch;
  }

  Budget budget() {
    return budget;
  }

  Names names() {
    return names;
  }

  List<Layer> layers() {
    return layers;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  /// What a name stands for.
  ///
  /// @throws Refusal if it is an initialiser that cannot be decoded, or an output that no layer computes
  Value value(String name) {
    Value value = values.get(name);
    if (value != null) {
      return value;
    }
    TensorProto initialiser = initialisers.get(name);
    if (initialiser == null) {
      throw new Refusal(
          "takes " + Sentences.quoted(name) + ", a second result that is not computed here",
          "export the network for inference");
    }
    Literal literal = decode("tensor " + Sentences.quoted(name), initialiser);
    values.put(name, literal);
    return literal;
  }

  Literal decode(String what, TensorProto tensor) {
    try {
      return tensors.read(tensor);
    } catch (Refusal e) {
      throw e.about("its " + what);
    }
  }

  void bind(String name, Value value) {
    values.put(name, value);
  }

  /// Appends a layer.
  ///
  /// @throws Refusal if its result is beyond the limits
  /// @throws IllegalArgumentException if the operator does not take these inputs
  Computed append(String name, Operator operator, List<Computed> inputs) {
    Shape shape =
        Extents.check(operator.outputShape(inputs.stream().map(Computed::shape).toList()));
    layers.add(new Layer(name, operator, inputs.stream().map(Computed::layer).toList()));
    return new Computed(name, shape);
  }

  /// A value as the result of a layer: a literal becomes a [Constant], once for each name.
  Computed computed(String name) {
    return switch (value(name)) {
      case Computed computed -> computed;
      case Literal literal ->
          constants.computeIfAbsent(
              name, key -> append(names.free(key), new Constant(literal.tensor()), List.of()));
    };
  }
}
