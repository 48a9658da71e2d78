package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.HuffmanConvolution;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.Scaling;
import filterscope.kernel.SharedKernelConvolution;
import filterscope.kernel.simd.VectorBitKernels;
import filterscope.method.ActivationQuantizer;
import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedLayer;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import java.util.Arrays;
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
      CompressedLayer layer,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish) {
    return switch (layer.weights()) {
      case GridConv grid when runsOnLevels(grid, layer.activations(), geometry) ->
          LayerKernel.lowBit(
              prepare(geometry, grid, layer.activations().grid(), factors, offsets, finish));
      case HuffmanConv coded when layer.activations().isFloat() ->
          LayerKernel.coded(
              coded.matrix().isSparse() ? "sHAM stream" : "HAM stream",
              product(geometry, coded, new Scaling(factors, offsets, finish)));
      case VectorCodebookConv vectors
          when layer.activations().isFloat() && sharesKernels(vectors, geometry) ->
          LayerKernel.coded(
              "shared kernels",
              new SharedKernelConvolution(
                  geometry,
                  vectors.codebook().values(),
                  codes(vectors, geometry),
                  new Scaling(factors, offsets, finish)));
      case StackedConv stacked when !layer.activations().kMap() ->
          StackedKernel.of(
              this, geometry, stacked, layer.activations(), new Scaling(factors, offsets, finish));
      case SeparatedConv separated when runsAsTwo(separated, layer, geometry) ->
          two(
              prepare(
                  TwoKernels.down(geometry, separated.rank()),
                  new CompressedLayer(separated.vertical(), layer.activations()),
                  ones(separated.rank()),
                  new float[separated.rank()],
                  FloatKernels.Finish.NONE),
              TwoKernels.down(geometry, separated.rank()),
              prepare(
                  TwoKernels.along(geometry, separated.rank()),
                  new CompressedLayer(separated.horizontal(), ActivationQuantizer.FLOAT),
                  factors,
                  offsets,
                  finish));
      case BasisConv basis when runsAsTwo(basis, layer, geometry) ->
          two(
              prepare(
                  TwoKernels.fixedKernels(geometry, basis.functions()),
                  new CompressedLayer(
                      new FloatConv(fixedKernels(basis, geometry)), layer.activations()),
                  ones(geometry.inputChannels() * basis.functions()),
                  new float[geometry.inputChannels() * basis.functions()],
                  FloatKernels.Finish.NONE),
              TwoKernels.fixedKernels(geometry, basis.functions()),
              prepare(
                  TwoKernels.sums(geometry, basis.functions()),
                  new CompressedLayer(basis.coefficients(), ActivationQuantizer.FLOAT),
                  factors,
                  offsets,
                  finish));
      case GridConv _,
          FloatConv _,
          CodebookConv _,
          HuffmanConv _,
          VectorCodebookConv _,
          StackedConv _,
          SeparatedConv _,
          BasisConv _ ->
          StepFactory.simulated(kernels).prepare(geometry, layer, factors, offsets, finish);
    };
  }

  private static LayerKernel two(LayerKernel first, ConvGeometry geometry, LayerKernel second) {
    return new TwoKernels(first, second, geometry.outputSize());
  }

  /// In blocks of channels every block would need a first convolution of its own; kernels by themselves would need one for
  /// every filter.
  private static boolean runsAsTwo(
      SeparatedConv separated, CompressedLayer layer, ConvGeometry geometry) {
    return separated.form() == SeparatedConv.Form.SPATIAL
        && geometry.groups() == 1
        && !layer.activations().kMap();
  }

  /// Where the fixed kernels are as many as taps, nothing is saved.
  private static boolean runsAsTwo(BasisConv basis, CompressedLayer layer, ConvGeometry geometry) {
    return basis.functions() < geometry.kernelHeight() * geometry.kernelWidth()
        && geometry.groups() == 1
        && layer.activations().isFloat();
  }

  private static ConvWeights fixedKernels(BasisConv basis, ConvGeometry geometry) {
    float[] once = basis.kernels();
    float[] values = new float[once.length * geometry.inputChannels()];
    for (int channel = 0; channel < geometry.inputChannels(); channel++) {
      System.arraycopy(once, 0, values, channel * once.length, once.length);
    }
    return new ConvWeights(
        geometry.inputChannels() * basis.functions(),
        1,
        geometry.kernelHeight(),
        geometry.kernelWidth(),
        values);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private FloatKernels.Prepared product(ConvGeometry geometry, HuffmanConv coded, Scaling scaling) {
    return kernels instanceof ScalarFloatKernels
        ? HuffmanConvolution.plain(geometry, coded.matrix(), scaling)
        : HuffmanConvolution.fast(geometry, coded.matrix(), scaling);
  }

  /// The scalar backend is the definition and computes with kernels written out.
  private boolean sharesKernels(VectorCodebookConv vectors, ConvGeometry geometry) {
    return vectors.isOfKernels()
        && geometry.kernelHeight() * geometry.kernelWidth() > 1
        && !(kernels instanceof ScalarFloatKernels);
  }

  private static int[] codes(VectorCodebookConv vectors, ConvGeometry geometry) {
    int[] codes = new int[geometry.filters() * geometry.channelsPerGroup()];
    for (int index = 0; index < codes.length; index++) {
      codes[index] =
          vectors.kernelCode(
              index / geometry.channelsPerGroup(), index % geometry.channelsPerGroup());
    }
    return codes;
  }

  private boolean runsOnLevels(
      GridConv grid, ActivationQuantizer activations, ConvGeometry geometry) {
    if (grid.grouping().channelBlocks() != 1 || activations.kMap()) {
      return false;
    }
    if (!activations.isFloat()) {
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
      ActivationGrid activations,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish) {
    short[] levels = new short[geometry.filters() * geometry.depth()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (short) grid.level(index);
    }
    float[] scaled = new float[factors.length];
    for (int filter = 0; filter < scaled.length; filter++) {
      scaled[filter] =
          factors[filter] * activations.step() * grid.scales()[grid.grouping().groupOf(filter, 0)];
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
