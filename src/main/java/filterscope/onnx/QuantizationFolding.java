package filterscope.onnx;

import filterscope.onnx.Broadcast.Walk;
import filterscope.onnx.QuantizationNodes.Steps;
import filterscope.tensor.Shape;

/// Folds quantization of constants: weights stored as 8-bit integers become the floats that they stand for.
final class QuantizationFolding {
  private QuantizationFolding() {}

  static Literal quantize(Node node) {
    Literal input = node.literal(0, "input");
    Steps steps = Steps.of(node, input.shape());
    node.budget().take(Literal.bytes(steps.type(), input.shape()));
    Walk place = places(steps, input.shape());
    long[] wholes = new long[input.size()];
    for (int i = 0; i < wholes.length; i++) {
      int step = place.next();
      double rounded = Math.rint(input.real(i) / steps.scale().value(step));
      double value = rounded + steps.zero().value(step);
      wholes[i] =
          (long) Math.clamp(value, (double) steps.type().lowest(), (double) steps.type().highest());
    }
    return Literal.whole(steps.type(), input.shape(), wholes);
  }

  static Literal dequantize(Node node) {
    Literal input = node.literal(0, "input");
    Steps steps = Steps.of(node, input.shape());
    node.budget().take(Literal.bytes(ElementType.FLOAT, input.shape()));
    Walk place = places(steps, input.shape());
    float[] reals = new float[input.size()];
    for (int i = 0; i < reals.length; i++) {
      int step = place.next();
      reals[i] = (input.real(i) - steps.zero().value(step)) * steps.scale().value(step);
    }
    return Literal.real(input.shape(), reals);
  }

  /// Which scale each element has.
  private static Walk places(Steps steps, Shape shape) {
    int[] strides = new int[shape.rank()];
    if (steps.scale().size() > 1) {
      strides[steps.axis()] = 1;
    }
    return new Walk(shape, strides, 0);
  }
}
