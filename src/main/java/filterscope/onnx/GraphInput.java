package filterscope.onnx;

import filterscope.tensor.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/// The one input of a network, for one image.
///
/// @param shape with a leading extent of 1
/// @param batch the batch that the file fixes, or 1 where it leaves it open
/// @param type of the elements
record GraphInput(String name, Shape shape, int batch, ElementType type) {
  private static final String FIX =
      "export the network with one input of fixed height and width and a leading batch axis";

  /// @param nodes those that the output needs
  /// @param constants the names of initialisers, which old files list among the inputs
  /// @throws Refusal unless there is exactly one input, with known extents
  static GraphInput of(GraphProto graph, List<NodeProto> nodes, Set<String> constants) {
    Set<String> used = new HashSet<>();
    nodes.forEach(node -> used.addAll(node.getInputList()));
    List<ValueInfoProto> inputs =
        graph.getInputList().stream()
            .filter(input -> !constants.contains(input.getName()))
            .filter(input -> used.contains(input.getName()))
            .toList();
    if (inputs.isEmpty()) {
      throw new Refusal("its output does not depend on any input", FIX);
    }
    if (inputs.size() > 1) {
      String names =
          inputs.stream()
              .limit(5)
              .map(input -> Sentences.quoted(input.getName()))
              .collect(Collectors.joining(", "));
      throw new Refusal("has " + inputs.size() + " inputs (" + names + ")", FIX);
    }
    return of(inputs.get(0));
  }

  private static GraphInput of(ValueInfoProto input) {
    String name = Sentences.quoted(input.getName());
    TypeProto.Tensor tensor = input.getType().getTensorType();
    if (!input.getType().hasTensorType() || !tensor.hasShape()) {
      throw new Refusal("does not say which shape its input " + name + " has", FIX);
    }
    List<Dimension> dims = tensor.getShape().getDimList();
    if (dims.size() < 2 || dims.size() > Limits.RANK) {
      throw new Refusal(
          "has an input " + name + " of " + dims.size() + " axes, without a batch axis", FIX);
    }
    long[] extents = new long[dims.size()];
    for (int axis = 0; axis < extents.length; axis++) {
      long extent = dims.get(axis).getDimValue();
      if (axis > 0 && extent <= 0) {
        throw new Refusal(
            "leaves axis "
                + axis
                + " of its input "
                + name
                + " open ("
                + open(dims.get(axis))
                + ")",
            FIX);
      }
      extents[axis] = axis == 0 ? 1 : extent;
    }
    long batch = Math.max(1, dims.get(0).getDimValue());
    if (batch > 1 && extents.length != 4 && extents.length != 2) {
      throw new Refusal(
          "has an input "
              + name
              + " of "
              + extents.length
              + " axes whose first, of "
              + batch
              + ", cannot be told to be the batch",
          FIX);
    }
    if (batch > Limits.TENSOR_ELEMENTS) {
      throw Refusal.inconsistent("has a batch of " + batch);
    }
    return new GraphInput(
        input.getName(), Extents.shape(extents), (int) batch, ElementType.of(tensor.getElemType()));
  }

  private static String open(Dimension dimension) {
    return dimension.hasDimParam() ? Sentences.quoted(dimension.getDimParam()) : "no number";
  }
}
