package filterscope.method;

import java.util.Optional;

/// What images say about one layer before it is compressed.
///
/// @param input the activations that go into the layer in the float network; nothing where no image was seen
public record LayerCalibration(Optional<ActivationStatistics> input) {
  /// No image was seen.
  public static final LayerCalibration NONE = new LayerCalibration(Optional.empty());
}
