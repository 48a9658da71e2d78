package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FilterRowIntegerKernels;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.HuffmanConvolution;
import filterscope.kernel.IntegerKernels;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.ScalarIntegerKernels;
import filterscope.kernel.Scaling;
import filterscope.kernel.simd.HuffmanProduct;
import filterscope.kernel.simd.SharedKernels;
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
    return switch (layer.weights()) {
      case HuffmanConv coded when layer.activations().isFloat() ->
          LayerKernel.coded(
              coded.matrix().isSparse() ? "sHAM stream" : "HAM stream",
              product(geometry, coded, new Scaling(factors, offsets, finish)));
      case VectorCodebookConv vectors
          when layer.activations().isFloat() && sharesKernels(vectors) ->
          LayerKernel.coded(
              "shared kernels",
              new SharedKernels(
                  geometry,
                  vectors.codebook().values(),
                  codes(vectors, geometry),
                  new Scaling(factors, offsets, finish)));
      case StackedConv stacked when !layer.activations().kMap() ->
          StackedKernel.of(
              this, geometry, stacked, layer.activations(), new Scaling(factors, offsets, finish));
      case SeparatedConv separated when TwoKernels.fits(separated, layer.activations(), geometry) ->
          TwoKernels.of(
              this, geometry, separated, layer.activations(), given, factors, offsets, finish);
      case BasisConv basis when TwoKernels.fits(basis, layer.activations(), geometry) ->
          TwoKernels.of(this, geometry, basis, factors, offsets, finish);
      case GridConv _,
          FloatConv _,
          CodebookConv _,
          HuffmanConv _,
          VectorCodebookConv _,
          StackedConv _,
          SeparatedConv _,
          BasisConv _ ->
          integers(geometry, layer, given, factors, offsets, finish)
              .orElseGet(() ->
                  StepFactory.simulated(kernels)
                      .prepare(geometry, layer, given, factors, offsets, finish));
    };
  }

  /// The low-bit kernel of weights that are integers, where there is one that is worth it.
  private Optional<LayerKernel> integers(
      ConvGeometry geometry,
      CompressedLayer layer,
      ActivationGrid given,
      float[] factors,
      float[] offsets,
      FloatKernels.Finish finish) {
    ActivationQuantizer activations =
        layer.activations().isFloat() ? new ActivationQuantizer(given, false) : layer.activations();
    Optional<StoredLevels> levels = levels(geometry, layer, activations);
    if (levels.isEmpty()) {
      return Optional.empty();
    }
    Scaling scaling = levels.get().scaling(activations, factors, offsets, finish);
    return isWorthIt(geometry, levels.get(), activations, scaling)
        ? Optional.of(
            LayerKernel.lowBit(
                lowBit
                    .get()
                    .convolution(geometry, levels.get().levels(), activations.grid(), scaling)))
        : Optional.empty();
  }

  /// The integers of a stored form, where it has some. Other forms than a grid are looked at only where activations are
  /// quantized, be it by the recipe or by the network itself.
  private static Optional<StoredLevels> levels(
      ConvGeometry geometry, CompressedLayer layer, ActivationQuantizer activations) {
    return switch (layer.weights()) {
      case GridConv grid -> StoredLevels.of(grid, geometry);
      case FloatConv _,
          CodebookConv _,
          HuffmanConv _,
          VectorCodebookConv _,
          StackedConv _,
          SeparatedConv _,
          BasisConv _ ->
          activations.isFloat()
              ? Optional.empty()
              : StoredLevels.recognised(layer.weights().restore());
    };
  }

  private FloatKernels.Prepared product(ConvGeometry geometry, HuffmanConv coded, Scaling scaling) {
    return kernels instanceof ScalarFloatKernels
        ? new HuffmanConvolution(geometry, coded.matrix(), scaling)
        : new HuffmanProduct(geometry, coded.matrix(), scaling);
  }

  /// The scalar backend is the definition and computes with kernels written out.
  private boolean sharesKernels(VectorCodebookConv vectors) {
    return vectors.sharesKernels() && !(kernels instanceof ScalarFloatKernels);
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
  public Optional<IntegerKernels> integers() {
    return Optional.of(
        kernels instanceof ScalarFloatKernels
            ? new ScalarIntegerKernels()
            : new FilterRowIntegerKernels());
  }

  @Override
  public String backend() {
    return kernels.name();
  }
}
