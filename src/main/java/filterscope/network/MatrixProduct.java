package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// The matrix product of two computed operands over their last two axes. A product with constant weights is a
/// [Dense] layer instead.
public record MatrixProduct() implements Operator {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.size() != 2) {
      throw new IllegalArgumentException("two operands expected, not " + inputs.size());
    }
    Shape left = inputs.get(0);
    Shape right = inputs.get(1);
    if (left.rank() < 2 || right.rank() < 2 || left.extent(-1) != right.extent(-2)) {
      throw new IllegalArgumentException(
          "matrices " + left + " and " + right + " cannot be multiplied");
    }
    Shape batches =
        Operators.broadcast(left.with(-1, 1).with(-2, 1), right.with(-1, 1).with(-2, 1));
    return batches.with(-2, left.extent(-2)).with(-1, right.extent(-1));
  }

  @Override
  public long macs(List<Shape> inputs) {
    return outputShape(inputs).elements() * inputs.get(0).extent(-1);
  }

  @Override
  public String title() {
    return "MatMul";
  }
}
