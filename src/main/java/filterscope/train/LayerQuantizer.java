package filterscope.train;

import java.util.Optional;

/// What a layer computes with in training instead of its shadow weights, and instead of the activations that it is given. Its text
/// tells it from others of the same layer.
///
/// @param bound the bound of the activations' grid, where it is learned
public record LayerQuantizer(
    WeightQuantizer weights, InputQuantizer inputs, Optional<LearnedBound> bound) {
  /// Computes with both as they are.
  public static final LayerQuantizer NONE =
      new LayerQuantizer(WeightQuantizer.NONE, InputQuantizer.NONE);

  /// Without a bound that is learned.
  public LayerQuantizer(WeightQuantizer weights, InputQuantizer inputs) {
    this(weights, inputs, Optional.empty());
  }

  /// Quantizes weights only.
  public static LayerQuantizer ofWeights(WeightQuantizer weights) {
    return new LayerQuantizer(weights, InputQuantizer.NONE);
  }

  @Override
  public String toString() {
    String taken = inputs.isNone() ? "" : " of " + inputs.grid();
    return weights + taken + bound.map(learned -> ", " + learned).orElse("");
  }
}
