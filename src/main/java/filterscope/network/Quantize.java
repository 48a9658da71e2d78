package filterscope.network;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;

/// `clamp(roundHalfToEven(x/scale) + zero, lowest, highest)`, kept as floats. Scale and zero have one number, or one for
/// each index along `axis`.
public record Quantize(Tensor scale, Tensor zero, int axis, int lowest, int highest)
    implements Operator {
  public Quantize {
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
    return "Quantize";
  }
}
