package filterscope.network;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;

/// `(x − zero)·scale`. Scale and zero have one number, or one for each index along `axis`.
public record Dequantize(Tensor scale, Tensor zero, int axis) implements Operator {
  public Dequantize {
    if (scale.size() != zero.size()) {
      throw new IllegalArgumentException("as many zero points as scales expected");
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return Operators.one(inputs);
  }

  @Override
  public long parameters() {
    return 2L * scale.size();
  }

  @Override
  public String title() {
    return "Dequantize";
  }
}
