package filterscope.network;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;

/// Batch normalisation in its inference form, over axis 1: `y = scale·(x − mean)/√(variance + epsilon) + shift`.
public record BatchNorm(Tensor scale, Tensor shift, Tensor mean, Tensor variance, float epsilon)
    implements Operator {

  public BatchNorm {
    int channels = scale.size();
    if (shift.size() != channels || mean.size() != channels || variance.size() != channels) {
      throw new IllegalArgumentException(
          "the four vectors of a batch normalisation differ in length");
    }
  }

  /// The factor of one channel when written as `y = factor·x + offset`.
  public float factor(int channel) {
    return (float) (scale.value(channel) / Math.sqrt((double) variance.value(channel) + epsilon));
  }

  /// The offset of one channel when written as `y = factor·x + offset`.
  public float offset(int channel) {
    double factor = scale.value(channel) / Math.sqrt((double) variance.value(channel) + epsilon);
    return (float) (shift.value(channel) - mean.value(channel) * factor);
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    if (input.rank() < 2 || input.extent(1) != scale.size()) {
      throw new IllegalArgumentException(
          "a batch normalisation of " + scale.size() + " channels cannot take " + input);
    }
    return input;
  }

  @Override
  public long parameters() {
    return 4L * scale.size();
  }

  @Override
  public String title() {
    return "BatchNorm";
  }
}
