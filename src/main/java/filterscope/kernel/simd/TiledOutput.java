package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The output step of bit planes with several factors a filter, or with the map of input magnitudes.
final class TiledOutput extends OutputStep {
  private final int[] coefficients;
  private final int[] firstPart;
  private final int[] caseOfOutput;
  private final int[] bases;
  private final int shift;

  private TiledOutput(
      ConvGeometry geometry,
      Scaling scaling,
      PadCases cases,
      int[][][] bases,
      int[] coefficients,
      int[] firstPart,
      int shift) {
    super(geometry, scaling, coefficients.length);
    this.coefficients = coefficients;
    this.firstPart = firstPart;
    this.caseOfOutput = cases.caseOfOutput();
    this.shift = shift;
    int count = cases.count();
    this.bases = new int[bases.length * count * places()];
    for (int block = 0; block < bases.length; block++) {
      for (int padCase = 0; padCase < count; padCase++) {
        for (int filter = 0; filter < geometry.filters(); filter++) {
          this.bases[(padCase * bases.length + block) * places() + place(filter)] =
              bases[block][padCase][filter];
        }
      }
    }
  }

  /// For parts that are counts of differing bits.
  ///
  /// @param bases `[block][case][filter]`
  /// @param weights what a differing bit of each part of one block weighs
  static TiledOutput ofCounts(
      ConvGeometry geometry,
      Scaling scaling,
      PadCases cases,
      int[][][] bases,
      int[] weights,
      int shift) {
    int[] coefficients = new int[bases.length * weights.length];
    int[] firstPart = new int[bases.length + 1];
    for (int block = 0; block < bases.length; block++) {
      firstPart[block + 1] = firstPart[block] + weights.length;
      for (int part = 0; part < weights.length; part++) {
        coefficients[block * weights.length + part] = -2 * weights[part];
      }
    }
    return new TiledOutput(geometry, scaling, cases, bases, coefficients, firstPart, shift);
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
    FloatVector offset = FloatVector.fromArray(Lanes.FLOATS, offsets(), place);
    int places = places();
    int blocks = firstPart.length - 1;
    boolean mapped = scaling().hasInputMap();
    float low = scaling().finish().low();
    float high = scaling().finish().high();
    for (int pixel = 0; pixel < pixels; pixel++) {
      float magnitude = mapped ? Float.intBitsToFloat(sums[map + pixel]) : 1;
      int base = caseOfOutput[firstOutput + pixel] * blocks * places + place;
      FloatVector value = offset;
      for (int block = 0; block < blocks; block++) {
        IntVector sum = IntVector.fromArray(Lanes.INTS, bases, base + block * places);
        for (int index = firstPart[block]; index < firstPart[block + 1]; index++) {
          IntVector one = IntVector.fromArray(Lanes.INTS, sums, from + index * part);
          sum = sum.add(one.mul(coefficients[index]));
        }
        FloatVector factor = FloatVector.fromArray(Lanes.FLOATS, factors(), block * places + place);
        value =
            ((FloatVector)
                    sum.lanewise(VectorOperators.ASHR, shift).convert(VectorOperators.I2F, 0))
                .mul(magnitude)
                .fma(factor, value);
      }
      value = value.max(low).min(high);
      if (real >= Lanes.COUNT) {
        value.intoArray(output, to);
      } else {
        value.intoArray(output, to, Lanes.FLOATS.indexInRange(0, real));
      }
      from += step;
      to += geometry().filters();
    }
  }
}
