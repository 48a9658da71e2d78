package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// Exponentials that sum to one over the axes from `firstAxis` to `lastAxis` (both counted from 0), or their
/// logarithms. Before opset 13 ONNX normalises over all axes from one on, since then over a single axis.
public record Softmax(int firstAxis, int lastAxis, boolean logarithm) implements Operator {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    Operators.axis(firstAxis, input.rank());
    Operators.axis(lastAxis, input.rank());
    return input;
  }

  @Override
  public String title() {
    return logarithm ? "LogSoftmax" : "Softmax";
  }
}
