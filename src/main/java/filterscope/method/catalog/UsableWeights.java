package filterscope.method.catalog;

import filterscope.network.ConvWeights;

/// What every method asks of weights.
final class UsableWeights {
  private UsableWeights() {}

  /// @throws IllegalArgumentException if a weight is infinite or not a number; the message is a sentence
  static void check(ConvWeights weights) {
    float[] values = weights.values();
    for (int index = 0; index < values.length; index++) {
      if (!Float.isFinite(values[index])) {
        throw new IllegalArgumentException(
            "filter "
                + index / weights.filterSize()
                + " holds a weight that is "
                + (Float.isNaN(values[index]) ? "not a number" : "infinite")
                + ", so that no scale fits it; leave the layer float or repair the network");
      }
    }
  }
}
