package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A convolution whose two-dimensional kernels come from a codebook (arXiv 2003.05148): each kernel that several filters have on an
/// input channel is convolved with it once, and all of them add the result, those of four channels at a time. The definition is the
/// float convolution with the kernels written out.
public final class SharedKernels implements FloatKernels.Prepared {
  /// Sums of so many floats stay near the processor.
  private static final int BLOCK_FLOATS = 65_536;

  private static final int AT_A_TIME = 4;

  private final ConvGeometry g;
  private final float[] kernels;
  private final Scaling scaling;
  private final ChannelPlanes planes;
  private final int rowsPerBlock;
  private final List<ChannelUses> blocks;
  private final int mostShared;

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
    List<ChannelUses> found = new ArrayList<>();
    for (int channel = 0; channel < geometry.inputChannels(); channel += AT_A_TIME) {
      int end = Math.min(channel + AT_A_TIME, geometry.inputChannels());
      found.add(ChannelUses.of(geometry, codes, kernels.length / taps(), channel, end));
    }
    this.blocks = List.copyOf(found);
    this.mostShared = found.stream().mapToInt(ChannelUses::shared).max().orElse(0);
  }

  private int taps() {
    return g.kernelHeight() * g.kernelWidth();
  }

  /// The planes, then the shared convolutions of a block of channels and one of zeros, then the sums.
  @Override
  public int scratchFloats() {
    return sharedAt() + (mostShared + 1 + g.filters()) * planes.sumFloats(rowsPerBlock);
  }

  private int sharedAt() {
    return planes.floats() + Lanes.COUNT;
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

  /// The sums of all filters over some rows, each filter's one behind the other.
  private void sum(int row, int rows, float[] scratch) {
    int count = planes.sumFloats(rows);
    int zeros = sharedAt() + mostShared * count;
    int sums = zeros + count;
    Arrays.fill(scratch, zeros, sums + g.filters() * count, 0);
    for (ChannelUses uses : blocks) {
      for (int shared = 0; shared < uses.shared(); shared++) {
        int to = sharedAt() + shared * count;
        Arrays.fill(scratch, to, to + count, 0);
        convolve(uses.sharedChannel(shared), uses.sharedKernel(shared), row, scratch, to, count);
      }
      for (int own = 0; own < uses.own(); own++) {
        int to = sums + uses.ownFilter(own) * count;
        convolve(uses.ownChannel(own), uses.ownKernel(own), row, scratch, to, count);
      }
      for (int filter = 0; filter < g.filters(); filter++) {
        addShared(uses, filter, scratch, sums + filter * count, count, zeros);
      }
    }
  }

  private void addShared(
      ChannelUses uses, int filter, float[] scratch, int to, int count, int zeros) {
    int many = uses.sharedBy(filter);
    if (many == 0) {
      return;
    }
    int p0 = sharedAt() + uses.sharedOf(filter, 0) * count;
    int p1 = many > 1 ? sharedAt() + uses.sharedOf(filter, 1) * count : zeros;
    int p2 = many > 2 ? sharedAt() + uses.sharedOf(filter, 2) * count : zeros;
    int p3 = many > 3 ? sharedAt() + uses.sharedOf(filter, 3) * count : zeros;
    ChannelPlanes.add(scratch, p0, p1, p2, p3, to, count);
  }

  /// Adds the convolution of a channel with a kernel to a sum, four taps at a time.
  private void convolve(int channel, int kernel, int row, float[] scratch, int to, int count) {
    int last = taps() - 1;
    for (int tap = 0; tap <= last; tap += AT_A_TIME) {
      ChannelPlanes.multiplyAdd(
          scratch,
          weight(kernel, tap),
          weight(kernel, tap + 1),
          weight(kernel, tap + 2),
          weight(kernel, tap + 3),
          place(channel, tap, row),
          place(channel, Math.min(tap + 1, last), row),
          place(channel, Math.min(tap + 2, last), row),
          place(channel, Math.min(tap + 3, last), row),
          to,
          count);
    }
  }

  /// The weight of a tap; 0 behind the last.
  private float weight(int kernel, int tap) {
    return tap < taps() ? kernels[kernel * taps() + tap] : 0;
  }

  private int place(int channel, int tap, int row) {
    return planes.index(channel, tap / g.kernelWidth(), tap % g.kernelWidth(), row);
  }

  private void store(int row, int rows, float[] scratch, float[] output, int outputOffset) {
    int count = planes.sumFloats(rows);
    int sums = sharedAt() + (mostShared + 1) * count;
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
