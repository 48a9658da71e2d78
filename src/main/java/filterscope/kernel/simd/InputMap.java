package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The map `K` of XNOR-Net: for every output the mean magnitude of the inputs that it met, zero padding included. Means over
/// the channels come first, once a pixel; a window then averages them.
final class InputMap {
  private final ConvGeometry geometry;

  InputMap(ConvGeometry geometry) {
    this.geometry = geometry;
  }

  /// Integers of scratch memory: the map as float bits, and the magnitudes of the pixels.
  int size() {
    return outputs() + geometry.inputHeight() * geometry.inputWidth();
  }

  private int outputs() {
    return geometry.outputHeight() * geometry.outputWidth();
  }

  /// Fills the map from `at` on.
  void fill(float[] input, int inputOffset, int[] scratch, int at) {
    int magnitudes = at + outputs();
    int channels = geometry.inputChannels();
    int pixels = geometry.inputHeight() * geometry.inputWidth();
    for (int pixel = 0, from = inputOffset; pixel < pixels; pixel++, from += channels) {
      scratch[magnitudes + pixel] = Float.floatToRawIntBits(magnitude(input, from, channels));
    }
    int averaged = channels * geometry.kernelHeight() * geometry.kernelWidth();
    for (int row = 0, to = at; row < geometry.outputHeight(); row++) {
      for (int column = 0; column < geometry.outputWidth(); column++) {
        float sum = window(scratch, magnitudes, row, column);
        scratch[to++] = Float.floatToRawIntBits(sum / averaged);
      }
    }
  }

  private static float magnitude(float[] input, int from, int channels) {
    FloatVector sums = FloatVector.zero(Lanes.FLOATS);
    int done = 0;
    for (; done + Lanes.COUNT <= channels; done += Lanes.COUNT) {
      FloatVector values = FloatVector.fromArray(Lanes.FLOATS, input, from + done);
      sums = sums.add(values.abs());
    }
    float sum = sums.reduceLanes(VectorOperators.ADD);
    for (; done < channels; done++) {
      sum += Math.abs(input[from + done]);
    }
    return sum;
  }

  private float window(int[] scratch, int magnitudes, int row, int column) {
    float sum = 0;
    for (int y = 0; y < geometry.kernelHeight(); y++) {
      int inputRow = row * geometry.strideY() + y * geometry.dilationY() - geometry.padTop();
      if (inputRow < 0 || inputRow >= geometry.inputHeight()) {
        continue;
      }
      for (int x = 0; x < geometry.kernelWidth(); x++) {
        int inputColumn =
            column * geometry.strideX() + x * geometry.dilationX() - geometry.padLeft();
        if (inputColumn >= 0 && inputColumn < geometry.inputWidth()) {
          int pixel = inputRow * geometry.inputWidth() + inputColumn;
          sum += Float.intBitsToFloat(scratch[magnitudes + pixel]);
        }
      }
    }
    return sum;
  }
}
