package filterscope.engine;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedConv;

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

  /// Computes with the restored float weights, whatever the stored form.
  static StepFactory simulated(FloatKernels kernels) {
    return (geometry, weights, factors, offsets, finish) ->
        kernels.scaledConvolution(geometry, weights.restore().values(), factors, offsets, finish);
  }
}
