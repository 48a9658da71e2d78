package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// Elements added before and after every axis; one entry an axis, none negative.
public record Pad(List<Integer> before, List<Integer> after, Mode mode, float value)
    implements Operator {
  /// Where the added elements come from.
  public enum Mode {
    CONSTANT,
    REFLECT,
    EDGE
  }

  public Pad {
    before = List.copyOf(before);
    after = List.copyOf(after);
    if (before.size() != after.size()) {
      throw new IllegalArgumentException("before and after differ in length");
    }
    if (before.stream().anyMatch(count -> count < 0)
        || after.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("negative padding is a slice");
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    if (input.rank() != before.size()) {
      throw new IllegalArgumentException(
          "padding of " + before.size() + " axes cannot take " + input);
    }
    int[] extents = input.toArray();
    for (int axis = 0; axis < extents.length; axis++) {
      int most = Math.max(before.get(axis), after.get(axis));
      if (mode == Mode.REFLECT && most >= extents[axis] && most > 0) {
        throw new IllegalArgumentException(
            "a reflection of " + most + " is wider than axis " + axis + " of " + input);
      }
      extents[axis] =
          Math.addExact(extents[axis], Math.addExact(before.get(axis), after.get(axis)));
    }
    return Shape.of(extents);
  }

  @Override
  public String title() {
    return "Pad";
  }
}
