package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// What a layer computes. The set is closed: whoever adds an operator is led by the compiler to the engine, the ONNX
/// writer and the trainer.
///
/// All shapes are those of one image with its leading batch axis of 1, in the axis order of the network's file.
public sealed interface Operator
    permits Weighted,
        BatchNorm,
        Activation,
        ParametricRelu,
        Pool,
        GlobalPool,
        Arithmetic,
        Constant,
        Concat,
        Reshape,
        Transpose,
        Slice,
        Pad,
        ReduceMean,
        Softmax,
        LocalResponseNorm,
        Quantize,
        Dequantize,
        MatrixProduct,
        Gather {

  /// The shape of the result for inputs of these shapes.
  ///
  /// @throws IllegalArgumentException if the operator does not take inputs of these shapes; the message says why
  Shape outputShape(List<Shape> inputs);

  /// Multiply-accumulate operations for one image; 0 for operators that have none.
  default long macs(List<Shape> inputs) {
    return 0;
  }

  /// Parameters of the operator, weights included.
  default long parameters() {
    return 0;
  }

  /// A short name for lists: `Conv 3×3`, `ReLU`.
  String title();
}
