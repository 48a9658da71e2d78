package filterscope.ui.canvas;

import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;

/// Stored grids for tests, made by the plain formulas: α = mean |w| of the group at one bit, otherwise the integer grid
/// whose outermost level is the group's largest magnitude.
final class GridExamples {
  private GridExamples() {}

  /// Quantizes to `bits` bits with one scale a group.
  static GridConv quantized(ConvWeights weights, int bits, Grouping grouping) {
    float[] values = weights.values();
    int kernel = weights.kernelSize();
    double[] sums = new double[grouping.groups()];
    float[] greatest = new float[grouping.groups()];
    int[] kernels = grouping.kernelsPerGroup();
    for (int index = 0; index < values.length; index++) {
      int group = groupOf(weights, grouping, index);
      sums[group] += Math.abs(values[index]);
      greatest[group] = Math.max(greatest[group], Math.abs(values[index]));
    }
    int last = bits == 1 ? 1 : (1 << (bits - 1)) - 1;
    float[] scales = new float[grouping.groups()];
    for (int group = 0; group < scales.length; group++) {
      scales[group] =
          bits == 1
              ? (float) (sums[group] / ((double) kernels[group] * kernel))
              : greatest[group] / last;
    }
    short[] levels = new short[values.length];
    for (int index = 0; index < values.length; index++) {
      float scale = scales[groupOf(weights, grouping, index)];
      levels[index] =
          (short)
              (bits == 1
                  ? (values[index] >= 0 ? 1 : -1)
                  : Math.clamp(Math.round(values[index] / scale), -last, last));
    }
    return stored(weights, bits, levels, grouping, scales);
  }

  /// A stored grid as given.
  static GridConv stored(
      ConvWeights like, int bits, short[] levels, Grouping grouping, float... scales) {
    return new GridConv(
        like, bits == 1 ? Grid.ODD : Grid.SYMMETRIC, bits, levels, grouping, scales, 32);
  }

  private static int groupOf(ConvWeights weights, Grouping grouping, int index) {
    int kernel = index / weights.kernelSize();
    return grouping.groupOf(kernel / weights.channels(), kernel % weights.channels());
  }
}
