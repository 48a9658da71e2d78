package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A convolution whose two-dimensional kernels come from a codebook (arXiv 2003.05148): each kernel that occurs on an input channel is
/// convolved with it once, and every filter that has it there adds the result. The definition is the float convolution with the
/// kernels written out.
public final class SharedKernels implements FloatKernels.Prepared {
  /// Sums of so many floats stay near the processor.
  private static final int BLOCK_FLOATS = 16_384;

  private static final int AT_A_TIME = 4;

  private final ConvGeometry g;
  private final float[] kernels;
  private final Scaling scaling;
  private final ChannelPlanes planes;
  private final int rowsPerBlock;
  private final List<Use> uses;

  /// @param kernels of `k_h·k_w` numbers, one after the other
  /// @param codes the kernel of each filter and channel, `[filter][channel]`, the channels those of one group
  /// @param scaling one factor and one offset a filter
  public SharedKernels(ConvGeometry geometry, float[] kernels, int[] codes, Scaling scaling) {
    this.g = geometry;
    this.kernels = kernels;
    this.scaling = scaling;
    this.planes = new ChannelPlanes(geometry);
    this.rowsPerBlock =
        Math.clamp(
            BLOCK_FLOATS / (geometry.filters() * planes.pitch()), 1, geometry.outputHeight());
    this.uses = uses(geometry, codes, kernels.length / taps());
  }

  private int taps() {
    return g.kernelHeight() * g.kernelWidth();
  }

  /// Which filters have a kernel on a channel of the image.
  private static final class Use {
    private final int channel;
    private final int kernel;
    private final int[] filters;

    Use(int channel, int kernel, int[] filters) {
      this.channel = channel;
      this.kernel = kernel;
      this.filters = filters;
    }
  }

  private static List<Use> uses(ConvGeometry g, int[] codes, int kernels) {
    List<Use> uses = new ArrayList<>();
    for (int channel = 0; channel < g.inputChannels(); channel++) {
      int within = channel % g.channelsPerGroup();
      int from = channel / g.channelsPerGroup() * g.filtersPerGroup();
      int[][] filters = new int[kernels][];
      int[] counts = new int[kernels];
      for (int filter = from; filter < from + g.filtersPerGroup(); filter++) {
        int code = codes[filter * g.channelsPerGroup() + within];
        if (counts[code] == 0) {
          filters[code] = new int[4];
        } else if (counts[code] == filters[code].length) {
          filters[code] = Arrays.copyOf(filters[code], 2 * counts[code]);
        }
        filters[code][counts[code]++] = filter;
      }
      for (int code = 0; code < kernels; code++) {
        if (counts[code] > 0) {
          uses.add(new Use(channel, code, Arrays.copyOf(filters[code], counts[code])));
        }
      }
    }
    return List.copyOf(uses);
  }

  @Override
  public int scratchFloats() {
    return planes.floats() + Lanes.COUNT + (g.filters() + 1) * planes.sumFloats(rowsPerBlock);
  }

  @Override
  public void run(
      float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
    planes.fill(input, inputOffset, scratch);
    for (int row = 0; row < g.outputHeight(); row += rowsPerBlock) {
      int rows = Math.min(rowsPerBlock, g.outputHeight() - row);
      sum(row, rows, scratch);
      store(row, rows, scratch, output, outputOffset);
    }
  }

  private int shared() {
    return planes.floats() + Lanes.COUNT;
  }

  /// The sums of all filters over some rows, each filter's one behind the other.
  private void sum(int row, int rows, float[] scratch) {
    int count = planes.sumFloats(rows);
    int shared = shared();
    int sums = shared + count;
    Arrays.fill(scratch, sums, sums + g.filters() * count, 0);
    for (Use use : uses) {
      int only = sums + use.filters[0] * count;
      if (use.filters.length == 1) {
        convolve(use, row, scratch, only, count);
        continue;
      }
      Arrays.fill(scratch, shared, shared + count, 0);
      convolve(use, row, scratch, shared, count);
      for (int filter : use.filters) {
        ChannelPlanes.add(scratch, shared, sums + filter * count, count);
      }
    }
  }

  /// Adds the convolution of a channel with a kernel to a sum, four taps at a time.
  private void convolve(Use use, int row, float[] scratch, int to, int count) {
    int taps = taps();
    for (int tap = 0; tap < taps; tap += AT_A_TIME) {
      int t1 = Math.min(tap + 1, taps - 1);
      int t2 = Math.min(tap + 2, taps - 1);
      int t3 = Math.min(tap + 3, taps - 1);
      ChannelPlanes.multiplyAdd(
          scratch,
          weight(use, tap),
          weight(use, tap + 1),
          weight(use, tap + 2),
          weight(use, tap + 3),
          place(use, tap, row),
          place(use, t1, row),
          place(use, t2, row),
          place(use, t3, row),
          to,
          count);
    }
  }

  /// The weight of a tap; 0 behind the last.
  private float weight(Use use, int tap) {
    return tap < taps() ? kernels[use.kernel * taps() + tap] : 0;
  }

  private int place(Use use, int tap, int row) {
    return planes.index(use.channel, tap / g.kernelWidth(), tap % g.kernelWidth(), row);
  }

  private void store(int row, int rows, float[] scratch, float[] output, int outputOffset) {
    int count = planes.sumFloats(rows);
    int sums = shared() + count;
    for (int filter = 0; filter < g.filters(); filter++) {
      float factor = scaling.factor(0, filter);
      float offset = scaling.offset(filter);
      int to = outputOffset + row * g.outputWidth() * g.filters() + filter;
      for (int line = 0; line < rows; line++) {
        int from = sums + filter * count + line * planes.pitch();
        for (int column = 0; column < g.outputWidth(); column++, to += g.filters()) {
          output[to] = scaling.finish().apply(Math.fma(scratch[from + column], factor, offset));
        }
      }
    }
  }
}
