package filterscope.train;

/// What a layer computes with in training instead of its shadow weights, and instead of the activations that it is given. Its text
/// tells it from others of the same layer.
public record LayerQuantizer(WeightQuantizer weights, InputQuantizer inputs) {
  /// Computes with both as they are.
  public static final LayerQuantizer NONE =
      new LayerQuantizer(WeightQuantizer.NONE, InputQuantizer.NONE);

  /// Quantizes weights only.
  public static LayerQuantizer ofWeights(WeightQuantizer weights) {
    return new LayerQuantizer(weights, InputQuantizer.NONE);
  }

  @Override
  public String toString() {
    return inputs.isNone() ? weights.toString() : weights + " of " + inputs.grid();
  }
}
