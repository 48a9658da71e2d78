package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import java.util.Arrays;

/// The image with its border of zeros, so that no kernel has to ask where the image ends. Its extents are those that the
/// windows touch: rows and columns of the image that no window reaches are left out, missing ones added.
final class PaddedImage {
  private final ConvGeometry geometry;
  private final int height;
  private final int width;

  PaddedImage(ConvGeometry geometry) {
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

  /// Whether the image itself will do, without a copy.
  boolean isImage() {
    return geometry.padTop() == 0
        && geometry.padLeft() == 0
        && height <= geometry.inputHeight()
        && width <= geometry.inputWidth();
  }

  /// Columns of the array that kernels read.
  int rowLength() {
    return (isImage() ? geometry.inputWidth() : width) * geometry.inputChannels();
  }

  /// Floats of the copy; 0 when there is none.
  int floats() {
    return isImage() ? 0 : Math.toIntExact((long) height * width * geometry.inputChannels());
  }

  /// Where a pixel's window begins, one index an output pixel in row-major order.
  int[] bases() {
    int[] bases = new int[geometry.outputHeight() * geometry.outputWidth()];
    for (int row = 0, pixel = 0; row < geometry.outputHeight(); row++) {
      for (int column = 0; column < geometry.outputWidth(); column++, pixel++) {
        bases[pixel] =
            row * geometry.strideY() * rowLength()
                + column * geometry.strideX() * geometry.inputChannels();
      }
    }
    return bases;
  }

  /// How far a tap lies from the beginning of its window.
  int tapOffset(int tapRow, int tapColumn) {
    return tapRow * geometry.dilationY() * rowLength()
        + tapColumn * geometry.dilationX() * geometry.inputChannels();
  }

  /// Writes the padded copy to the beginning of `padded`.
  void fill(float[] input, int inputOffset, float[] padded) {
    int channels = geometry.inputChannels();
    int left = Math.min(geometry.padLeft(), width);
    int columns = Math.max(0, Math.min(width - left, geometry.inputWidth()));
    int row = width * channels;
    for (int y = 0; y < height; y++) {
      int to = y * row;
      int from = y - geometry.padTop();
      if (from < 0 || from >= geometry.inputHeight()) {
        Arrays.fill(padded, to, to + row, 0);
        continue;
      }
      Arrays.fill(padded, to, to + left * channels, 0);
      System.arraycopy(
          input,
          inputOffset + from * geometry.inputWidth() * channels,
          padded,
          to + left * channels,
          columns * channels);
      Arrays.fill(padded, to + (left + columns) * channels, to + row, 0);
    }
  }
}
