package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;

/// The low-bit kernels in the Vector API.
public final class VectorBitKernels implements BitKernels {
  private final BitCounter counter;

  VectorBitKernels(BitCounter counter) {
    this.counter = counter;
  }

  @Override
  public String name() {
    return "Vector API " + Lanes.INTS.vectorBitSize() + " bit, " + counter.name();
  }

  @Override
  public Prepared convolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
    return new PlaneConvolution(geometry, levels, activations, scaling, counter);
  }
}
