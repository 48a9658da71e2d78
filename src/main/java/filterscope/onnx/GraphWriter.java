package filterscope.onnx;

import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Pool;
import filterscope.network.Quantize;
import filterscope.tensor.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/// Builds the graph of a network: every layer's result bears the layer's name, and the node that computes it too.
final class GraphWriter {
  private final Network network;
  private final Map<String, IntegerWeights> integers;
  private final boolean openBatch;
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, ElementType> types = new HashMap<>();

  /// @param integers weights that go out as integers, by layer
  GraphWriter(Network network, Map<String, IntegerWeights> integers) {
    this.network = network;
    this.integers = integers;
    this.openBatch = BatchAxis.staysInFront(network);
    taken.add(network.input());
    network.layers().forEach(layer -> taken.add(layer.name()));
  }

  /// The oldest opset that has all that the network needs, 17 or newer.
  static int opset(Network network) {
    int opset = 17;
    for (Layer layer : network.layers()) {
      int needed =
          switch (layer.operator()) {
            case Pool pool
                when pool.kind() == Pool.Kind.AVERAGE
                    && (pool.window().dilationX() > 1 || pool.window().dilationY() > 1) ->
                19;
            case Quantize quantize when quantize.highest() - quantize.lowest() > 255 -> 21;
            default -> 17;
          };
      opset = Math.max(opset, needed);
    }
    return opset;
  }

  GraphProto build() {
    LayerWriter writer = new LayerWriter(this);
    network.layers().forEach(writer::write);
    ElementType type = types.getOrDefault(network.output(), ElementType.FLOAT);
    return graph
        .setName(network.name())
        .addInput(info(network.input(), network.inputShape(), ElementType.FLOAT))
        .addOutput(info(network.output(), network.outputShape(), type))
        .build();
  }

  Network network() {
    return network;
  }

  /// The integers in place of a layer's weights, if there are any.
  Optional<IntegerWeights> integers(String layer) {
    return Optional.ofNullable(integers.get(layer));
  }

  /// Whether the batch of the file is open.
  boolean openBatch() {
    return openBatch;
  }

  /// A name that nothing else has.
  String free(String wanted) {
    String name = wanted;
    for (int number = 2; !taken.add(name); number++) {
      name = wanted + "#" + number;
    }
    return name;
  }

  /// Adds a node and its result under the same name.
  void node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
    node(operator, name, name, inputs, attributes);
  }

  void node(
      String operator,
      String name,
      String output,
      List<String> inputs,
      AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
  }

  /// Adds an initialiser and returns its name.
  String initialiser(TensorProto tensor) {
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  /// The element type of a layer's result: integers between Quantize and Dequantize, floats elsewhere.
  ElementType type(String layer) {
    return types.getOrDefault(layer, ElementType.FLOAT);
  }

  void type(String layer, ElementType type) {
    types.put(layer, type);
  }

  private ValueInfoProto info(String name, Shape shape, ElementType type) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis == 0 && openBatch) {
        dims.addDimBuilder().setDimParam(shape.extent(0) == 1 ? "batch" : "batch_rows");
      } else {
        dims.addDimBuilder().setDimValue(shape.extent(axis));
      }
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.number()).setShape(dims).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
