package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import java.util.ArrayList;
import java.util.List;

/// A convolution as a matrix product without the matrix. In a channels-last image the inputs of one row of taps are one
/// contiguous run, so a window is a few runs whose places relative to the window's beginning are the same for every
/// pixel. Where the runs are too short to be worth the loads and stores around them, the windows are copied one after
/// the other into patches first, which makes one run of each.
///
/// Loops, outermost first: blocks of pixels (their inputs and sums stay in the second-level cache), blocks of filters,
/// pieces of runs (their weights stay in the first-level cache), tiles of pixels.
final class TiledConvolution implements FloatKernels.Prepared {
  /// Shorter runs are copied into patches.
  private static final int SHORT_RUN = 32;

  /// Floats of packed weights that one sweep uses: about half of a first-level cache.
  private static final int WEIGHTS_IN_CACHE = 8192;

  /// Floats of inputs and sums that one block of pixels may take.
  private static final int PIXELS_IN_CACHE = 96 * 1024;

  private final ConvGeometry geometry;
  private final FloatKernels.Finish finish;
  private final PaddedImage image;
  private final FilterBlocks filters;
  private final int[] bases;
  private final boolean patches;
  private final int[] patchBases;
  private final int pixelsPerBlock;
  private final List<Run> runs;
  private final int[] runOffsets;
  private final List<Prepared> blocks = new ArrayList<>();

  /// Contiguous inputs of a window.
  ///
  /// @param offset from the beginning of the window
  /// @param firstDepth which of the window's inputs comes first
  private record Run(int offset, int length, int firstDepth) {}

  /// A block of filters with the pieces of runs that it is swept with.
  private record Prepared(FilterBlocks.Block filters, List<Piece> pieces) {}

  private record Piece(int offset, int depth, int weightsFrom, boolean isFirst) {}

  TiledConvolution(
      ConvGeometry geometry,
      float[] weights,
      float[] factors,
      float[] bias,
      FloatKernels.Finish finish) {
    this.geometry = geometry;
    this.finish = finish;
    this.image = new PaddedImage(geometry);
    this.filters = new FilterBlocks(geometry, weights, factors, bias);
    this.bases = image.bases();
    this.runs = runs();
    this.runOffsets = runs.stream().mapToInt(Run::offset).toArray();
    this.patches = runs.size() > 1 && runs.getFirst().length() < SHORT_RUN;
    int perPixel = geometry.depth() + geometry.filters();
    this.pixelsPerBlock =
        Math.min(bases.length, Math.max(60, PIXELS_IN_CACHE / perPixel / 20 * 20));
    this.patchBases = new int[patches ? pixelsPerBlock : 0];
    for (int pixel = 0; pixel < patchBases.length; pixel++) {
      patchBases[pixel] = pixel * geometry.depth();
    }
    for (FilterBlocks.Block block : filters.blocks()) {
      blocks.add(new Prepared(block, pieces(block)));
    }
  }

  private List<Run> runs() {
    boolean wholeRows = geometry.dilationX() == 1 && geometry.groups() == 1;
    int channels = geometry.channelsPerGroup();
    int columns = wholeRows ? 1 : geometry.kernelWidth();
    int length = wholeRows ? channels * geometry.kernelWidth() : channels;
    List<Run> result = new ArrayList<>();
    for (int row = 0; row < geometry.kernelHeight(); row++) {
      for (int column = 0; column < columns; column++) {
        result.add(new Run(image.tapOffset(row, column), length, result.size() * length));
      }
    }
    return result;
  }

  private List<Piece> pieces(FilterBlocks.Block block) {
    List<Run> whole = patches ? List.of(new Run(0, geometry.depth(), 0)) : runs;
    int most = Math.max(16, WEIGHTS_IN_CACHE / block.width());
    List<Piece> result = new ArrayList<>();
    for (Run run : whole) {
      int parts = (run.length() + most - 1) / most;
      for (int part = 0; part < parts; part++) {
        int start = (int) ((long) run.length() * part / parts);
        int end = (int) ((long) run.length() * (part + 1) / parts);
        int depth = run.firstDepth() + start;
        result.add(
            new Piece(
                run.offset() + start,
                end - start,
                block.weightsFrom() + depth * block.width(),
                depth == 0));
      }
    }
    return result;
  }

