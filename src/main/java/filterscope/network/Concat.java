package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// The inputs one after the other along an axis (from 0, or from −1 backwards).
public record Concat(int axis) implements Operator {
  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a concatenation needs an input");
    }
    Shape first = inputs.get(0);
    int along = Operators.axis(axis, first.rank());
    int extent = 0;
    for (Shape input : inputs) {
      if (input.rank() != first.rank() || !input.with(along, 1).equals(first.with(along, 1))) {
        throw new IllegalArgumentException(
            "shapes " + first + " and " + input + " cannot be joined along axis " + axis);
      }
      extent = Math.addExact(extent, input.extent(along));
    }
    return first.with(along, extent);
  }

  @Override
  public String title() {
    return "Concat";
  }
}
