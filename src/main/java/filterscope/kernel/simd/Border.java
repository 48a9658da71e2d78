package filterscope.kernel.simd;

import java.util.Arrays;

/// A channels-last image inside a border of zeros.
///
/// @param height rows of the image
/// @param width columns of the image
/// @param top rows of zeros before it
/// @param left columns of zeros before it
/// @param paddedHeight rows with the border
/// @param paddedWidth columns with the border
record Border(
    int height, int width, int channels, int top, int left, int paddedHeight, int paddedWidth) {

  /// Whether there is no border at all, so that the image can be read where it lies.
  boolean isEmpty() {
    return paddedHeight == height && paddedWidth == width;
  }

  /// Floats of the bordered copy; 0 without a border.
  int floats() {
    return isEmpty() ? 0 : Math.multiplyExact(paddedHeight, rowFloats());
  }

  int rowFloats() {
    return paddedWidth * channels;
  }

  /// Writes the bordered copy.
  void copy(float[] image, int offset, float[] into) {
    int row = rowFloats();
    int first = top * row + left * channels;
    int floats = width * channels;
    Arrays.fill(into, 0, first, 0);
    for (int y = 0; y < height; y++) {
      int from = first + y * row;
      System.arraycopy(image, offset + y * floats, into, from, floats);
      int next = y + 1 < height ? from + row : paddedHeight * row;
      Arrays.fill(into, from + floats, next, 0);
    }
  }
}
