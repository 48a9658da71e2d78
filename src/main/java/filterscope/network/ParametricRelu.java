package filterscope.network;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;

/// `x` where positive, `slope·x` elsewhere; the slopes broadcast against the input as in ONNX.
public record ParametricRelu(Tensor slopes) implements Operator {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    if (!Operators.broadcast(input, slopes.shape()).equals(input)) {
      throw new IllegalArgumentException(
          "slopes of shape " + slopes.shape() + " do not fit " + input);
    }
    return input;
  }

  @Override
  public long parameters() {
    return slopes.size();
  }

  @Override
  public String title() {
    return "PReLU";
  }
}