  @Override
  public int scratchFloats() {
    return sumsFrom() + pixelsPerBlock * Tiles.mostVectors() * Tiles.SPECIES.length();
  }

  /// The scratch holds the padded image, the patches and the sums of a block that is not full.
  private int patchesFrom() {
    return image.floats();
  }

  private int sumsFrom() {
    return Math.toIntExact(
        patchesFrom()
            + (patches ? (long) pixelsPerBlock * geometry.depth() + Tiles.SPECIES.length() : 0));
  }

  @Override
  public void run(
      float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
    boolean direct = image.isImage();
    if (!direct) {
      image.fill(input, inputOffset, scratch);
    }
    float[] from = direct ? input : scratch;
    int offset = direct ? inputOffset : 0;
    for (int first = 0; first < bases.length; first += pixelsPerBlock) {
      int end = Math.min(bases.length, first + pixelsPerBlock);
      int group = -1;
      for (int index = 0; index < blocks.size(); index++) {
        Prepared block = blocks.get(index);
        int channel = block.filters.group() * geometry.channelsPerGroup();
        if (patches && block.filters.group() != group) {
          group = block.filters.group();
          copyPatches(from, offset + channel, first, end, scratch);
        }
        sweep(block, from, offset + channel, first, end, output, outputOffset, scratch);
      }
    }
  }

  /// Copies windows one after the other, whole vectors at a time: what a run writes too much the next one writes again.
  private void copyPatches(float[] from, int offset, int first, int end, float[] scratch) {
    int length = runs.getFirst().length();
    int to = patchesFrom();
    int safe = from.length - length - Tiles.SPECIES.length();
    for (int pixel = first; pixel < end; pixel++) {
      int base = offset + bases[pixel];
      for (int index = 0; index < runOffsets.length; index++, to += length) {
        int source = base + runOffsets[index];
        if (source <= safe) {
          Tiles.copyGenerously(from, source, scratch, to, length);
        } else {
          System.arraycopy(from, source, scratch, to, length);
        }
      }
    }
  }

  private void sweep(
      Prepared block,
      float[] from,
      int offset,
      int first,
      int end,
      float[] output,
      int outputOffset,
      float[] scratch) {
    boolean full = block.filters.isFull();
    int stride = full ? geometry.filters() : block.filters.width();
    float[] sums = full ? output : scratch;
    int origin =
        full
            ? outputOffset + block.filters.firstFilter()
            : sumsFrom() - first * block.filters.width();
    for (int index = 0; index < block.pieces.size(); index++) {
      Piece piece = block.pieces.get(index);
      if (patches) {
        Tiles.sweep(
            block.filters.vectors(),
            scratch,
            patchesFrom() + piece.offset,
            patchBases,
            0,
            end - first,
            piece.depth,
            filters.weights(),
            piece.weightsFrom,
            sums,
            origin + first * stride,
            stride,
            piece.isFirst ? filters.bias() : sums,
            piece.isFirst ? block.filters.biasFrom() : origin + first * stride,
            piece.isFirst ? 0 : stride);
      } else {
        Tiles.sweep(
            block.filters.vectors(),
            from,
            offset + piece.offset,
            bases,
            first,
            end,
            piece.depth,
            filters.weights(),
            piece.weightsFrom,
            sums,
            origin,
            stride,
            piece.isFirst ? filters.bias() : sums,
            piece.isFirst ? block.filters.biasFrom() : origin,
            piece.isFirst ? 0 : stride);
      }
    }
    if (!finish.equals(FloatKernels.Finish.NONE)) {
      Tiles.clamp(
          sums, origin, stride, block.filters.width(), first, end, finish.low(), finish.high());
    }
    if (!full) {
      for (int pixel = first; pixel < end; pixel++) {
        System.arraycopy(
            scratch,
            origin + pixel * stride,
            output,
            outputOffset + pixel * geometry.filters() + block.filters.firstFilter(),
            block.filters.filters());
      }
    }
  }
}
