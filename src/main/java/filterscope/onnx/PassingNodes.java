package filterscope.onnx;

import filterscope.tensor.Shape;

/// Operators that do nothing at inference, or nothing to the floats we compute with: they vanish.
final class PassingNodes {
  private PassingNodes() {}

  static void identity(Node node) {
    node.become(node.value(0));
  }

  static void dropout(Node node) {
    boolean training =
        node.optional(2, "a training mode")
            .map(mode -> mode.size() == 1 && mode.real(0) != 0)
            .orElse(false);
    if (training) {
      throw new Refusal("drops out in training mode", "export the network in evaluation mode");
    }
    identity(node);
  }

  static void cast(Node node) {
    ElementType type = ElementType.of(node.attributes().integer("to", 0));
    if (!type.isReal()) {
      throw new Refusal(
          "casts computed values to " + type.title(),
          "keep activations as floats, or quantize them with QuantizeLinear");
    }
    identity(node);
  }

  /// An Expand that does not expand.
  static void expand(Node node) {
    Shape input = node.computed(0).shape();
    Literal target = node.literal(1, "a shape");
    if (!Broadcast.shape(input, Extents.shape(target.wholes())).equals(input)) {
      throw new Refusal("repeats computed values", "use broadcasting arithmetic instead");
    }
    identity(node);
  }
}
