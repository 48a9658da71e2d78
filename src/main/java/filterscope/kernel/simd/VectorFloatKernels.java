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

  private static boolean isSinglePixel(ConvGeometry geometry) {
    return geometry.inputHeight() * geometry.inputWidth() == 1
        && geometry.outputHeight() * geometry.outputWidth() == 1
        && geometry.kernelHeight() * geometry.kernelWidth() == 1
        && geometry.padTop() == 0
        && geometry.padLeft() == 0
        && geometry.groups() == 1;
  }
}
