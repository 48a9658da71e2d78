package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.method.CompressedLayer;
import java.util.Optional;

/// Quantizes the activations and multiplies them with restored float weights: what a layer of quantized activations computes
/// where no low-bit kernel serves its weights. Its time says nothing about such kernels.
final class QuantizedInput implements LayerKernel {
  private final ConvGeometry geometry;
  private final ActivationGrid grid;
  private final FloatKernels.Prepared product;
  private final Optional<KMap> kMap;

  private QuantizedInput(
      ConvGeometry geometry,
      ActivationGrid grid,
      FloatKernels.Prepared product,
      Optional<KMap> kMap) {
    this.geometry = geometry;
    this.grid = grid;
    this.product = product;
    this.kMap = kMap;
  }

  static LayerKernel of(
      FloatKernels kernels,
      ConvGeometry geometry,
      CompressedLayer layer,
      float[] factors,
      float[] offsets,
      Finish finish) {
    boolean scaledApart = layer.activations().kMap();
    FloatKernels.Prepared product =
        kernels.scaledConvolution(
            geometry,
            layer.weights().restore().values(),
            factors,
            scaledApart ? new float[offsets.length] : offsets,
            scaledApart ? Finish.NONE : finish);
    return new QuantizedInput(
        geometry,
        layer.activations().grid(),
        product,
        scaledApart ? Optional.of(new KMap(geometry, offsets, finish)) : Optional.empty());
  }

  @Override
  public String name() {
    return "restored floats, quantized activations";
  }

  @Override
  public boolean isSimulated() {
    return true;
  }

  /// What the product needs, then the quantized image, then the magnitudes of its pixels.
  @Override
  public int workFloats() {
    return product.scratchFloats()
        + geometry.inputSize()
        + (kMap.isPresent() ? geometry.inputHeight() * geometry.inputWidth() : 0);
  }

  @Override
  public int workInts() {
    return 0;
  }

  @Override
  public void run(
      float[] from, int fromOffset, float[] to, int toOffset, float[] floats, int[] ints) {
    int quantized = product.scratchFloats();
    int size = geometry.inputSize();
    float step = grid.step();
    for (int index = 0; index < size; index++) {
      floats[quantized + index] = step * grid.level(from[fromOffset + index]);
    }
    product.run(floats, quantized, to, toOffset, floats);
    if (kMap.isPresent()) {
      kMap.get().apply(from, fromOffset, floats, quantized + size, to, toOffset);
    }
  }
}
