package filterscope.export;

import filterscope.network.ConvWeights;
import tools.jackson.databind.node.ObjectNode;

/// The extents of the weights of one layer: `n` filters of `c` channels of `h×w` taps.
record Extents(int filters, int channels, int height, int width) {
  Extents {
    if (filters < 1 || channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException("weights need positive extents");
    }
    Math.toIntExact(
        Math.multiplyExact(
            Math.multiplyExact((long) filters, channels),
            Math.multiplyExact((long) height, width)));
  }

  static Extents of(ConvWeights weights) {
    return new Extents(
        weights.filters(), weights.channels(), weights.kernelHeight(), weights.kernelWidth());
  }

  static Extents read(Fields node) {
    return new Extents(
        node.whole("filters"), node.whole("channels"), node.whole("height"), node.whole("width"));
  }

  void write(ObjectNode node) {
    node.put("filters", filters).put("channels", channels);
    node.put("height", height).put("width", width);
  }

  int size() {
    return filters * channels * height * width;
  }

  ConvWeights weights(float[] values) {
    return new ConvWeights(filters, channels, height, width, values);
  }

  /// Weights of these extents, all zero.
  ConvWeights zeros() {
    return weights(new float[size()]);
  }
}
