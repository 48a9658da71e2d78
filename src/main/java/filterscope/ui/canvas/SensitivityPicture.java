package filterscope.ui.canvas;

import java.util.List;

/// What the sensitivity bars show. Accuracies are shares of 1, NaN where nothing was measured yet.
///
/// @param floating the accuracy of the float network
/// @param compressed the accuracy with all layers compressed
/// @param chosen the layer on the stage, or an empty text
/// @param samples images seen so far
public record SensitivityPicture(
    double floating, double compressed, List<Bar> bars, String chosen, long samples) {
  public SensitivityPicture {
    bars = List.copyOf(bars);
  }

  /// Nothing was measured.
  public static SensitivityPicture nothing() {
    return new SensitivityPicture(Double.NaN, Double.NaN, List.of(), "", 0);
  }

  /// One layer.
  ///
  /// @param bits what its weights take, in a few letters: `1.1 bits`
  /// @param loss how far the accuracy with only this layer compressed is from the float network's
  /// @param gain how far the accuracy with all layers compressed but this one is from that with all compressed
  public record Bar(String layer, String bits, Change loss, Change gain) {}

  /// A difference of accuracies with its 95 % interval, in shares of 1.
  public record Change(double difference, double low, double high) {}
}
