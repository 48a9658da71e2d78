package filterscope.engine;

import filterscope.tensor.Tensor;

/// Sees the values in the middle of a network.
@FunctionalInterface
public interface Observer {
  /// Called once for every step of the network that covers layers, in order.
  ///
  /// @param layer the last layer that the step covers, whose value this is
  /// @param value in the axis order of the network; the observer may keep it
  void observe(String layer, Tensor value);
}
