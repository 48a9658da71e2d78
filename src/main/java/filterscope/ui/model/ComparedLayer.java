package filterscope.ui.model;

import java.util.OptionalDouble;

/// One layer under two configurations.
///
/// @param name of the layer
/// @param first under the first
/// @param second under the second
public record ComparedLayer(String name, Side first, Side second) {
  /// One layer under one configuration.
  ///
  /// @param bits stored bits a weight, scales included
  /// @param group how many filters share a scale, or a dash
  /// @param bytes of the stored weights
  /// @param error `‖W − Ŵ‖²/‖W‖²`
  /// @param sqnr of its activations for the image that is looked at, in decibels; nothing until it is known
  public record Side(double bits, String group, double bytes, double error, OptionalDouble sqnr) {}
}
