package filterscope.kernel;

import filterscope.tensor.BitReader;
import filterscope.tensor.HuffmanMatrix;

/// The definition of a convolution straight from the compressed stream of its weights (the products of HAM and sHAM, arXiv 2108.12704):
/// each weight is decoded bit by bit when its turn comes, multiplied with every place that it meets, and gone. Sums are in
/// double precision.
///
/// @param weights a column a filter, its rows `[channel][row][column]` of one group
/// @param scaling one factor and one offset a filter
public record HuffmanConvolution(ConvGeometry g, HuffmanMatrix weights, Scaling scaling)
    implements FloatKernels.Prepared {
  @Override
  public int scratchFloats() {
    return 0;
  }

  @Override
  public void run(
      float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
    BitReader reader = new BitReader(weights.stream());
    for (int filter = 0, next = 0; filter < g.filters(); filter++) {
      double[] sums = new double[g.outputHeight() * g.outputWidth()];
      for (int stored = 0; stored < weights.count(filter); stored++, next++) {
        float weight = weights.values()[weights.code().read(reader)];
        add(weight, filter, weights.row(next), input, inputOffset, sums);
      }
      for (int place = 0; place < sums.length; place++) {
        double value = sums[place] * scaling.factor(0, filter) + scaling.offset(filter);
        output[outputOffset + place * g.filters() + filter] = scaling.finish().apply((float) value);
      }
    }
  }

  private void add(
      float weight, int filter, int place, float[] input, int inputOffset, double[] sums) {
    int taps = g.kernelHeight() * g.kernelWidth();
    int channel = filter / g.filtersPerGroup() * g.channelsPerGroup() + place / taps;
    int tapRow = place % taps / g.kernelWidth();
    int tapColumn = place % g.kernelWidth();
    for (int row = 0; row < g.outputHeight(); row++) {
      int y = row * g.strideY() + tapRow * g.dilationY() - g.padTop();
      for (int column = 0; column < g.outputWidth(); column++) {
        int x = column * g.strideX() + tapColumn * g.dilationX() - g.padLeft();
        if (y >= 0 && y < g.inputHeight() && x >= 0 && x < g.inputWidth()) {
          int pixel = inputOffset + (y * g.inputWidth() + x) * g.inputChannels();
          sums[row * g.outputWidth() + column] += (double) weight * input[pixel + channel];
        }
      }
    }
  }
}
