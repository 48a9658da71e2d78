package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The output step of bit planes with one factor a filter. A sum is `(base of the pad case − 2·Σ weight·count) >> shift`.
final class CountOutput extends OutputStep {
  private final int[] weights;
  private final int[] caseOfOutput;
  private final int[] bases;
  private final int shift;
  private final boolean clamps;

  /// @param bases the base of each pad case and filter, `[case][filter]`
  /// @param weights what a differing bit of each part weighs
  CountOutput(
      ConvGeometry geometry,
      Scaling scaling,
      PadCases cases,
      int[][] bases,
      int[] weights,
      int shift) {
    super(geometry, scaling, weights.length);
    this.weights = weights;
    this.caseOfOutput = cases.caseOfOutput();
    this.shift = shift;
    this.bases = new int[bases.length * places()];
    for (int padCase = 0; padCase < bases.length; padCase++) {
      for (int filter = 0; filter < geometry.filters(); filter++) {
        this.bases[padCase * places() + place(filter)] = bases[padCase][filter];
      }
    }
    this.clamps = !scaling.finish().equals(filterscope.kernel.FloatKernels.Finish.NONE);
  }

  @Override
  void write(
      int[] sums,
      int from,
      int part,
      int step,
      int map,
      int place,
      int firstOutput,
      int pixels,
      float[] output,
      int to,
      int real) {
    FloatVector factor = FloatVector.fromArray(Lanes.FLOATS, factors(), place);
    FloatVector offset = FloatVector.fromArray(Lanes.FLOATS, offsets(), place);
    int filters = geometry().filters();
    int places = places();
    float low = scaling().finish().low();
    float high = scaling().finish().high();
    int coefficient = -2 * weights[0];
    for (int pixel = 0; pixel < pixels; pixel++) {
      int base = caseOfOutput[firstOutput + pixel] * places + place;
      IntVector sum =
          IntVector.fromArray(Lanes.INTS, bases, base)
              .add(IntVector.fromArray(Lanes.INTS, sums, from).mul(coefficient));
      for (int index = 1, at = from; index < weights.length; index++) {
        at += part;
        sum = sum.add(IntVector.fromArray(Lanes.INTS, sums, at).mul(-2 * weights[index]));
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
}
