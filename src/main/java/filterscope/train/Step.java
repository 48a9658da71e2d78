package filterscope.train;

import filterscope.network.Operator;
import java.util.List;

/// One layer of a network in training: computes its maps from those of its sources, and their gradient from its own.
interface Step {
  /// What it computes.
  FeatureMaps output();

  /// @param images how many of the batch's images there are
  /// @param training whether batch statistics are used and remembered, rather than the running ones
  void forward(Shards shards, int images, boolean training);

  /// Follows a `forward` in training: writes the gradients of parameters and delivers those of sources.
  void backward(Shards shards, int images);

  /// What learns here.
  default List<Parameter> parameters() {
    return List.of();
  }

  /// Numbers that training changes without a gradient, to be remembered with the parameters.
  default List<float[]> statistics() {
    return List.of();
  }

  /// From now on running statistics become the plain mean over the batches to come, and forget what was before.
  default void averageStatistics() {}

  /// Comes before the first step of an epoch, and after the parameters were replaced from outside.
  default void beginEpoch() {}

  /// Follows every step of the optimiser.
  default void afterStep() {}

  /// The layer's operator with what was learned, given the one it started from.
  default Operator learned(Operator original) {
    return original;
  }
}
