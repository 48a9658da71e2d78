package filterscope.kernel;

import java.util.Arrays;

/// An image with each channel in a plane of its own and zeros around it, as far as the windows of a convolution reach: row `y` of
/// the plane is row `y − padTop` of the image. For kernels that go through the weights one by one and add whole rows of outputs.
final class PlanarImage {
  private final ConvGeometry geometry;
  private final int height;
  private final int width;

  PlanarImage(ConvGeometry geometry) {
    this.geometry = geometry;
    this.height =
        (geometry.outputHeight() - 1) * geometry.strideY()
            + (geometry.kernelHeight() - 1) * geometry.dilationY()
            + 1;
    this.width =
        (geometry.outputWidth() - 1) * geometry.strideX()
            + (geometry.kernelWidth() - 1) * geometry.dilationX()
            + 1;
  }

  /// Floats that the planes take.
  int floats() {
    return geometry.inputChannels() * height * width;
  }

  /// Where the number begins that a tap of a channel multiplies in the first output of a row.
  int index(int channel, int tapRow, int tapColumn, int outputRow) {
    int row = outputRow * geometry.strideY() + tapRow * geometry.dilationY();
    return (channel * height + row) * width + tapColumn * geometry.dilationX();
  }

  /// How far two rows of outputs lie apart.
  int rowStep() {
    return geometry.strideY() * width;
  }

  /// Fills the planes.
  ///
  /// @param input channels last, from `inputOffset` on
  /// @param planes takes [#floats()] numbers from 0 on
  void fill(float[] input, int inputOffset, float[] planes) {
    int channels = geometry.inputChannels();
    Arrays.fill(planes, 0, floats(), 0);
    int rows = Math.min(geometry.inputHeight(), height - geometry.padTop());
    int columns = Math.min(geometry.inputWidth(), width - geometry.padLeft());
    for (int row = Math.max(0, -geometry.padTop()); row < rows; row++) {
      for (int column = Math.max(0, -geometry.padLeft()); column < columns; column++) {
        int from = inputOffset + (row * geometry.inputWidth() + column) * channels;
        int to = (row + geometry.padTop()) * width + column + geometry.padLeft();
        for (int channel = 0; channel < channels; channel++, to += height * width) {
          planes[to] = input[from + channel];
        }
      }
    }
  }

  /// Adds a weight times a row of numbers to a row of sums.
  void multiplyAdd(float weight, float[] planes, int from, float[] sums, int to) {
    int step = geometry.strideX();
    int count = geometry.outputWidth();
    if (step == 1) {
      for (int index = 0; index < count; index++) {
        sums[to + index] += weight * planes[from + index];
      }
    } else {
      for (int index = 0; index < count; index++) {
        sums[to + index] += weight * planes[from + index * step];
      }
    }
  }
}
