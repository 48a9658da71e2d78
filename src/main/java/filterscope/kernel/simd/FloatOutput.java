package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// The output step of sums that are floats, kept as their bits: every block's parts are added up with their coefficients.
final class FloatOutput extends OutputStep {
  private final int[] coefficients;

  /// @param coefficients what the parts of a block are multiplied by
  FloatOutput(ConvGeometry geometry, Scaling scaling, int[] coefficients) {
    super(geometry, scaling, scaling.blocks() * coefficients.length);
    this.coefficients = coefficients;
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
    float low = scaling().finish().low();
    float high = scaling().finish().high();
    int blocks = scaling().blocks();
    for (int pixel = 0; pixel < pixels; pixel++) {
      FloatVector value = offset;
      int at = from;
      for (int block = 0; block < blocks; block++) {
        FloatVector sum = FloatVector.zero(Lanes.FLOATS);
        for (int index = 0; index < coefficients.length; index++, at += part) {
          FloatVector one = IntVector.fromArray(Lanes.INTS, sums, at).reinterpretAsFloats();
          sum = sum.add(one.mul(coefficients[index]));
        }
        value =
            sum.fma(
                FloatVector.fromArray(Lanes.FLOATS, factors(), block * places() + place), value);
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
