package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// For every few neighbouring channels of a pixel the sums `±x₀ ±x₁ ±x₂ ±x₃` for all patterns of signs, one vector of them:
/// with 16 lanes a table has 4 inputs, with 8 lanes 3. A table serves every filter and every place of the kernel.
final class SumTables {
  /// Activations that a table sums.
  static final int INPUTS = Math.max(1, Integer.numberOfTrailingZeros(Lanes.COUNT));

  /// Patterns that fit an integer.
  static final int PATTERNS_PER_INT = Integer.SIZE / INPUTS;

  private final ConvGeometry geometry;
  private final BorderedImage image;
  private final ChannelCells cells;
  private final int[] signs;

  /// @param image counts tables
  /// @param cells how channels go to tables
  SumTables(ConvGeometry geometry, BorderedImage image, ChannelCells cells) {
    this.geometry = geometry;
    this.image = image;
    this.cells = cells;
    this.signs = new int[INPUTS * Lanes.COUNT];
    for (int input = 0; input < INPUTS; input++) {
      for (int pattern = 0; pattern < Lanes.COUNT; pattern++) {
        float sign = (pattern >>> input & 1) != 0 ? 1 : -1;
        signs[input * Lanes.COUNT + pattern] = Float.floatToRawIntBits(sign);
      }
    }
  }

  int size() {
    return image.size() * Lanes.COUNT;
  }

  void build(float[] input, int inputOffset, int[] words) {
    if (image.hasBorder()) {
      java.util.Arrays.fill(words, 0, size(), 0);
    }
    int from = inputOffset;
    for (int y = 0; y < geometry.inputHeight(); y++) {
      int to = image.pixel(y, 0) * Lanes.COUNT;
      for (int run = geometry.inputWidth() * geometry.groups(); run > 0; run--) {
        for (int block = 0; block < cells.blocks(); block++) {
          int channels = cells.channels(block);
          int whole = channels / INPUTS * INPUTS;
          to = whole(input, from, whole, words, to);
          from += whole;
          if (whole < channels) {
            last(input, from, channels - whole, words, to);
            from += channels - whole;
            to += Lanes.COUNT;
          }
        }
      }
    }
  }

  /// The tables of some channels that fill them.
  private int whole(float[] input, int from, int count, int[] words, int to) {
    if (INPUTS != 4) {
      for (int done = 0; done < count; done += INPUTS, to += Lanes.COUNT) {
        last(input, from + done, INPUTS, words, to);
      }
      return to;
    }
    FloatVector sign0 = sign(0);
    FloatVector sign1 = sign(1);
    FloatVector sign2 = sign(2);
    FloatVector sign3 = sign(3);
    for (int done = from; done < from + count; done += 4, to += Lanes.COUNT) {
      FloatVector pair0 =
          sign1.fma(FloatVector.broadcast(Lanes.FLOATS, input[done + 1]), sign0.mul(input[done]));
      FloatVector pair1 =
          sign3.fma(
              FloatVector.broadcast(Lanes.FLOATS, input[done + 3]), sign2.mul(input[done + 2]));
      pair0.add(pair1).reinterpretAsInts().intoArray(words, to);
    }
    return to;
  }

  private void last(float[] input, int from, int count, int[] words, int to) {
    FloatVector sum = sign(0).mul(input[from]);
    for (int index = 1; index < count; index++) {
      sum = sign(index).fma(FloatVector.broadcast(Lanes.FLOATS, input[from + index]), sum);
    }
    sum.reinterpretAsInts().intoArray(words, to);
  }

  private FloatVector sign(int input) {
    return IntVector.fromArray(Lanes.INTS, signs, input * Lanes.COUNT).reinterpretAsFloats();
  }
}
