package filterscope.engine;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;

/// The matrix K of XNOR-Net (arXiv 1603.05279, section 3.2): the mean magnitude over the channels of the input, averaged over the
/// window of each output (padding counts as zero), multiplies all filters there. With groups of channels the mean is still
/// over all of them.
final class KMap {
  private final ConvGeometry geometry;
  private final float[] offsets;
  private final Finish finish;

  /// @param offsets what is added to each filter after the multiplication
  KMap(ConvGeometry geometry, float[] offsets, Finish finish) {
    this.geometry = geometry;
    this.offsets = offsets;
    this.finish = finish;
  }

  /// @param work takes a number for each pixel of the input from `workOffset` on
  /// @param to scaled sums, channels last; offset and clamped in place
  void apply(float[] from, int fromOffset, float[] work, int workOffset, float[] to, int toOffset) {
    means(from, fromOffset, work, workOffset);
    int filters = geometry.filters();
    int at = toOffset;
    for (int row = 0; row < geometry.outputHeight(); row++) {
      for (int column = 0; column < geometry.outputWidth(); column++) {
        float k = average(work, workOffset, row, column);
        for (int filter = 0; filter < filters; filter++, at++) {
          float value = Math.fma(to[at], k, offsets[filter]);
          to[at] = Math.min(Math.max(value, finish.low()), finish.high());
        }
      }
    }
  }

  private void means(float[] from, int fromOffset, float[] work, int workOffset) {
    int channels = geometry.inputChannels();
    int pixels = geometry.inputHeight() * geometry.inputWidth();
    for (int pixel = 0, at = fromOffset; pixel < pixels; pixel++) {
      float sum = 0;
      for (int channel = 0; channel < channels; channel++, at++) {
        sum += Math.abs(from[at]);
      }
      work[workOffset + pixel] = sum / channels;
    }
  }

  private float average(float[] means, int offset, int row, int column) {
    float sum = 0;
    for (int tapRow = 0; tapRow < geometry.kernelHeight(); tapRow++) {
      int y = row * geometry.strideY() - geometry.padTop() + tapRow * geometry.dilationY();
      for (int tapColumn = 0; tapColumn < geometry.kernelWidth(); tapColumn++) {
        int x = column * geometry.strideX() - geometry.padLeft() + tapColumn * geometry.dilationX();
        if (y >= 0 && y < geometry.inputHeight() && x >= 0 && x < geometry.inputWidth()) {
          sum += means[offset + y * geometry.inputWidth() + x];
        }
      }
    }
    return sum / (geometry.kernelHeight() * geometry.kernelWidth());
  }
}
