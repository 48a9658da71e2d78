package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// The same numbers in row-major order under another shape (Reshape, Flatten, Squeeze and Unsqueeze of ONNX).
public record Reshape(Shape target) implements Operator {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    if (input.elements() != target.elements()) {
      throw new IllegalArgumentException(input + " cannot be read as " + target);
    }
    return target;
  }

  @Override
  public String title() {
    return "Reshape";
  }
}
