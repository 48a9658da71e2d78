package filterscope.method;

import java.util.Map;

/// What images say about the layers of a network, by the layer's name. Immutable.
public record Calibration(Map<String, LayerCalibration> layers) {
  /// No image was seen.
  public static final Calibration NONE = new Calibration(Map.of());

  public Calibration {
    layers = Map.copyOf(layers);
  }

  public LayerCalibration of(String layer) {
    return layers.getOrDefault(layer, LayerCalibration.NONE);
  }

  public boolean isEmpty() {
    return layers.isEmpty();
  }
}
