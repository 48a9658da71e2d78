package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import java.util.Arrays;

/// The float kernels on the Vector API, at the width that the virtual machine prefers.
///
/// - One image row through a dense layer is a matrix times a vector: [DenseRow].
/// - A depthwise convolution has no sum over channels: [DepthwiseConvolution], lanes are channels.
/// - Everything else is a matrix product without the matrix: [TiledConvolution], lanes are filters.
public final class VectorFloatKernels implements FloatKernels {
  /// Calls after which HotSpot's second compiler takes a method with loops.
  private static final int WARM_RUNS = 700;

  @Override
  public String name() {
    return "Vector API " + Tiles.SPECIES.vectorBitSize() + " bit";
  }

  @Override
  public Prepared convolution(ConvGeometry geometry, float[] weights, float[] bias, Finish finish) {
    float[] ones = new float[geometry.filters()];
    Arrays.fill(ones, 1);
    return scaledConvolution(geometry, weights, ones, bias, finish);
  }

  @Override
  public Prepared scaledConvolution(
      ConvGeometry geometry, float[] weights, float[] factors, float[] bias, Finish finish) {
    if (isSinglePixel(geometry)) {
      return new DenseRow(geometry, weights, factors, bias, finish);
    }
    if (geometry.channelsPerGroup() == 1
        && geometry.groups() > 1
        && geometry.groups() == geometry.filters()) {
      return new DepthwiseConvolution(geometry, weights, factors, bias, finish);
    }
    return new TiledConvolution(geometry, weights, factors, bias, finish);
  }

  /// Vector code that is not compiled yet is a thousand times slower than it will be, so small problems are enough, one
  /// for every micro-kernel.
  @Override
  public void warmUp() {
    int lanes = Tiles.SPECIES.length();
    for (int filters : new int[] {4 * lanes, 2 * lanes, lanes, lanes - 1}) {
      warmUp(new ConvGeometry(3, 6, 30, filters, 1, 1, 1, 1, 1, 1, 0, 0, 3, 6, 1));
    }
    warmUp(new ConvGeometry(3, 6, 30, 5 * lanes, 1, 1, 1, 1, 1, 1, 0, 0, 3, 5, 1));
    warmUp(new ConvGeometry(4, 4, 3, lanes, 3, 3, 1, 1, 1, 1, 1, 1, 4, 4, 1));
    warmUp(new ConvGeometry(1, 1, 8 * lanes, 13, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1));
    for (int size : new int[] {3, 5}) {
      int channels = lanes + 1;
      warmUp(
          new ConvGeometry(9, 9, channels, channels, size, size, 1, 1, 1, 1, 0, 0, 5, 5, channels));
    }
  }

  private void warmUp(ConvGeometry geometry) {
    Prepared prepared =
        convolution(
            geometry,
            new float[geometry.filters() * geometry.depth()],
            new float[geometry.filters()],
            Finish.RELU);
    float[] input = new float[geometry.inputSize()];
    float[] output = new float[geometry.outputSize()];
    float[] scratch = new float[prepared.scratchFloats()];
    for (int run = 0; run < WARM_RUNS; run++) {
      prepared.run(input, 0, output, 0, scratch);
    }
  }

  private static boolean isSinglePixel(ConvGeometry geometry) {
    return geometry.inputHeight() * geometry.inputWidth() == 1
        && geometry.outputHeight() * geometry.outputWidth() == 1
        && geometry.kernelHeight() * geometry.kernelWidth() == 1
        && geometry.padTop() == 0
        && geometry.padLeft() == 0
        && geometry.groups() == 1;
  }
}
