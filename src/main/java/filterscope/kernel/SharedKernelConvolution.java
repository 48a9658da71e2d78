package filterscope.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A convolution whose two-dimensional kernels come from a codebook (arXiv 2003.05148): each kernel that occurs on an input channel is
/// convolved with it once, and every filter that has it there adds the result. The definition is the float convolution with the
/// kernels written out.
public final class SharedKernelConvolution implements FloatKernels.Prepared {
  /// Sums of so many floats stay near the processor.
  private static final int BLOCK_FLOATS = 8192;

  private final ConvGeometry g;
  private final float[] kernels;
  private final Scaling scaling;
  private final PlanarImage image;
  private final int rowsPerBlock;
  private final List<Use> uses;

  /// @param kernels of `k_h·k_w` numbers, one after the other
  /// @param codes the kernel of each filter and channel, `[filter][channel]`, the channels those of one group
  /// @param scaling one factor and one offset a filter
  public SharedKernelConvolution(
      ConvGeometry geometry, float[] kernels, int[] codes, Scaling scaling) {
    this.g = geometry;
    this.kernels = kernels;
    this.scaling = scaling;
    this.image = new PlanarImage(geometry);
    this.rowsPerBlock =
        Math.clamp(
            BLOCK_FLOATS / (geometry.filters() * geometry.outputWidth()),
            1,
            geometry.outputHeight());
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
      int group = channel / g.channelsPerGroup();
      int within = channel % g.channelsPerGroup();
      int from = group * g.filtersPerGroup();
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
    return image.floats() + (g.filters() + 1) * rowsPerBlock * g.outputWidth();
  }

  @Override
  public void run(
      float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
    image.fill(input, inputOffset, scratch);
    for (int row = 0; row < g.outputHeight(); row += rowsPerBlock) {
      int rows = Math.min(rowsPerBlock, g.outputHeight() - row);
      sum(row, rows, scratch);
      store(row, rows, scratch, output, outputOffset);
    }
  }

  /// The sums of all filters over some rows, each filter's one behind the other.
  private void sum(int row, int rows, float[] scratch) {
    int places = rows * g.outputWidth();
    int shared = image.floats();
    int sums = shared + rowsPerBlock * g.outputWidth();
    Arrays.fill(scratch, sums, sums + g.filters() * places, 0);
    for (Use use : uses) {
      convolve(use, row, rows, scratch, shared);
      for (int filter : use.filters) {
        int to = sums + filter * places;
        for (int place = 0; place < places; place++) {
          scratch[to + place] += scratch[shared + place];
        }
      }
    }
  }

  private void convolve(Use use, int row, int rows, float[] scratch, int shared) {
    Arrays.fill(scratch, shared, shared + rows * g.outputWidth(), 0);
    int weight = use.kernel * taps();
    for (int tapRow = 0; tapRow < g.kernelHeight(); tapRow++) {
      for (int tapColumn = 0; tapColumn < g.kernelWidth(); tapColumn++, weight++) {
        int at = image.index(use.channel, tapRow, tapColumn, row);
        for (int line = 0; line < rows; line++, at += image.rowStep()) {
          image.multiplyAdd(kernels[weight], scratch, at, scratch, shared + line * g.outputWidth());
        }
      }
    }
  }

  private void store(int row, int rows, float[] scratch, float[] output, int outputOffset) {
    int places = rows * g.outputWidth();
    int sums = image.floats() + rowsPerBlock * g.outputWidth();
    int first = outputOffset + row * g.outputWidth() * g.filters();
    for (int filter = 0; filter < g.filters(); filter++) {
      for (int place = 0; place < places; place++) {
        float value =
            scratch[sums + filter * places + place] * scaling.factor(0, filter)
                + scaling.offset(filter);
        output[first + place * g.filters() + filter] =
            Math.min(Math.max(value, scaling.finish().low()), scaling.finish().high());
      }
    }
  }
}
