package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// An image with each channel in planes of its own, for kernels that take the weights one by one and add whole planes of outputs. Zeros
/// lie around it as far as the windows reach, and with strides there is a plane for each phase, so that what one weight meets in
/// successive outputs always lies together: output `(row, column)` is number `row·pitch + column` of a sum. The numbers between
/// two rows are computed and mean nothing.
final class ChannelPlanes {
  private final ConvGeometry g;
  private final int height;
  private final int pitch;
  private final int phases;

  ChannelPlanes(ConvGeometry geometry) {
    this.g = geometry;
    this.height = g.outputHeight() + (g.kernelHeight() - 1) * g.dilationY() / g.strideY();
    this.pitch = g.outputWidth() + (g.kernelWidth() - 1) * g.dilationX() / g.strideX();
    this.phases = g.strideY() * g.strideX();
  }

  /// Floats of the planes, with room for vectors that reach past the end.
  int floats() {
    return g.inputChannels() * phases * height * pitch + Lanes.COUNT;
  }

  /// How far two rows of outputs lie apart.
  int pitch() {
    return pitch;
  }

  /// Numbers of a sum over some rows of outputs, in whole vectors.
  int sumFloats(int rows) {
    return Lanes.roundUp((rows - 1) * pitch + g.outputWidth());
  }

  /// Where lies what a tap of a channel meets in the first output of a row.
  int index(int channel, int tapRow, int tapColumn, int outputRow) {
    int y = tapRow * g.dilationY();
    int x = tapColumn * g.dilationX();
    int phase = y % g.strideY() * g.strideX() + x % g.strideX();
    return ((channel * phases + phase) * height + y / g.strideY() + outputRow) * pitch
        + x / g.strideX();
  }

  /// Fills the planes, from 0 on.
  ///
  /// @param input channels last, from `inputOffset` on
  void fill(float[] input, int inputOffset, float[] planes) {
    Arrays.fill(planes, 0, floats(), 0);
    int channels = g.inputChannels();
    int step = phases * height * pitch;
    for (int row = 0; row < g.inputHeight(); row++) {
      int y = row + g.padTop();
      for (int column = 0; column < g.inputWidth(); column++) {
        int x = column + g.padLeft();
        if (y < 0 || x < 0 || y / g.strideY() >= height || x / g.strideX() >= pitch) {
          continue;
        }
        int phase = y % g.strideY() * g.strideX() + x % g.strideX();
        int to = (phase * height + y / g.strideY()) * pitch + x / g.strideX();
        int from = inputOffset + (row * g.inputWidth() + column) * channels;
        for (int channel = 0; channel < channels; channel++, to += step) {
          planes[to] = input[from + channel];
        }
      }
    }
  }

  /// Adds four weights times what they meet to a sum.
  ///
  /// @param count whole vectors
  static void multiplyAdd(
      float[] floats,
      float w0,
      float w1,
      float w2,
      float w3,
      int p0,
      int p1,
      int p2,
      int p3,
      int to,
      int count) {
    FloatVector v0 = FloatVector.broadcast(Lanes.FLOATS, w0);
    FloatVector v1 = FloatVector.broadcast(Lanes.FLOATS, w1);
    FloatVector v2 = FloatVector.broadcast(Lanes.FLOATS, w2);
    FloatVector v3 = FloatVector.broadcast(Lanes.FLOATS, w3);
    for (int at = 0; at < count; at += Lanes.COUNT) {
      FloatVector sum = FloatVector.fromArray(Lanes.FLOATS, floats, to + at);
      sum = FloatVector.fromArray(Lanes.FLOATS, floats, p0 + at).fma(v0, sum);
      sum = FloatVector.fromArray(Lanes.FLOATS, floats, p1 + at).fma(v1, sum);
      sum = FloatVector.fromArray(Lanes.FLOATS, floats, p2 + at).fma(v2, sum);
      sum = FloatVector.fromArray(Lanes.FLOATS, floats, p3 + at).fma(v3, sum);
      sum.intoArray(floats, to + at);
    }
  }

  /// Adds the numbers of four places to a sum.
  ///
  /// @param count whole vectors
  static void add(float[] floats, int p0, int p1, int p2, int p3, int to, int count) {
    for (int at = 0; at < count; at += Lanes.COUNT) {
      FloatVector first =
          FloatVector.fromArray(Lanes.FLOATS, floats, p0 + at)
              .add(FloatVector.fromArray(Lanes.FLOATS, floats, p1 + at));
      FloatVector second =
          FloatVector.fromArray(Lanes.FLOATS, floats, p2 + at)
              .add(FloatVector.fromArray(Lanes.FLOATS, floats, p3 + at));
      FloatVector.fromArray(Lanes.FLOATS, floats, to + at)
          .add(first.add(second))
          .intoArray(floats, to + at);
    }
  }
}
