package filterscope.network;

import filterscope.tensor.Tensor;
import java.util.Optional;

/// An operator with weights that a method can compress.
public sealed interface Weighted extends Operator permits Convolution, Dense {
  ConvWeights weights();

  /// One number for each filter.
  Optional<Tensor> bias();

  /// The same operator with other weights of the same extents.
  Weighted withWeights(ConvWeights weights);

  @Override
  default long parameters() {
    return weights().size() + (long) bias().map(Tensor::size).orElse(0);
  }
}
