package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import java.util.Arrays;

/// A convolution of integers too wide for bit planes, as multiply-adds on float lanes: exact, since sums move to integer
/// lanes before they can pass 2^24.
final class ProductConvolution extends LevelConvolution {
  private static final int EXACT = 1 << 24;

  private final ConvGeometry geometry;
  private final ActivationGrid activations;
  private final LevelLanes lanes;
  private final float[] weights;
  private final int depth;
  private final int chunk;

  ProductConvolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
    super(
        geometry,
        new BorderedImage(geometry, geometry.channelsPerGroup(), PIXELS),
        OutputStep.ofProducts(
            geometry, scaling, Math.ceilDiv(geometry.depth(), chunk(levels, activations))));
    this.geometry = geometry;
    this.activations = activations;
    this.lanes = LevelLanes.of(activations);
    this.depth = geometry.depth();
    int channels = geometry.channelsPerGroup();
    int taps = depth / channels;
    this.chunk = chunk(levels, activations);
    this.weights = new float[laidOut(geometry, depth)];
    layOut(
        geometry,
        depth,
        (at, filter, index) ->
            weights[at] = levels[(filter * channels + index % channels) * taps + index / channels]);
  }

  /// Products that a float sums exactly.
  private static int chunk(short[] levels, ActivationGrid activations) {
    int largest = 1;
    for (short level : levels) {
      largest = Math.max(largest, Math.abs(level));
    }
    return EXACT / (largest * activations.largest());
  }

  @Override
  public String name() {
    return "integer multiply-add, " + Lanes.FLOATS.vectorBitSize() + " bit";
  }

  @Override
  int imageInts() {
    return image().size();
  }

  @Override
  int weightsPerVector() {
    return depth * Lanes.COUNT;
  }

  @Override
  void prepareImage(float[] input, int inputOffset, int[] scratch) {
    if (image().hasBorder()) {
      Arrays.fill(scratch, 0, imageInts(), 0);
    }
    int row = geometry.inputWidth() * geometry.inputChannels();
    for (int y = 0; y < geometry.inputHeight(); y++) {
      int from = inputOffset + y * row;
      int to = image().pixel(y, 0);
      int done = lanes.quantize(input, from, row, scratch, to);
      for (; done < row; done++) {
        scratch[to + done] = Float.floatToRawIntBits(activations.level(input[from + done]));
      }
    }
  }

  @Override
  void accumulate(int[] scratch, int patches, int output, int vectors, int at, int tile) {
    BorderedImage image = image();
    for (int from = 0, to = tile; from < depth; from += chunk, to += partInts()) {
      ProductSums.accumulate(
          vectors,
          scratch,
          patches + image.base(output),
          patches + image.base(output + 1),
          patches + image.base(output + 2),
          patches + image.base(output + 3),
          image.patchOffsets(),
          from,
          Math.min(from + chunk, depth),
          weights,
          at + from * vectors * Lanes.COUNT,
          to);
    }
  }
}
