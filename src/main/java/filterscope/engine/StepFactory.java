package filterscope.engine;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;

/// Prepares the kernel of a convolution or dense layer for weights in their stored form. This is where a stored form
/// gets a kernel of its own; the only one so far restores the float weights, so that compressed layers are simulated.
interface StepFactory {
  /// @param factors what each filter's sum is multiplied by
  /// @param offsets what is added to it then, before the finish
  FloatKernels.Prepared prepare(
      ConvGeometry geometry,
      CompressedConv weights,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish);

  /// How people know the kernels.
  default String backend() {
    return "";
  }

  /// Whether a stored form has a kernel of its own; the others compute with restored float weights.
  default boolean hasKernelFor(CompressedConv weights) {
    return weights instanceof FloatConv;
  }

  /// Computes with the restored float weights, whatever the stored form.
  static StepFactory simulated(FloatKernels kernels) {
    return new Simulated(kernels);
  }

  /// Float kernels for everything.
  record Simulated(FloatKernels kernels) implements StepFactory {
    @Override
    public FloatKernels.Prepared prepare(
        ConvGeometry geometry,
        CompressedConv weights,
        float[] factors,
        float[] offsets,
        FloatKernels.Finish finish) {
      return kernels.scaledConvolution(
          geometry, weights.restore().values(), factors, offsets, finish);
    }

    @Override
    public String backend() {
      return kernels.name();
    }
  }
}
