package filterscope.onnx;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/// A small ONNX file that a test makes: one input `x`, one output `y`, nodes and constants between.
final class GraphFile {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("made by a test");
  private final long opset;

  GraphFile(long opset) {
    this.opset = opset;
  }

  /// A file with float input `x` and output `y`; a negative extent is left open.
  static GraphFile of(long opset, long... input) {
    return new GraphFile(opset).input("x", ElementType.FLOAT, input).output("y");
  }

  GraphFile input(String name, ElementType type, long... extents) {
    graph.addInput(info(name, type, extents));
    return this;
  }

  GraphFile output(String name) {
    return output(name, ElementType.FLOAT);
  }

  GraphFile output(String name, ElementType type) {
    graph.addOutput(infoWithoutShape(name, type));
    return this;
  }

  static ValueInfoProto infoWithoutShape(String name, ElementType type) {
    TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder().setElemType(type.number()).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  static ValueInfoProto info(String name, ElementType type, long... extents) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.number());
    tensor.getShapeBuilder();
    for (long extent : extents) {
      if (extent < 0) {
        tensor.getShapeBuilder().addDimBuilder().setDimParam("N");
      } else {
        tensor.getShapeBuilder().addDimBuilder().setDimValue(extent);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /// A node without a name that computes `output`; inputs are separated by blanks, `_` is an absent one.
  GraphFile node(String operator, String inputs, String output, AttributeProto... attributes) {
    return node("", operator, inputs, output, attributes);
  }

  GraphFile node(
      String name, String operator, String inputs, String output, AttributeProto... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(operator)
            .addAllAttribute(Arrays.asList(attributes));
    words(inputs).forEach(node::addInput);
    words(output).forEach(node::addOutput);
    graph.addNode(node);
    return this;
  }

  private static List<String> words(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(" ")).map(word -> word.equals("_") ? "" : word).toList();
  }

  GraphFile floats(String name, Shape shape, float... values) {
    return tensor(Protos.tensor(name, shape, values));
  }

  GraphFile integers(String name, long... values) {
    return tensor(Protos.integers(name, values));
  }

  /// Numbers from −1 to 1 of a fixed seed.
  GraphFile random(String name, int... extents) {
    return floats(name, Shape.of(extents), randomFloats(name.hashCode(), Shape.of(extents).size()));
  }

  static float[] randomFloats(long seed, int size) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }

  GraphFile tensor(TensorProto tensor) {
    graph.addInitializer(tensor);
    return this;
  }

  GraphProto.Builder graph() {
    return graph;
  }

  ModelProto.Builder model() {
    ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(opset < 9 ? 3 : 8);
    model.setProducerName("test").setProducerVersion("1");
    model.addOpsetImportBuilder().setVersion(opset);
    return model.setGraph(graph);
  }

  Path write(Path folder) {
    return write(folder, "network.onnx", model().build());
  }

  static Path write(Path folder, String name, ModelProto model) {
    try {
      return Files.write(folder.resolve(name), model.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OnnxModel model(Path folder) {
    return OnnxReader.read(write(folder), Progress.NONE);
  }

  Network read(Path folder) {
    return model(folder).network();
  }

  /// The sentence with which the file is refused.
  String refusal(Path folder) {
    return refusalOf(write(folder));
  }

  static String refusalOf(Path file) {
    try {
      OnnxModel model = OnnxReader.read(file, Progress.NONE);
      throw new AssertionError("not refused: " + describe(model.network()));
    } catch (BadInputException e) {
      return e.sentence();
    }
  }

  /// A network as lines of `name: title(inputs) shape`.
  static List<String> describe(Network network) {
    List<String> lines = new ArrayList<>();
    for (Layer layer : network.layers()) {
      lines.add(
          layer.name()
              + ": "
              + layer.operator().title()
              + "("
              + String.join(", ", layer.inputs())
              + ") "
              + network.shape(layer.name()));
    }
    return lines;
  }

  static AttributeProto ints(String name, int... values) {
    return Protos.attribute(name, Arrays.stream(values).boxed().toList());
  }

  static AttributeProto value(TensorProto tensor) {
    return AttributeProto.newBuilder()
        .setName("value")
        .setType(AttributeType.TENSOR)
        .setT(tensor)
        .build();
  }
}
