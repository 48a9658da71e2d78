package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// `y = x / (bias + alpha/size · Σ x²)^beta`, the sum over `size` neighbouring channels, as in ONNX's `LRN`.
public record LocalResponseNorm(int size, float alpha, float beta, float bias) implements Operator {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    return Operators.image(inputs);
  }

  @Override
  public String title() {
    return "LRN";
  }
}
