package filterscope.export;

import filterscope.measure.WeightError;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.StoredBits;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import java.util.List;

/// What a table says of one layer with weights.
///
/// @param method the chain of methods with their settings; `float` where nothing was compressed
/// @param error the share of the weights' energy that is lost; NaN where the original weights are not at hand
record LayerLine(
    String layer,
    String operator,
    ConvWeights weights,
    String method,
    StoredBits bits,
    double error) {

  static List<LayerLine> of(CompressedNetwork network) {
    return network.network().weightedLayers().stream().map(layer -> of(network, layer)).toList();
  }

  private static LayerLine of(CompressedNetwork network, Layer layer) {
    CompressedConv stored = network.layer(layer.name());
    ConvWeights weights = network.network().weights(layer.name());
    return new LayerLine(
        layer.name(),
        layer.operator().title(),
        weights,
        RecipeText.of(network.recipe().of(layer.name())),
        stored.bits(),
        WeightError.of(weights, stored.restore()).relative());
  }

  double bitsPerWeight() {
    return (double) bits.total() / weights.size();
  }

  long floatBytes() {
    return (long) Float.BYTES * weights.size();
  }

  double bytes() {
    return bits.total() / 8.0;
  }
}
