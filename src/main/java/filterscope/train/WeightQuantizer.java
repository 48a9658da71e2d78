package filterscope.train;

import java.util.List;

/// The straight-through estimator of one layer: what the layer computes with instead of its shadow weights, and how a
/// gradient passes back through that. Weights lie as in [filterscope.network.ConvWeights]. Its text tells it from others of
/// the same layer.
public interface WeightQuantizer {
  /// Computes with the shadow weights themselves.
  WeightQuantizer NONE =
      new WeightQuantizer() {
        @Override
        public void quantize(float[] shadow, float[] effective) {
          System.arraycopy(shadow, 0, effective, 0, shadow.length);
        }

        @Override
        public void passBack(float[] shadow, float[] gradient) {}

        @Override
        public void afterStep(float[] shadow) {}

        @Override
        public String toString() {
          return "float";
        }
      };

  /// Writes the weights to compute with: exactly those that would be stored.
  void quantize(float[] shadow, float[] effective);

  /// Writes the weights to compute with in a step of training. They may differ a little from those that would be stored, where
  /// finding these takes long.
  default void quantizeInTraining(float[] shadow, float[] effective) {
    quantize(shadow, effective);
  }

  /// What learns beside the shadow weights; their gradients are written by [#passBack].
  default List<Parameter> parameters() {
    return List.of();
  }

  /// The weights of the network that is written: those from which the method makes what [#quantize] writes.
  default float[] stored(float[] shadow) {
    return shadow.clone();
  }

  /// Before the first step of an epoch, and after the shadow weights were replaced: forgets earlier steps.
  default void beginEpoch() {}

  /// Turns the gradient of the effective weights into that of the shadow weights, in place.
  void passBack(float[] shadow, float[] gradient);

  /// After the optimiser has changed the shadow weights: clamps them where the method wants it.
  void afterStep(float[] shadow);
}
