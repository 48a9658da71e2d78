package filterscope.onnx;

import filterscope.tensor.Shape;

/// What a name in a graph stands for while it is read: numbers that are known, or the result of a layer.
sealed interface Value permits Literal, Value.Computed {
  Shape shape();

  /// The result of a layer, or the network's input.
  record Computed(String layer, Shape shape) implements Value {}
}
