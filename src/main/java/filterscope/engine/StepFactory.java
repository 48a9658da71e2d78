package filterscope.engine;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;

/// Prepares the kernel of a convolution or dense layer for weights in their stored form. This is where a stored form
/// gets a kernel of its own.
interface StepFactory {
  /// @param factors what each filter's sum is multiplied by
  /// @param offsets what is added to it then, before the finish
  LayerKernel prepare(
      ConvGeometry geometry,
      CompressedConv weights,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish);

  /// How people know the kernels.
  default String backend() {
    return "";
  }

  /// Computes with the restored float weights, whatever the stored form.
  static StepFactory simulated(FloatKernels kernels) {
    return new Simulated(kernels);
  }

  /// Float kernels for everything.
  record Simulated(FloatKernels kernels) implements StepFactory {
    @Override
    public LayerKernel prepare(
        ConvGeometry geometry,
        CompressedConv weights,
        float[] factors,
        float[] offsets,
        FloatKernels.Finish finish) {
      FloatKernels.Prepared kernel =
          kernels.scaledConvolution(geometry, weights.restore().values(), factors, offsets, finish);
      return LayerKernel.floating(kernel, !(weights instanceof FloatConv));
    }

    @Override
    public String backend() {
      return kernels.name();
    }
  }
}
