package filterscope.method.catalog;

import filterscope.method.Grouping;
import filterscope.method.Half;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;

/// The parameters of scaling factors that several methods have, and the factors as they are stored.
final class Scales {
  /// Bits of a scale.
  static final Param.Choice BITS =
      new Param.Choice(
          "scale-bits",
          "Scale bits",
          "Whether a scale is stored as a 32-bit or a 16-bit floating-point number.",
          List.of(new Param.Option("32", "32 bits"), new Param.Option("16", "16 bits")),
          "32");

  /// Filters that share a scale in methods that give every filter its own: cross-filter compression on top of them.
  static final Param.Whole GROUP =
      new Param.Whole(
          "group",
          "Filters per scale",
          "How many neighbouring filters share one scaling factor: 1 gives every filter its own, as the"
              + " method's paper has it.",
          1,
          4096,
          1,
          true);

  private Scales() {}

  static int bits(Settings settings) {
    return Integer.parseInt(settings.choice(BITS));
  }

  /// Groups of neighbouring filters.
  static Grouping grouping(ConvWeights weights, Settings settings) {
    return Grouping.filters(weights.filters(), weights.channels(), settings.whole(GROUP));
  }

  /// One scale for the whole layer.
  static Grouping layer(ConvWeights weights) {
    return Grouping.filters(weights.filters(), weights.channels(), weights.filters());
  }

  /// The scales as they are stored, so that what runs is what the file says.
  ///
  /// @throws IllegalArgumentException if one does not fit 16 bits; the message is a sentence
  static float[] stored(double[] scales, int bits) {
    float[] stored = new float[scales.length];
    for (int group = 0; group < scales.length; group++) {
      float scale = (float) scales[group];
      if (bits == 16 && Float.isInfinite(Half.round(scale))) {
        throw new IllegalArgumentException(
            "a scale of " + scale + " does not fit 16 bits; store the scales in 32 bits");
      }
      stored[group] = bits == 16 ? Half.round(scale) : scale;
    }
    return stored;
  }

  /// The least-squares scale of each group for levels that are given: `<W,Q>/<Q,Q>`, 0 where all levels are.
  static double[] leastSquares(ConvWeights weights, Grouping grouping, short[] levels) {
    double[] products = new double[grouping.groups()];
    double[] squares = new double[grouping.groups()];
    GroupStatistics.forEachKernel(
        weights,
        grouping,
        (group, from, to) -> {
          for (int index = from; index < to; index++) {
            products[group] += (double) weights.values()[index] * levels[index];
            squares[group] += levels[index] * levels[index];
          }
        });
    for (int group = 0; group < products.length; group++) {
      products[group] = squares[group] == 0 ? 0 : products[group] / squares[group];
    }
    return products;
  }
}
