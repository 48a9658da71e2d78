package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// One number for each channel: the maximum or the average of `N×C×H×W` over rows and columns, as `N×C×1×1`.
public record GlobalPool(Pool.Kind kind) implements Operator {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.image(inputs);
    return Shape.of(input.extent(0), input.extent(1), 1, 1);
  }

  @Override
  public String title() {
    return kind == Pool.Kind.MAXIMUM ? "GlobalMaxPool" : "GlobalAvgPool";
  }
}
