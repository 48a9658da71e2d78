package filterscope.network;

/// The sliding window of a convolution or a pooling: its extent, how far it moves, how its taps are spread, and how
/// many rows and columns of padding surround the image.
public record Window(
    int height,
    int width,
    int strideY,
    int strideX,
    int dilationY,
    int dilationX,
    int padTop,
    int padLeft,
    int padBottom,
    int padRight) {

  public Window {
    if (height < 1 || width < 1 || strideY < 1 || strideX < 1 || dilationY < 1 || dilationX < 1) {
      throw new IllegalArgumentException("a window needs positive extents, strides and dilations");
    }
    if (padTop < 0 || padLeft < 0 || padBottom < 0 || padRight < 0) {
      throw new IllegalArgumentException("a window has no negative padding");
    }
  }

  /// A square window, the same padding on all four sides, no dilation.
  public static Window square(int size, int stride, int pad) {
    return new Window(size, size, stride, stride, 1, 1, pad, pad, pad, pad);
  }

  /// Rows of the output for an input of so many rows (floor), or 0 when the window does not fit.
  public int outputHeight(int inputHeight) {
    return extent(inputHeight + padTop + padBottom, height, strideY, dilationY);
  }

  /// Columns of the output for an input of so many columns (floor), or 0 when the window does not fit.
  public int outputWidth(int inputWidth) {
    return extent(inputWidth + padLeft + padRight, width, strideX, dilationX);
  }

  private static int extent(int padded, int size, int stride, int dilation) {
    int reach = (size - 1) * dilation + 1;
    return padded < reach ? 0 : (padded - reach) / stride + 1;
  }
}
