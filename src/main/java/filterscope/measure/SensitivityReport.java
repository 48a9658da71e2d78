package filterscope.measure;

import java.util.List;

/// How much each compressed layer matters, on the images so far. Immutable; a later one of the same run knows more.
///
/// @param floating the accuracy of the float network
/// @param compressed the accuracy with all of these layers compressed
/// @param layers in the order of the network
/// @param total how many images there will be
public record SensitivityReport(
    Proportion floating, Proportion compressed, List<LayerSensitivity> layers, int total) {
  public SensitivityReport {
    layers = List.copyOf(layers);
  }
}
