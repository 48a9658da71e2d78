package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;

/// A convolution of integers too wide for bit planes, as multiply-adds on float lanes: exact, since sums move to integer
/// lanes before they can pass 2^24.
final class ProductConvolution extends LevelConvolution {
  private static final int EXACT = 1 << 24;

  private final LevelImage levels;
  private final float[] weights;
  private final int[] offsets;
  private final int[] blockEnds;
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
        new ProductOutput(
            geometry, scaling, firstParts(geometry, cells, chunk(levels, activations))));
    this.levels = new LevelImage(geometry, image, activations);
    this.chunk = chunk(levels, activations);
    ProductOrder order = new ProductOrder(geometry, cells);
    this.weights = order.weights(levels);
    this.offsets = order.offsets(image);
    this.blockEnds = order.blockEnds();
  }

  /// Whether sums of so many products are exact on float lanes.
  static boolean isExact(int products, short[] levels, ActivationGrid activations) {
    return products <= chunk(levels, activations);
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
    return offsets.length * Lanes.COUNT;
  }

  @Override
  void prepareImage(float[] input, int inputOffset, int[] scratch) {
    levels.fill(input, inputOffset, scratch);
  }

  @Override
  void accumulate(int[] scratch, int patches, int output, int vectors, int at, int tile) {
    BorderedImage image = image();
    int to = tile;
    int from = 0;
    for (int block = 0; block < blockEnds.length; block++) {
      for (; from < blockEnds[block]; to += partInts()) {
        int end = Math.min(from + chunk, blockEnds[block]);
        ProductSums.accumulate(
            vectors,
            scratch,
            patches + image.base(output),
            patches + image.base(output + 1),
            patches + image.base(output + 2),
            patches + image.base(output + 3),
            offsets,
            from,
            end,
            weights,
            at + from * vectors * Lanes.COUNT,
            to);
        from = end;
      }
    }
  }
}
