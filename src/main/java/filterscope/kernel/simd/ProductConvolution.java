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
  private final int[][] offsets;
  private final int chunk;

  ProductConvolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
    this(
        geometry,
        new ChannelCells(geometry, scaling, 1),
        new BorderedImage(geometry, geometry.channelsPerGroup(), PIXELS),
        levels,
        activations,
        scaling);
  }

  private ProductConvolution(
      ConvGeometry geometry,
      ChannelCells cells,
      BorderedImage image,
      short[] levels,
      ActivationGrid activations,
      Scaling scaling) {
    super(
        geometry,
        image,
        TiledOutput.ofProducts(
            geometry, scaling, firstParts(geometry, cells, chunk(levels, activations))));
    this.geometry = geometry;
    this.activations = activations;
    this.lanes = LevelLanes.of(activations);
    this.offsets = image.patchOffsets(cells);
    this.chunk = chunk(levels, activations);
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int[] indexOf = new int[geometry.depth()];
    for (int block = 0, index = 0; block < cells.blocks(); block++) {
      for (int tap = 0; tap < taps; tap++) {
        for (int channel = 0; channel < cells.channels(block); channel++, index++) {
          indexOf[index] = (cells.firstChannel(block) + channel) * taps + tap;
        }
      }
    }
    this.weights = new float[laidOut(geometry, geometry.depth())];
    layOut(
        geometry,
        geometry.depth(),
        (at, filter, index) -> weights[at] = levels[filter * geometry.depth() + indexOf[index]]);
  }

  private static int[] firstParts(ConvGeometry geometry, ChannelCells cells, int chunk) {
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int[] first = new int[cells.blocks() + 1];
    for (int block = 0; block < cells.blocks(); block++) {
      first[block + 1] = first[block] + Math.ceilDiv(cells.channels(block) * taps, chunk);
    }
    return first;
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
    return geometry.depth() * Lanes.COUNT;
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
    int to = tile;
    int weight = at;
    for (int block = 0; block < offsets.length; block++) {
      int depth = offsets[block].length;
      for (int from = 0; from < depth; from += chunk, to += partInts()) {
        ProductSums.accumulate(
            vectors,
            scratch,
            patches + image.base(output),
            patches + image.base(output + 1),
            patches + image.base(output + 2),
            patches + image.base(output + 3),
            offsets[block],
            from,
            Math.min(from + chunk, depth),
            weights,
            weight + from * vectors * Lanes.COUNT,
            to);
      }
      weight += depth * vectors * Lanes.COUNT;
    }
  }
}
