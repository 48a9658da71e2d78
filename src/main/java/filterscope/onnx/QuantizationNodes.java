package filterscope.onnx;

import filterscope.network.Dequantize;
import filterscope.network.Quantize;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;

/// Steps between floats and 8- or 16-bit integers. Behind constants they are folded (see [QuantizationFolding]); on
/// activations they stay as layers.
final class QuantizationNodes {
  private QuantizationNodes() {}

  static void quantize(Node node) {
    Steps steps = Steps.of(node, node.computed(0).shape());
    ElementType type = steps.type();
    node.emit(
        new Quantize(
            steps.scale(), steps.zero(), steps.axis(), (int) type.lowest(), (int) type.highest()));
  }

  static void dequantize(Node node) {
    Steps steps = Steps.of(node, node.computed(0).shape());
    node.emit(new Dequantize(steps.scale(), steps.zero(), steps.axis()));
  }

  /// Scale and zero point of such a node: one number, or one along an axis.
  ///
  /// @param type of the integers
  record Steps(Tensor scale, Tensor zero, int axis, ElementType type) {
    /// @throws Refusal if they do not fit the shape or are stored by blocks
    static Steps of(Node node, Shape input) {
      if (node.attributes().integer("block_size", 0) != 0) {
        throw new Refusal("quantizes in blocks", "quantize by tensor or by channel");
      }
      Literal scale = node.literal(1, "scales");
      int size = scale.size();
      boolean single = size == 1;
      int axis =
          single || input.rank() == 0
              ? 0
              : Extents.axis(node.attributes().integer("axis", 1), input.rank());
      if (!single && (input.rank() == 0 || input.extent(axis) != size)) {
        throw Refusal.inconsistent("has " + size + " scales for axis " + axis + " of " + input);
      }
      Tensor zeros = new Tensor(Shape.of(size), new float[size]);
      ElementType type = ElementType.of(node.attributes().integer("output_dtype", 2));
      if (node.has(2)) {
        Literal zero = node.literal(2, "zero points");
        type = zero.type();
        if (zero.size() != size) {
          throw Refusal.inconsistent("has " + zero.size() + " zero points for " + size + " scales");
        }
        zeros = Tensor.vector(zero.reals());
      }
      return new Steps(Tensor.vector(scale.reals()), zeros, axis, checked(type, node));
    }

    private static ElementType checked(ElementType type, Node node) {
      return switch (type) {
        case UINT8, INT8, UINT16, INT16 -> type;
        case INT32 -> {
          if (node.operator().equals("QuantizeLinear")) {
            throw Refusal.inconsistent("quantizes to 32 bits");
          }
          yield type;
        }
        default ->
            throw new Refusal("quantizes to " + type.title(), "quantize to 8- or 16-bit integers");
      };
    }
  }
}
