package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// Axes in another order: axis `i` of the result is axis `order.get(i)` of the input.
public record Transpose(List<Integer> order) implements Operator {
  public Transpose {
    order = List.copyOf(order);
    for (int axis = 0; axis < order.size(); axis++) {
      if (!order.contains(axis)) {
        throw new IllegalArgumentException(order + " is not an order of axes");
      }
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    if (input.rank() != order.size()) {
      throw new IllegalArgumentException(order + " does not order the axes of " + input);
    }
    return Shape.of(order.stream().mapToInt(input::extent).toArray());
  }

  @Override
  public String title() {
    return "Transpose";
  }
}
