package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.Scaling;
import filterscope.kernel.simd.VectorBitKernels;
import filterscope.method.ActivationQuantizer;
import filterscope.method.CompressedLayer;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import java.util.Optional;
import java.util.function.Supplier;

/// Gives layers whose weights are small integers their low-bit kernels: always where activations are quantized, and with
/// float activations where the kernel is faster than the restored floats. Everything else runs on float kernels.
///
/// @param lowBit the low-bit kernels, asked for when the first such layer comes
record LowBitStepFactory(FloatKernels kernels, Supplier<BitKernels> lowBit) implements StepFactory {
  /// With more bits the tables of sums are not worth a trial: a table serves one bit.
  private static final int MOST_TABLE_BITS = 2;

  @Override
  public LayerKernel prepare(
      ConvGeometry geometry,
      CompressedLayer layer,
      ActivationGrid given,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish) {
    ActivationQuantizer activations =
        layer.activations().isFloat() ? new ActivationQuantizer(given, false) : layer.activations();
    return levels(geometry, layer, activations)
        .flatMap(levels -> {
          Scaling scaling = levels.scaling(activations, factors, offsets, finish);
          return isWorthIt(geometry, levels, activations, scaling)
              ? Optional.of(
                  lowBit.get().convolution(geometry, levels.levels(), activations.grid(), scaling))
              : Optional.empty();
        })
        .map(LayerKernel::lowBit)
        .orElseGet(() ->
            StepFactory.simulated(kernels)
                .prepare(geometry, layer, given, factors, offsets, finish));
  }

  /// The integers of a stored form, where it has some. Float weights are looked at only where the network itself leaves
  /// signs in the input.
  private static Optional<StoredLevels> levels(
      ConvGeometry geometry, CompressedLayer layer, ActivationQuantizer activations) {
    return switch (layer.weights()) {
      case GridConv grid -> StoredLevels.of(grid, geometry);
      case FloatConv weights ->
          activations.isFloat() ? Optional.empty() : StoredLevels.recognised(weights.restore());
    };
  }

  private boolean isWorthIt(
      ConvGeometry geometry,
      StoredLevels levels,
      ActivationQuantizer activations,
      Scaling scaling) {
    if (!activations.isFloat()) {
      return true;
    }
    return levels.bits() <= MOST_TABLE_BITS
        && geometry.outputHeight() * geometry.outputWidth() > 1
        && lowBit.get() instanceof VectorBitKernels vectors
        && vectors.beatsFloat(geometry, scaling, levels.bits());
  }

  @Override
  public String backend() {
    return kernels.name();
  }
}
