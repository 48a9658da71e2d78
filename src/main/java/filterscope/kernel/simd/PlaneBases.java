package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;

/// What a sum of bit planes is before any bit differs: `Σ p·Σ r·n`, the shift of the activations, and with signs what the
/// padding would have added as −1 (the step *pad correction*).
final class PlaneBases {
  private final ConvGeometry geometry;
  private final short[] levels;
  private final PlaneCode weights;
  private final PlaneCode activations;
  private final PadCases cases;

  PlaneBases(
      ConvGeometry geometry,
      short[] levels,
      PlaneCode weights,
      PlaneCode activations,
      PadCases cases) {
    this.geometry = geometry;
    this.levels = levels;
    this.weights = weights;
    this.activations = activations;
    this.cases = cases;
  }

  /// The bases of every block of channels, pad case and filter, `[block][case][filter]`.
  int[][][] of(ChannelCells cells) {
    int[][][] bases = new int[cells.blocks()][cases.count()][geometry.filters()];
    int[] ofTap = new int[geometry.kernelHeight() * geometry.kernelWidth()];
    for (int block = 0; block < cells.blocks(); block++) {
      int agreeing =
          weights.sumOfPlaneWeights()
              * activations.sumOfPlaneWeights()
              * cells.channels(block)
              * ofTap.length;
      for (int filter = 0; filter < geometry.filters(); filter++) {
        int sum = sums(filter, cells.firstChannel(block), cells.channels(block), ofTap);
        int base = agreeing + activations.shift() * weights.divisor() * sum;
        for (int padCase = 0; padCase < cases.count(); padCase++) {
          bases[block][padCase][filter] =
              base + weights.divisor() * cases.sumOutside(padCase, ofTap);
        }
      }
    }
    return bases;
  }

  /// The sum of a filter's weights over some channels, and the sum at each tap.
  private int sums(int filter, int firstChannel, int channels, int[] ofTap) {
    java.util.Arrays.fill(ofTap, 0);
    int sum = 0;
    int index = filter * geometry.depth() + firstChannel * ofTap.length;
    for (int channel = 0; channel < channels; channel++) {
      for (int tap = 0; tap < ofTap.length; tap++, index++) {
        ofTap[tap] += levels[index];
        sum += levels[index];
      }
    }
    return sum;
  }
}
