package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.Scaling;
import filterscope.tensor.HuffmanCode;
import filterscope.tensor.HuffmanMatrix;
import java.util.Arrays;

/// A convolution straight from the Huffman stream of its weights, as [filterscope.kernel.HuffmanConvolution] defines it: a table
/// decodes a weight, zeros are left out, and four weights at a time add what they meet in all outputs of their filter. It saves
/// memory, not time.
public final class HuffmanProduct implements FloatKernels.Prepared {
  private static final int AT_A_TIME = 4;

  private final ConvGeometry g;
  private final HuffmanMatrix weights;
  private final Scaling scaling;
  private final ChannelPlanes planes;
  private final int[] bases;
  private final int sumFloats;

  /// @param weights a column a filter, its rows `[channel][row][column]` of one group
  /// @param scaling one factor and one offset a filter
  public HuffmanProduct(ConvGeometry geometry, HuffmanMatrix weights, Scaling scaling) {
    this.g = geometry;
    this.weights = weights;
    this.scaling = scaling;
    this.planes = new ChannelPlanes(geometry);
    this.sumFloats = planes.sumFloats(geometry.outputHeight());
    this.bases = new int[geometry.depth()];
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    for (int place = 0; place < bases.length; place++) {
      int tap = place % taps;
      bases[place] =
          planes.index(place / taps, tap / geometry.kernelWidth(), tap % geometry.kernelWidth(), 0);
    }
  }

  @Override
  public int scratchFloats() {
    return planes.floats() + Lanes.COUNT + sumFloats;
  }

  @Override
  public void run(
      float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
    planes.fill(input, inputOffset, scratch);
    int sums = planes.floats() + Lanes.COUNT;
    HuffmanCode.Decoder decoder = weights.code().decoder(weights.stream());
    int next = 0;
    for (int filter = 0; filter < g.filters(); filter++) {
      Arrays.fill(scratch, sums, sums + sumFloats, 0);
      next = sum(filter, next, decoder, scratch, sums);
      store(filter, scratch, sums, output, outputOffset);
    }
  }

  /// Decodes the weights of a filter and adds what they meet.
  ///
  /// @param next the first of them in the stream
  /// @return the first of the next filter
  private int sum(int filter, int next, HuffmanCode.Decoder decoder, float[] scratch, int sums) {
    float[] values = weights.values();
    int group = planes.index(filter / g.filtersPerGroup() * g.channelsPerGroup(), 0, 0, 0);
    int end = next + weights.count(filter);
    float w0 = 0;
    float w1 = 0;
    float w2 = 0;
    int p0 = 0;
    int p1 = 0;
    int p2 = 0;
    int waiting = 0;
    for (int index = next; index < end; index++) {
      float weight = values[decoder.next()];
      if (weight == 0) {
        continue;
      }
      int place = group + bases[weights.row(index)];
      if (++waiting == AT_A_TIME) {
        ChannelPlanes.multiplyAdd(scratch, w0, w1, w2, weight, p0, p1, p2, place, sums, sumFloats);
        waiting = 0;
      } else {
        w0 = w1;
        p0 = p1;
        w1 = w2;
        p1 = p2;
        w2 = weight;
        p2 = place;
      }
    }
    if (waiting > 0) {
      // Those of the last three that were added already wait no longer.
      ChannelPlanes.multiplyAdd(
          scratch,
          waiting > 2 ? w0 : 0,
          waiting > 1 ? w1 : 0,
          w2,
          0,
          p0,
          p1,
          p2,
          p2,
          sums,
          sumFloats);
    }
    return end;
  }

  private void store(int filter, float[] scratch, int sums, float[] output, int outputOffset) {
    float factor = scaling.factor(0, filter);
    float offset = scaling.offset(filter);
    int to = outputOffset + filter;
    for (int row = 0; row < g.outputHeight(); row++) {
      int from = sums + row * planes.pitch();
      for (int column = 0; column < g.outputWidth(); column++, to += g.filters()) {
        output[to] = scaling.finish().apply(Math.fma(scratch[from + column], factor, offset));
      }
    }
  }
}
