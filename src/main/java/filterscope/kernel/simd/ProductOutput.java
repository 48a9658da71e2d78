package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The output step of sums whose parts are whole numbers kept as float bits: every block's parts are added up as integers.
final class ProductOutput extends OutputStep {
  private final int[] firstPart;

  /// @param firstPart where the parts of each block of channels begin, and after the last one their number
  ProductOutput(ConvGeometry geometry, Scaling scaling, int[] firstPart) {
    super(geometry, scaling, firstPart[firstPart.length - 1]);
    this.firstPart = firstPart;
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
    boolean mapped = scaling().hasInputMap();
    float low = scaling().finish().low();
    float high = scaling().finish().high();
    for (int pixel = 0; pixel < pixels; pixel++) {
      float magnitude = mapped ? Float.intBitsToFloat(sums[map + pixel]) : 1;
      FloatVector value = offset;
      for (int block = 0; block + 1 < firstPart.length; block++) {
        IntVector sum = IntVector.zero(Lanes.INTS);
        for (int index = firstPart[block]; index < firstPart[block + 1]; index++) {
          FloatVector whole =
              IntVector.fromArray(Lanes.INTS, sums, from + index * part).reinterpretAsFloats();
          sum = sum.add(whole.convert(VectorOperators.F2I, 0));
        }
        value =
            ((FloatVector) sum.convert(VectorOperators.I2F, 0))
                .mul(magnitude)
                .fma(
                    FloatVector.fromArray(Lanes.FLOATS, factors(), block * places() + place),
                    value);
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
