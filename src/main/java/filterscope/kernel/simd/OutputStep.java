package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The steps *pad correction* and *scale*: tiles of sums become floats of the output image. The sum of a filter is
/// `(base of the pad case + Σ coefficient·part) >> shift`; then comes the [Scaling].
final class OutputStep {
  /// What a tile holds: integers, floats that are integers, or floats.
  private enum Sums {
    COUNTS,
    PRODUCTS,
    FLOATS
  }

  private final ConvGeometry geometry;
  private final Sums kind;
  private final int[] coefficients;
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
      Sums kind,
      PadCases cases,
      int[][] bases,
      int[] coefficients,
      int shift) {
    this.geometry = geometry;
    this.kind = kind;
    this.coefficients = coefficients;
    this.filtersOfGroup = Lanes.roundUp(geometry.filtersPerGroup());
    this.basesOfCase = geometry.groups() * filtersOfGroup;
    this.caseOfOutput = cases.caseOfOutput();
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

  /// For parts that are integers.
  ///
  /// @param bases the base of each pad case and filter, `[case][filter]`
  /// @param coefficients one a part
  static OutputStep ofCounts(
      ConvGeometry geometry,
      Scaling scaling,
      PadCases cases,
      int[][] bases,
      int[] coefficients,
      int shift) {
    return new OutputStep(geometry, scaling, Sums.COUNTS, cases, bases, coefficients, shift);
  }

  /// For parts that are whole numbers kept as float bits.
  static OutputStep ofProducts(ConvGeometry geometry, Scaling scaling, int parts) {
    int[] ones = new int[parts];
    Arrays.fill(ones, 1);
    return withoutCases(geometry, scaling, Sums.PRODUCTS, ones);
  }

  /// For parts that are floats kept as their bits.
  static OutputStep ofFloats(ConvGeometry geometry, Scaling scaling, int[] coefficients) {
    return withoutCases(geometry, scaling, Sums.FLOATS, coefficients);
  }

  private static OutputStep withoutCases(
      ConvGeometry geometry, Scaling scaling, Sums kind, int[] coefficients) {
    int[][] bases = new int[1][geometry.filters()];
    return new OutputStep(geometry, scaling, kind, PadCases.none(geometry), bases, coefficients, 0);
  }

  /// Tiles that make a sum.
  int parts() {
    return coefficients.length;
  }

  /// Writes `vectors` vectors of filters from `filter` (of its group) on, for `pixels` outputs.
  ///
  /// @param tile where the sums start, `[part][pixel][vector]`
  /// @param part integers from one part to the next
  void write(
      int[] sums,
      int tile,
      int part,
      int group,
      int filter,
      int vectors,
      int firstOutput,
      int pixels,
      float[] output,
      int outputOffset) {
    int to =
        outputOffset
            + firstOutput * geometry.filters()
            + group * geometry.filtersPerGroup()
            + filter;
    int step = vectors * Lanes.COUNT;
    for (int vector = 0; vector < vectors; vector++) {
      int inGroup = filter + vector * Lanes.COUNT;
      int place = group * filtersOfGroup + inGroup;
      int from = tile + vector * Lanes.COUNT;
      int real = geometry.filtersPerGroup() - inGroup;
      switch (kind) {
        case COUNTS -> counts(sums, from, part, step, place, firstOutput, pixels, output, to, real);
        case PRODUCTS -> products(sums, from, part, step, place, pixels, output, to, real);
        case FLOATS -> floats(sums, from, part, step, place, pixels, output, to, real);
      }
      to += Lanes.COUNT;
    }
  }

  private void counts(
      int[] sums,
      int from,
      int part,
      int step,
      int place,
      int firstOutput,
      int pixels,
      float[] output,
      int to,
      int real) {
    FloatVector factor = FloatVector.fromArray(Lanes.FLOATS, factors, place);
    FloatVector offset = FloatVector.fromArray(Lanes.FLOATS, offsets, place);
    int filters = geometry.filters();
    int coefficient = coefficients[0];
    for (int pixel = 0; pixel < pixels; pixel++) {
      int base = caseOfOutput[firstOutput + pixel] * basesOfCase + place;
      IntVector sum =
          IntVector.fromArray(Lanes.INTS, bases, base)
              .add(IntVector.fromArray(Lanes.INTS, sums, from).mul(coefficient));
      for (int index = 1, at = from; index < coefficients.length; index++) {
        at += part;
        sum = sum.add(IntVector.fromArray(Lanes.INTS, sums, at).mul(coefficients[index]));
      }
      FloatVector value =
          ((FloatVector) sum.lanewise(VectorOperators.ASHR, shift).convert(VectorOperators.I2F, 0))
              .fma(factor, offset);
      if (clamps) {
        value = value.max(low).min(high);
      }
      if (real >= Lanes.COUNT) {
        value.intoArray(output, to);
      } else {
        value.intoArray(output, to, Lanes.FLOATS.indexInRange(0, real));
      }
      from += step;
      to += filters;
    }
  }

  private void products(
      int[] sums,
      int from,
      int part,
      int step,
      int place,
      int pixels,
      float[] output,
      int to,
      int real) {
    FloatVector factor = FloatVector.fromArray(Lanes.FLOATS, factors, place);
    FloatVector offset = FloatVector.fromArray(Lanes.FLOATS, offsets, place);
    for (int pixel = 0; pixel < pixels; pixel++) {
      IntVector sum = IntVector.zero(Lanes.INTS);
      for (int index = 0, at = from; index < coefficients.length; index++) {
        FloatVector whole = IntVector.fromArray(Lanes.INTS, sums, at).reinterpretAsFloats();
        sum = sum.add(whole.convert(VectorOperators.F2I, 0));
        at += part;
      }
      FloatVector value = ((FloatVector) sum.convert(VectorOperators.I2F, 0)).fma(factor, offset);
      if (clamps) {
        value = value.max(low).min(high);
      }
      if (real >= Lanes.COUNT) {
        value.intoArray(output, to);
      } else {
        value.intoArray(output, to, Lanes.FLOATS.indexInRange(0, real));
      }
      from += step;
      to += geometry.filters();
    }
  }

  private void floats(
      int[] sums,
      int from,
      int part,
      int step,
      int place,
      int pixels,
      float[] output,
      int to,
      int real) {
    FloatVector factor = FloatVector.fromArray(Lanes.FLOATS, factors, place);
    FloatVector offset = FloatVector.fromArray(Lanes.FLOATS, offsets, place);
    for (int pixel = 0; pixel < pixels; pixel++) {
      FloatVector sum = FloatVector.zero(Lanes.FLOATS);
      for (int index = 0, at = from; index < coefficients.length; index++) {
        FloatVector one = IntVector.fromArray(Lanes.INTS, sums, at).reinterpretAsFloats();
        sum = sum.add(one.mul(coefficients[index]));
        at += part;
      }
      FloatVector value = sum.fma(factor, offset);
      if (clamps) {
        value = value.max(low).min(high);
      }
      if (real >= Lanes.COUNT) {
        value.intoArray(output, to);
      } else {
        value.intoArray(output, to, Lanes.FLOATS.indexInRange(0, real));
      }
      from += step;
      to += geometry.filters();
    }
  }
}
