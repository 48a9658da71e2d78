package filterscope.network;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// A dense layer over the last axis: `…×c → …×n`, weights `n×c×1×1`.
public record Dense(ConvWeights weights, Optional<Tensor> bias) implements Weighted {

  public Dense {
    if (weights.kernelSize() != 1) {
      throw new IllegalArgumentException("the weights of a dense layer have one tap");
    }
    if (bias.isPresent() && bias.get().size() != weights.filters()) {
      throw new IllegalArgumentException(
          "a bias of " + weights.filters() + " numbers expected, not " + bias.get().size());
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    if (input.rank() < 1 || input.extent(-1) != weights.channels()) {
      throw new IllegalArgumentException(
          "a dense layer of " + weights.channels() + " inputs cannot take " + input);
    }
    return input.with(-1, weights.filters());
  }

  @Override
  public long macs(List<Shape> inputs) {
    return Operators.one(inputs).elements() * weights.filters();
  }

  @Override
  public Dense withWeights(ConvWeights other) {
    return new Dense(other, bias);
  }

  @Override
  public String title() {
    return "Dense";
  }
}
