package filterscope.train;

import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Weighted;
import filterscope.tensor.Tensor;
import java.util.Optional;

/// Layers with another bias.
final class Biases {
  private Biases() {}

  static Weighted with(Weighted layer, Tensor bias) {
    return switch (layer) {
      case Convolution convolution ->
          new Convolution(
              convolution.weights(), Optional.of(bias), convolution.window(), convolution.groups());
      case Dense dense -> new Dense(dense.weights(), Optional.of(bias));
    };
  }
}
