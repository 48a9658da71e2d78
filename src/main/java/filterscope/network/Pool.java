package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// Pooling over `N×C×H×W`. Padding never wins a maximum. With `countPadding` an average divides by all taps inside the
/// padded image (as ONNX's `count_include_pad`), otherwise by those inside the image. With `ceil` a last, partial
/// window is kept.
public record Pool(Kind kind, Window window, boolean ceil, boolean countPadding)
    implements Operator {
  /// What is taken of the window.
  public enum Kind {
    MAXIMUM,
    AVERAGE
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.image(inputs);
    int height = extent(input.extent(2), window.outputHeight(input.extent(2)), true);
    int width = extent(input.extent(3), window.outputWidth(input.extent(3)), false);
    if (height == 0 || width == 0) {
      throw new IllegalArgumentException("the window is larger than the padded input " + input);
    }
    return Shape.of(input.extent(0), input.extent(1), height, width);
  }

  /// With `ceil`, one more position when the last window leaves taps over and would start inside image or leading pad.
  private int extent(int input, int floor, boolean vertical) {
    if (!ceil || floor == 0) {
      return floor;
    }
    int size = vertical ? window.height() : window.width();
    int stride = vertical ? window.strideY() : window.strideX();
    int dilation = vertical ? window.dilationY() : window.dilationX();
    int before = vertical ? window.padTop() : window.padLeft();
    int after = vertical ? window.padBottom() : window.padRight();
    int left = (input + before + after - ((size - 1) * dilation + 1)) % stride;
    return left > 0 && floor * stride < input + before ? floor + 1 : floor;
  }

  @Override
  public String title() {
    return (kind == Kind.MAXIMUM ? "MaxPool " : "AvgPool ")
        + window.height()
        + "×"
        + window.width();
  }
}
