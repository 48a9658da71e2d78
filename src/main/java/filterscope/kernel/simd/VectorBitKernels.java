package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;
import filterscope.kernel.Scaling;

/// The low-bit kernels in the Vector API.
public final class VectorBitKernels implements BitKernels {
  private static final int MOST_PLANE_PAIRS = 64;

  private final BitCounter counter;
  private final int mostPlanePairs;

  VectorBitKernels(BitCounter counter, int mostPlanePairs) {
    this.counter = counter;
    this.mostPlanePairs = mostPlanePairs;
  }

  /// For processors with a population count of vector lanes.
  public static VectorBitKernels bitCount() {
    return new VectorBitKernels(new DirectCount(), MOST_PLANE_PAIRS);
  }

  /// For processors without.
  public static VectorBitKernels carrySave() {
    return new VectorBitKernels(new CarrySaveCount(), MOST_PLANE_PAIRS);
  }

  @Override
  public String name() {
    return "Vector API " + Lanes.INTS.vectorBitSize() + " bit, " + counter.name();
  }

  @Override
  public Prepared convolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
    if (activations instanceof ActivationGrid.Floats) {
      return new TableConvolution(geometry, levels, scaling);
    }
    int pairs =
        PlaneCode.ofWeights(levels).planes() * PlaneCode.ofActivations(activations).planes();
    return pairs > mostPlanePairs
        ? new ProductConvolution(geometry, levels, activations, scaling)
        : PlaneConvolution.of(geometry, levels, activations, scaling, counter);
  }
}
