package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What every backend of the low-bit kernels is held to the scalar definition on: awkward channel counts, strides, dilations,
/// borders and groups; and random weights, images and scalings for them.
final class KernelGrid {
  private static final int[] CHANNELS = {1, 3, 63, 64, 65, 100, 512};

  private KernelGrid() {}

  /// How levels are drawn and activations quantized.
  record Width(boolean odd, int largest, ActivationGrid activations) {}

  static List<BitKernels> backends() {
    return List.of(
        VectorBitKernels.bitCount(), VectorBitKernels.carrySave(), VectorBitKernels.multiplyAdd());
  }

  static List<Width> widths(Random random) {
    int bits = 2 + random.nextInt(3);
    return List.of(
        new Width(true, 1, new ActivationGrid.Sign()),
        new Width(true, 3, new ActivationGrid.Unsigned(2, 1.5f)),
        new Width(false, 1, new ActivationGrid.Sign()),
        new Width(false, 3, new ActivationGrid.Signed(bits, 0.9f)),
        new Width(false, 127, new ActivationGrid.Unsigned(8, 1)),
        new Width(true, 255, new ActivationGrid.Signed(8, 1.2f)),
        new Width(true, 1, new ActivationGrid.Unsigned(1, 1)));
  }

  static List<ConvGeometry> geometries() {
    List<ConvGeometry> result = new ArrayList<>();
    for (int channels : CHANNELS) {
      result.add(geometry(5, 6, channels, 17, 3, 1, 1, 1, 1));
      result.add(geometry(4, 4, channels, 64, 1, 1, 1, 0, 1));
      result.add(geometry(1, 1, channels, 10, 1, 1, 1, 0, 1));
      result.add(geometry(9, 7, channels, 3, 3, 2, 1, 1, 1));
      result.add(geometry(6, 7, channels, 33, 3, 1, 2, 2, 1));
    }
    for (int stride : new int[] {1, 2, 3}) {
      for (int dilation : new int[] {1, 2}) {
        for (int pad : new int[] {0, 1, 3}) {
          for (int groups : new int[] {1, 2, 12}) {
            result.add(geometry(9, 10, 12, 24, 3, stride, dilation, pad, groups));
          }
        }
      }
    }
    result.add(geometry(7, 7, 64, 64, 3, 1, 1, 1, 64));
    result.add(geometry(8, 8, 128, 96, 5, 1, 1, 2, 2));
    result.add(geometry(2, 2, 40, 40, 3, 1, 1, 2, 1));
    result.add(geometry(9, 9, 64, 112, 3, 1, 1, 1, 1));
    return result;
  }

  private static ConvGeometry geometry(
      int height,
      int width,
      int channels,
      int filters,
      int kernel,
      int stride,
      int dilation,
      int pad,
      int groups) {
    int reach = (kernel - 1) * dilation + 1;
    int outputHeight = (height + 2 * pad - reach) / stride + 1;
    int outputWidth = (width + 2 * pad - reach) / stride + 1;
    return new ConvGeometry(
        height,
        width,
        channels,
        filters,
        kernel,
        kernel,
        stride,
        stride,
        dilation,
        dilation,
        pad,
        pad,
        outputHeight,
        outputWidth,
        groups);
  }

  /// Factors for blocks of up to `most` channels each.
  static Scaling tiled(ConvGeometry geometry, int most, Finish finish, Random random) {
    int channels = geometry.channelsPerGroup();
    List<Integer> firsts = new ArrayList<>();
    for (int channel = 0; channel < channels; channel += 1 + random.nextInt(most)) {
      firsts.add(channel);
    }
    float[] factors = new float[geometry.filters() * firsts.size()];
    for (int index = 0; index < factors.length; index++) {
      factors[index] = random.nextFloat() - 0.5f;
    }
    float[] offsets = new float[geometry.filters()];
    for (int index = 0; index < offsets.length; index++) {
      offsets[index] = random.nextFloat();
    }
    return Scaling.tiled(
        factors, offsets, finish, firsts.stream().mapToInt(Integer::intValue).toArray());
  }

  static short[] levels(ConvGeometry geometry, boolean odd, int largest, Random random) {
    short[] levels = new short[geometry.filters() * geometry.depth()];
    for (int index = 0; index < levels.length; index++) {
      int level =
          odd
              ? 2 * random.nextInt(largest + 1) - largest
              : random.nextInt(2 * largest + 1) - largest;
      levels[index] = (short) level;
    }
    return levels;
  }

  static float[] activations(int count, Random random) {
    float[] values = new float[count];
    for (int index = 0; index < count; index++) {
      values[index] = random.nextInt(10) == 0 ? 0 : (float) random.nextGaussian();
    }
    return values;
  }

  static Scaling scaling(int filters, Finish finish, Random random) {
    float[] factors = new float[filters];
    float[] offsets = new float[filters];
    for (int filter = 0; filter < filters; filter++) {
      factors[filter] = random.nextFloat() - 0.5f;
      offsets[filter] = random.nextFloat();
    }
    return new Scaling(factors, offsets, finish);
  }

  static float[] run(
      BitKernels.Prepared prepared, ConvGeometry geometry, float[] input, int inputOffset) {
    int[] scratch = new int[prepared.scratchInts()];
    Arrays.fill(scratch, 0x5a5a5a5a);
    float[] output = new float[2 + geometry.outputSize()];
    prepared.run(input, inputOffset, output, 2, scratch);
    return output;
  }
}
