package filterscope.onnx;

/// Turns nodes of one operator into layers.
@FunctionalInterface
interface NodeReader {
  /// @throws Refusal if the node needs something that is not supported or is inconsistent
  /// @throws IllegalArgumentException if shapes do not fit
  void read(Node node);
}
