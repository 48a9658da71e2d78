package filterscope.method;

import java.util.Optional;

/// What is known about one layer, besides its weights, before it is compressed.
///
/// @param input the activations that go into the layer in the float network; nothing where no image was seen
/// @param importance what removing each filter costs; nothing where it was not measured
/// @param filtersMove whether the network lets the filters of this layer be stored in any order
///     ([filterscope.network.ChannelFlow]): nobody but consumers that move along takes them
public record LayerCalibration(
    Optional<ActivationStatistics> input,
    Optional<FilterImportance> importance,
    boolean filtersMove) {
  /// No image was seen.
  public static final LayerCalibration NONE = new LayerCalibration(Optional.empty());

  /// Images that showed the activations only.
  public LayerCalibration(Optional<ActivationStatistics> input) {
    this(input, Optional.empty(), false);
  }

  /// The same with the importance of the filters.
  public LayerCalibration withImportance(FilterImportance measured) {
    return new LayerCalibration(input, Optional.of(measured), filtersMove);
  }

  /// The same in a network that lets the filters move, or not.
  public LayerCalibration withMovingFilters(boolean move) {
    return new LayerCalibration(input, importance, move);
  }
}
