package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.VectorMask;

/// The gradient of a convolution's weights for one image, tile by tile over blocks of output rows that stay in the first
/// cache.
final class WeightGradient {
  private static final int CACHED_FLOATS = 4096;

  /// Source floats that lie together for every pixel, and the row of the gradient at which their products go.
  private record Run(int offset, int length, int depth) {}

  private final ConvGeometry geometry;
  private final Border border;
  private final List<Run> runs = new ArrayList<>();
  private final int rowsPerBlock;

  WeightGradient(ConvGeometry g, Border border) {
    this.geometry = g;
    this.border = border;
    boolean joined = g.groups() == 1 && g.dilationX() == 1;
    int length = joined ? g.kernelWidth() * g.inputChannels() : g.channelsPerGroup();
    for (int row = 0; row < g.kernelHeight(); row++) {
      int rowOffset = row * g.dilationY() * border.rowFloats();
      int tap = row * g.kernelWidth();
      for (int column = 0; column < (joined ? 1 : g.kernelWidth()); column++) {
        int offset = rowOffset + column * g.dilationX() * g.inputChannels();
        runs.add(new Run(offset, length, (tap + column) * g.channelsPerGroup()));
      }
    }
    int rowFloats = border.paddedWidth() * Math.max(g.inputChannels(), g.filters());
    this.rowsPerBlock = Math.max(1, CACHED_FLOATS / Math.max(1, rowFloats));
  }

  void add(float[] x, int xBase, float[] dy, int dyBase, float[] sum) {
    ConvGeometry g = geometry;
    int dyRow = g.outputWidth() * g.filters();
    int xRow = g.strideY() * border.rowFloats();
    for (int first = 0; first < g.outputHeight(); first += rowsPerBlock) {
      int rows = Math.min(rowsPerBlock, g.outputHeight() - first);
      OuterTiles.Pixels pixels =
          new OuterTiles.Pixels(
              rows, g.outputWidth(), xRow, g.strideX() * g.inputChannels(), dyRow, g.filters());
      for (int group = 0; group < g.groups(); group++) {
        int firstFilter = group * g.filtersPerGroup();
        int x0 = xBase + first * xRow + group * g.channelsPerGroup();
        int dy0 = dyBase + first * dyRow + firstFilter;
        for (Run run : runs) {
          addRun(x, x0 + run.offset(), dy, dy0, pixels, sum, run, firstFilter);
        }
      }
    }
  }

  private void addRun(
      float[] x,
      int from,
      float[] dy,
      int dyFrom,
      OuterTiles.Pixels pixels,
      float[] sum,
      Run run,
      int firstFilter) {
    int stride = geometry.filters();
    int lanes = GatherTiles.LANES;
    int count = geometry.filtersPerGroup();
    for (int k = 0; k < run.length(); ) {
      boolean tile = k + OuterTiles.SOURCES <= run.length();
      int row = (run.depth() + k) * stride + firstFilter;
      int filter = 0;
      while (filter < count) {
        int to = row + filter;
        int rest = count - filter;
        if (tile && rest >= GatherTiles.BLOCK) {
          OuterTiles.fiveByTwo(x, from + k, dy, dyFrom + filter, pixels, sum, to, stride);
          filter += GatherTiles.BLOCK;
          continue;
        }
        VectorMask<Float> mask = GatherTiles.SPECIES.indexInRange(0, Math.min(rest, lanes));
        if (tile) {
          OuterTiles.fiveByOne(x, from + k, dy, dyFrom + filter, pixels, sum, to, stride, mask);
        } else {
          OuterTiles.oneByOne(x, from + k, dy, dyFrom + filter, pixels, sum, to, mask);
        }
        filter += lanes;
      }
      k += tile ? OuterTiles.SOURCES : 1;
    }
  }
}
