package filterscope.onnx;

import filterscope.network.Window;
import filterscope.tensor.Shape;

/// Reads strides, dilations and padding, `auto_pad` included, into a [Window].
final class Windows {
  private static final int MOST = Limits.WINDOW;

  private Windows() {}

  /// @param input the shape of the images, whose extents decide what `auto_pad` adds
  static Window of(Node node, int height, int width, Shape input) {
    if (input.rank() != 4) {
      throw notImages(input.rank() - 2);
    }
    Attributes attributes = node.attributes();
    int[] strides = attributes.integers("strides", 2, 1, MOST).orElse(new int[] {1, 1});
    int[] dilations = attributes.integers("dilations", 2, 1, MOST).orElse(new int[] {1, 1});
    if (reach(height, dilations[0]) > MOST || reach(width, dilations[1]) > MOST) {
      throw Refusal.inconsistent("has a window that reaches over more than " + MOST + " pixels");
    }
    int[] pads =
        switch (attributes.text("auto_pad", "NOTSET")) {
          case "NOTSET", "" -> attributes.integers("pads", 4, 0, MOST).orElse(new int[4]);
          case "VALID" -> new int[4];
          case "SAME_UPPER" -> same(input, height, width, strides, dilations, false);
          case "SAME_LOWER" -> same(input, height, width, strides, dilations, true);
          default ->
              throw Refusal.inconsistent(
                  "has the unknown auto_pad " + Sentences.quoted(attributes.text("auto_pad", "")));
        };
    return new Window(
        height,
        width,
        strides[0],
        strides[1],
        dilations[0],
        dilations[1],
        pads[0],
        pads[1],
        pads[2],
        pads[3]);
  }

  /// Windows over something other than rows and columns.
  static Refusal notImages(int axes) {
    return new Refusal(
        (axes == 1 ? "is one-dimensional" : "works over " + axes + " axes")
            + ", and only two-dimensional convolutions and poolings are supported",
        "open a network for images");
  }

  private static long reach(int size, int dilation) {
    return (size - 1L) * dilation + 1;
  }

  /// So much padding that the output has ⌈input/stride⌉ rows and columns; an odd one goes to the end, or with `lower` to
  /// the beginning.
  private static int[] same(
      Shape input, int height, int width, int[] strides, int[] dilations, boolean lower) {
    int[] sizes = {height, width};
    int[] pads = new int[4];
    for (int axis = 0; axis < 2; axis++) {
      int extent = input.extent(2 + axis);
      long outputs = (extent + strides[axis] - 1L) / strides[axis];
      long missing =
          Math.max(0, (outputs - 1) * strides[axis] + reach(sizes[axis], dilations[axis]) - extent);
      int small = (int) (missing / 2);
      int large = (int) (missing - small);
      pads[axis] = lower ? large : small;
      pads[axis + 2] = lower ? small : large;
    }
    return pads;
  }
}
