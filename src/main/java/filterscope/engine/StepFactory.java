package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.IntegerKernels;
import filterscope.method.CompressedLayer;
import filterscope.method.FloatConv;
import java.util.Optional;

/// Prepares the kernel of a convolution or dense layer for weights in their stored form. This is where a stored form
/// gets a kernel of its own.
interface StepFactory {
  /// @param layer the stored weights, and how the input is quantized
  /// @param given the numbers that the network leaves in the input whatever the recipe; float where nothing is known
  /// @param factors what each filter's sum is multiplied by
  /// @param offsets what is added to it then, before the finish
  LayerKernel prepare(
      ConvGeometry geometry,
      CompressedLayer layer,
      ActivationGrid given,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish);

  /// The kernels for networks that run in integers only; nothing where everything is simulated.
  default Optional<IntegerKernels> integers() {
    return Optional.empty();
  }

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
        CompressedLayer layer,
        ActivationGrid given,
        float[] factors,
        float[] offsets,
        FloatKernels.Finish finish) {
      if (!layer.activations().isFloat()) {
        return QuantizedInput.of(kernels, geometry, layer, factors, offsets, finish);
      }
      float[] weights = layer.weights().restore().values();
      FloatKernels.Prepared kernel =
          kernels.scaledConvolution(geometry, weights, factors, offsets, finish);
      return LayerKernel.floating(kernel, !(layer.weights() instanceof FloatConv));
    }

    @Override
    public String backend() {
      return kernels.name();
    }
  }
}
