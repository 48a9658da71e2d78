package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.Scaling;
import filterscope.kernel.simd.VectorBitKernels;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.HuffmanConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import java.util.function.Supplier;

/// Gives layers on an integer grid their low-bit kernels: always where activations are quantized, and with float activations
/// where the kernel is faster than the restored floats. The scale of a group is folded into the factors of its filters.
///
/// @param lowBit the low-bit kernels, asked for when the first such layer comes
record LowBitStepFactory(FloatKernels kernels, Supplier<BitKernels> lowBit) implements StepFactory {
  /// With more bits the tables of sums are not worth a trial: a table serves one bit.
  private static final int MOST_TABLE_BITS = 2;

  @Override
  public LayerKernel prepare(
      ConvGeometry geometry,
      CompressedConv weights,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish) {
    return switch (weights) {
      case GridConv grid when runsOnLevels(grid, geometry) ->
          LayerKernel.lowBit(prepare(geometry, grid, factors, offsets, finish));
      case GridConv grid when grid.activationBits() == GridConv.FLOAT_ACTIVATIONS ->
          StepFactory.simulated(kernels).prepare(geometry, weights, factors, offsets, finish);
      case GridConv _ ->
          throw new IllegalArgumentException(
              "quantized activations need one scale for all channels of a filter; share scales among"
                  + " whole filters");
      case FloatConv _, CodebookConv _, HuffmanConv _, VectorCodebookConv _, StackedConv _ ->
          StepFactory.simulated(kernels).prepare(geometry, weights, factors, offsets, finish);
    };
  }

  private boolean runsOnLevels(GridConv grid, ConvGeometry geometry) {
    if (grid.grouping().channelBlocks() != 1) {
      return false;
    }
    if (grid.activationBits() != GridConv.FLOAT_ACTIVATIONS) {
      return true;
    }
    return grid.weightBits() <= MOST_TABLE_BITS
        && geometry.outputHeight() * geometry.outputWidth() > 1
        && lowBit.get() instanceof VectorBitKernels vectors
        && vectors.beatsFloat(geometry, grid.weightBits());
  }

  private BitKernels.Prepared prepare(
      ConvGeometry geometry,
      GridConv grid,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish) {
    ActivationGrid activations =
        grid.activationBits() == GridConv.FLOAT_ACTIVATIONS
            ? new ActivationGrid.Floats()
            : new ActivationGrid.Sign();
    short[] levels = new short[geometry.filters() * geometry.depth()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (short) grid.level(index);
    }
    float[] scaled = new float[factors.length];
    for (int filter = 0; filter < scaled.length; filter++) {
      scaled[filter] = factors[filter] * grid.scales()[grid.grouping().groupOf(filter, 0)];
    }
    return lowBit
        .get()
        .convolution(geometry, levels, activations, new Scaling(scaled, offsets, finish));
  }

  @Override
  public String backend() {
    return kernels.name();
  }
}
