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
  private final boolean floats;
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

  private OutputStep(
      ConvGeometry geometry,
      Scaling scaling,
      boolean floats,
      int[] caseOfOutput,
      int[][] bases,
      int shift) {
    this.floats = floats;
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

  /// For sums that are integers.
  ///
  /// @param bases the base of each pad case and filter, `[case][filter]`
  static OutputStep ofIntegers(
      ConvGeometry geometry, Scaling scaling, PadCases cases, int[][] bases, int shift) {
    return new OutputStep(geometry, scaling, false, cases.caseOfOutput(), bases, shift);
  }

  /// For sums that are floats, kept as their bits.
  static OutputStep ofFloats(ConvGeometry geometry, Scaling scaling) {
    int[] cases = PadCases.none(geometry).caseOfOutput();
    return new OutputStep(geometry, scaling, true, cases, new int[1][geometry.filters()], 0);
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
    IntVector bits = IntVector.fromArray(Lanes.INTS, sums, tile);
    FloatVector sum = floats ? bits.reinterpretAsFloats() : corrected(bits, base);
    FloatVector value =
        sum.fma(
            FloatVector.fromArray(Lanes.FLOATS, factors, place),
            FloatVector.fromArray(Lanes.FLOATS, offsets, place));
    return clamps ? value.max(low).min(high) : value;
  }

  private FloatVector corrected(IntVector counted, int base) {
    IntVector sum =
        counted
            .add(IntVector.fromArray(Lanes.INTS, bases, base))
            .lanewise(VectorOperators.ASHR, shift);
    return (FloatVector) sum.convert(VectorOperators.I2F, 0);
  }
}
