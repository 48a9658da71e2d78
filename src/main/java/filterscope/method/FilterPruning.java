package filterscope.method;

import filterscope.network.ConvWeights;

/// A method that removes whole filters, so that a smaller network runs: this layer has fewer filters, its consumers fewer input
/// channels. It comes first in a chain; [#compress] is then given the filters that stay. Layers whose filters are not their own
/// ([filterscope.network.ChannelFlow#ownsFilters]) stay whole.
public interface FilterPruning extends Method {
  /// The filters that stay, ascending.
  ///
  /// @param weights of the whole layer
  /// @throws IllegalArgumentException as for [#compress]
  int[] kept(ConvWeights weights, Settings settings, LayerCalibration calibration);

  /// How the importance that [#kept] asks for is measured.
  FilterEnsemble ensemble(Settings settings);

  @Override
  default CompressedConv compress(
      ConvWeights kept, Settings settings, LayerCalibration calibration) {
    return new FloatConv(kept);
  }
}
