package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;

/// Where things are in an image with its zero border around it, `cells` array elements for each pixel and group. Outputs
/// are numbered row by row.
final class BorderedImage {
  private final ConvGeometry geometry;
  private final int cells;
  private final int height;
  private final int width;
  private final int[] bases;

  /// @param cells array elements for the channels of one group at one pixel
  /// @param tile outputs computed at once: [#base] may be asked for up to `tile − 1` outputs past the last
  BorderedImage(ConvGeometry geometry, int cells, int tile) {
    this.geometry = geometry;
    this.cells = cells;
    this.height =
        extent(
            geometry.outputHeight(),
            geometry.strideY(),
            geometry.kernelHeight(),
            geometry.dilationY(),
            geometry.padTop() + geometry.inputHeight());
    this.width =
        extent(
            geometry.outputWidth(),
            geometry.strideX(),
            geometry.kernelWidth(),
            geometry.dilationX(),
            geometry.padLeft() + geometry.inputWidth());
    this.bases = bases(tile);
  }

  private static int extent(int outputs, int stride, int kernel, int dilation, int input) {
    return Math.max((outputs - 1) * stride + (kernel - 1) * dilation + 1, input);
  }

  private int[] bases(int tile) {
    int outputs = outputs();
    int[] result = new int[outputs + tile];
    for (int output = 0; output < result.length; output++) {
      int real = Math.min(output, outputs - 1);
      int row = real / geometry.outputWidth() * geometry.strideY();
      int column = real % geometry.outputWidth() * geometry.strideX();
      result[output] = (row * width + column) * pixelCells();
    }
    return result;
  }

  /// Outputs of one filter.
  int outputs() {
    return geometry.outputHeight() * geometry.outputWidth();
  }

  /// Elements of one pixel, all groups.
  int pixelCells() {
    return geometry.groups() * cells;
  }

  int size() {
    return height * rowCells();
  }

  int rowCells() {
    return width * pixelCells();
  }

  int height() {
    return height;
  }

  boolean hasBorder() {
    return height > geometry.inputHeight() || width > geometry.inputWidth();
  }

  /// The element of the first channel of an input pixel.
  int pixel(int row, int column) {
    return ((row + geometry.padTop()) * width + column + geometry.padLeft()) * pixelCells();
  }

  /// The element at which the patch of an output starts.
  int base(int output) {
    return bases[output];
  }

  /// Distance of some elements of a patch from the patch's start, tap by tap, in group 0.
  ///
  /// @param firstCell the first element at each tap
  /// @param count elements at each tap
  int[] patchOffsets(int firstCell, int count) {
    int[] result = new int[geometry.kernelHeight() * geometry.kernelWidth() * count];
    int index = 0;
    for (int y = 0; y < geometry.kernelHeight(); y++) {
      for (int x = 0; x < geometry.kernelWidth(); x++) {
        for (int cell = 0; cell < count; cell++) {
          result[index++] =
              (y * geometry.dilationY() * width + x * geometry.dilationX()) * pixelCells()
                  + firstCell
                  + cell;
        }
      }
    }
    return result;
  }

  /// The offsets of each block of channels.
  int[][] patchOffsets(ChannelCells channels) {
    int[][] offsets = new int[channels.blocks()][];
    for (int block = 0; block < offsets.length; block++) {
      offsets[block] = patchOffsets(channels.firstCell(block), channels.cells(block));
    }
    return offsets;
  }
}
