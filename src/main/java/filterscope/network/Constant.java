package filterscope.network;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;

/// Numbers that come from the file, as an operand of arithmetic.
public record Constant(Tensor value) implements Operator {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (!inputs.isEmpty()) {
      throw new IllegalArgumentException("a constant has no inputs");
    }
    return value.shape();
  }

  @Override
  public long parameters() {
    return value.size();
  }

  @Override
  public String title() {
    return "Constant";
  }
}
