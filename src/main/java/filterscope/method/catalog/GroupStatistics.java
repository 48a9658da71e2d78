package filterscope.method.catalog;

import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Arrays;

/// What the magnitudes of the weights of every group amount to. All groups are worked out in one pass over the weights, so
/// the grouping need not be contiguous.
final class GroupStatistics {
  private GroupStatistics() {}

  /// `mean |w|` of each group: the least-squares scale of {−1, +1}.
  static double[] means(ConvWeights weights, Grouping grouping) {
    double[] sums = new double[grouping.groups()];
    forEachKernel(
        weights,
        grouping,
        (group, from, to) -> {
          for (int index = from; index < to; index++) {
            sums[group] += Math.abs(weights.values()[index]);
          }
        });
    int[] kernels = grouping.kernelsPerGroup();
    for (int group = 0; group < sums.length; group++) {
      sums[group] /= (double) kernels[group] * weights.kernelSize();
    }
    return sums;
  }

  /// `max |w|` of each group.
  static double[] maxima(ConvWeights weights, Grouping grouping) {
    double[] maxima = new double[grouping.groups()];
    forEachKernel(
        weights,
        grouping,
        (group, from, to) -> {
          for (int index = from; index < to; index++) {
            maxima[group] = Math.max(maxima[group], Math.abs(weights.values()[index]));
          }
        });
    return maxima;
  }

  /// The magnitudes of each group, ascending.
  static float[][] sortedMagnitudes(ConvWeights weights, Grouping grouping) {
    int[] kernels = grouping.kernelsPerGroup();
    int[] filled = new int[kernels.length];
    float[][] magnitudes = new float[kernels.length][];
    Arrays.setAll(magnitudes, group -> new float[kernels[group] * weights.kernelSize()]);
    forEachKernel(
        weights,
        grouping,
        (group, from, to) -> {
          for (int index = from; index < to; index++) {
            magnitudes[group][filled[group]++] = Math.abs(weights.values()[index]);
          }
        });
    Arrays.stream(magnitudes).parallel().forEach(Arrays::sort);
    return magnitudes;
  }

  /// Goes through the two-dimensional kernels in the order of the weights.
  static void forEachKernel(ConvWeights weights, Grouping grouping, KernelVisitor visitor) {
    int size = weights.kernelSize();
    for (int filter = 0, from = 0; filter < weights.filters(); filter++) {
      for (int channel = 0; channel < weights.channels(); channel++, from += size) {
        visitor.visit(grouping.groupOf(filter, channel), from, from + size);
      }
    }
  }

  /// Takes the group of a kernel, and where its weights begin and end.
  @FunctionalInterface
  interface KernelVisitor {
    void visit(int group, int from, int to);
  }
}
