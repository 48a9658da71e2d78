package filterscope.kernel.simd;

import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import filterscope.tensor.BitPlanes;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The output step of bit planes towards another binary layer: a bit is 1 where scale, batch normalisation and offset would
/// have left a value ≥ 0. All of them are monotone in the weighted count of differing bits, so that one threshold for each pad
/// case and filter, found once by asking the [Scaling] itself, gives the very same bits.
final class SignOutput {
  private final ConvGeometry geometry;
  private final int[] weights;
  private final int[] caseOfOutput;
  private final int places;
  private final int filtersOfGroup;
  private final int[] most;
  private final int[] turned;

  /// The sums that are compared.
  @SuppressWarnings("ArrayRecordComponent") // Shared, never compared.
  record Sums(
      ConvGeometry geometry,
      Scaling scaling,
      PadCases cases,
      int[][] bases,
      int[] weights,
      int shift) {
    private float result(int filter, int padCase, int count) {
      return scaling.apply(filter, (bases[padCase][filter] - 2 * count) >> shift);
    }
  }

  /// @param after what happens to the results before their signs are taken
  SignOutput(Sums sums, BitKernels.Monotone after) {
    this.geometry = sums.geometry;
    this.weights = sums.weights;
    this.caseOfOutput = sums.cases.caseOfOutput();
    this.filtersOfGroup = Lanes.roundUp(geometry.filtersPerGroup());
    this.places = geometry.groups() * filtersOfGroup;
    this.most = new int[sums.bases.length * places];
    this.turned = new int[places / Lanes.COUNT];
    Arrays.fill(most, -1);
    int largest = geometry.depth() * Arrays.stream(weights).sum();
    for (int filter = 0; filter < geometry.filters(); filter++) {
      int place =
          filter / geometry.filtersPerGroup() * filtersOfGroup
              + filter % geometry.filtersPerGroup();
      boolean turns = sums.scaling.factor(0, filter) < 0 != after.descends(filter);
      if (turns) {
        turned[place / Lanes.COUNT] |= 1 << place % Lanes.COUNT;
      }
      for (int padCase = 0; padCase < sums.bases.length; padCase++) {
        most[padCase * places + place] = most(sums, after, filter, padCase, largest, turns);
      }
    }
  }

  /// The largest weighted count, −1 to `largest`, up to which the bit is 1; where the factor is negative up to which it is 0.
  private static int most(
      Sums sums, BitKernels.Monotone after, int filter, int padCase, int largest, boolean turns) {
    int low = -1;
    int high = largest;
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      boolean positive = after.apply(filter, sums.result(filter, padCase, middle)) >= 0;
      if (positive != turns) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Writes the bits of `vectors` vectors of filters from `filter` (of its group) on, for `pixels` outputs. The blocks of a
  /// group come in ascending order.
  ///
  /// @param sums as in [OutputStep#write]
  void write(
      int[] sums,
      int tile,
      int part,
      int group,
      int filter,
      int vectors,
      int firstOutput,
      int pixels,
      int[] output) {
    int words = BitPlanes.wordsFor(geometry.filtersPerGroup());
    int pixelWords = geometry.groups() * words;
    int step = vectors * Lanes.COUNT;
    for (int vector = 0; vector < vectors; vector++) {
      int inGroup = filter + vector * Lanes.COUNT;
      if (inGroup >= geometry.filtersPerGroup()) {
        return;
      }
      int to = firstOutput * pixelWords + group * words + inGroup / Integer.SIZE;
      int bit = inGroup % Integer.SIZE;
      write(
          sums,
          tile + vector * Lanes.COUNT,
          part,
          step,
          group * filtersOfGroup + inGroup,
          firstOutput,
          pixels,
          output,
          to,
          pixelWords,
          bit);
    }
  }

  private void write(
      int[] sums,
      int from,
      int part,
      int step,
      int place,
      int firstOutput,
      int pixels,
      int[] output,
      int to,
      int pixelWords,
      int bit) {
    int turn = turned[place / Lanes.COUNT];
    for (int pixel = 0; pixel < pixels; pixel++) {
      int limit = caseOfOutput[firstOutput + pixel] * places + place;
      IntVector count = IntVector.fromArray(Lanes.INTS, sums, from);
      if (weights.length > 1) {
        count = count.mul(weights[0]);
        for (int index = 1, at = from; index < weights.length; index++) {
          at += part;
          count = count.add(IntVector.fromArray(Lanes.INTS, sums, at).mul(weights[index]));
        }
      }
      int bits =
          (int)
              count
                  .compare(VectorOperators.LE, IntVector.fromArray(Lanes.INTS, most, limit))
                  .toLong();
      int shifted = (bits ^ turn) << bit;
      output[to] = bit == 0 ? shifted : output[to] | shifted;
      from += step;
      to += pixelWords;
    }
  }
}
