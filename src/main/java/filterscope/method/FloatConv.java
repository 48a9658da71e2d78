package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.function.Function;

/// Weights left as 32-bit floats.
public record FloatConv(ConvWeights weights) implements CompressedConv {
  @Override
  public StoredBits bits() {
    return new StoredBits(0, 0, 32L * weights.size());
  }

  @Override
  public ConvWeights restore() {
    return weights;
  }

  @Override
  public CompressedConv then(Function<ConvWeights, CompressedConv> next) {
    return next.apply(weights);
  }
}
