package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The steps *pad correction* and *scale*: a tile of integer sums becomes floats of the output image. Sum of a filter:
/// `(base of the pad case + what was accumulated) >> shift`.
final class OutputStep {
  private final ConvGeometry geometry;
  private final int filtersOfGroup;
  private final int[] caseOfOutput;
  private final int[] bases;
  private final int basesOfCase;
  private final int shift;
  private final float[] factors;
  private final float[] offsets;
  private final boolean clamps;
  private final float low;
  private final float high;

  /// @param bases the base of each case of [PadCases] and filter, `[case][filter]`
  OutputStep(ConvGeometry geometry, Scaling scaling, int[] caseOfOutput, int[][] bases, int shift) {
    this.geometry = geometry;
    this.filtersOfGroup = Lanes.roundUp(geometry.filtersPerGroup());
    this.basesOfCase = geometry.groups() * filtersOfGroup;
    this.caseOfOutput = caseOfOutput;
    this.shift = shift;
    this.bases = new int[bases.length * basesOfCase];
    this.factors = new float[basesOfCase];
    this.offsets = new float[basesOfCase];
    for (int filter = 0; filter < geometry.filters(); filter++) {
      int group = filter / geometry.filtersPerGroup();
      int place = group * filtersOfGroup + filter % geometry.filtersPerGroup();
      factors[place] = scaling.factor(filter);
      offsets[place] = scaling.offset(filter);
      for (int padCase = 0; padCase < bases.length; padCase++) {
        this.bases[padCase * basesOfCase + place] = bases[padCase][filter];
      }
    }
    this.low = scaling.finish().low();
    this.high = scaling.finish().high();
    this.clamps = low != Float.NEGATIVE_INFINITY || high != Float.POSITIVE_INFINITY;
  }

  /// Writes `vectors` vectors of filters from `filter` (of its group) on, for `pixels` outputs.
  ///
  /// @param tile where the sums start, `[pixel][vector]`
  void write(
      int[] sums,
      int tile,
      int group,
      int filter,
      int vectors,
      int firstOutput,
      int pixels,
      float[] output,
      int outputOffset) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      int caseBase = caseOfOutput[firstOutput + pixel] * basesOfCase;
      int place = group * filtersOfGroup + filter;
      int to =
          outputOffset
              + (firstOutput + pixel) * geometry.filters()
              + group * geometry.filtersPerGroup()
              + filter;
      for (int vector = 0; vector < vectors; vector++) {
        int left = geometry.filtersPerGroup() - filter - vector * Lanes.COUNT;
        FloatVector result = scaled(sums, tile, caseBase + place, place);
        if (left >= Lanes.COUNT) {
          result.intoArray(output, to);
        } else {
          VectorMask<Float> real = Lanes.FLOATS.indexInRange(0, left);
          result.intoArray(output, to, real);
        }
        tile += Lanes.COUNT;
        place += Lanes.COUNT;
        to += Lanes.COUNT;
      }
    }
  }

  private FloatVector scaled(int[] sums, int tile, int base, int place) {
    IntVector sum =
        IntVector.fromArray(Lanes.INTS, sums, tile)
            .add(IntVector.fromArray(Lanes.INTS, bases, base))
            .lanewise(VectorOperators.ASHR, shift);
    return finished((FloatVector) sum.convert(VectorOperators.I2F, 0), place);
  }

  /// Scales and clamps sums that are floats already.
  FloatVector finished(FloatVector sum, int place) {
    FloatVector value =
        sum.fma(
            FloatVector.fromArray(Lanes.FLOATS, factors, place),
            FloatVector.fromArray(Lanes.FLOATS, offsets, place));
    return clamps ? value.max(low).min(high) : value;
  }
}
