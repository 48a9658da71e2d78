package filterscope.network;

import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A part of every axis: `counts` elements from `starts` on, `steps` apart (steps may be negative). One entry an axis.
public record Slice(List<Integer> starts, List<Integer> counts, List<Integer> steps)
    implements Operator {
  public Slice {
    starts = List.copyOf(starts);
    counts = List.copyOf(counts);
    steps = List.copyOf(steps);
    if (starts.size() != counts.size() || starts.size() != steps.size()) {
      throw new IllegalArgumentException("starts, counts and steps differ in length");
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    if (input.rank() != starts.size()) {
      throw new IllegalArgumentException(
          "a slice of " + starts.size() + " axes cannot take " + input);
    }
    List<Integer> extents = new ArrayList<>();
    for (int axis = 0; axis < starts.size(); axis++) {
      int first = starts.get(axis);
      int last = first + (counts.get(axis) - 1) * steps.get(axis);
      int extent = input.extent(axis);
      if (counts.get(axis) < 1 || first < 0 || first >= extent || last < 0 || last >= extent) {
        throw new IllegalArgumentException("the slice leaves axis " + axis + " of " + input);
      }
      extents.add(counts.get(axis));
    }
    return Shape.of(extents.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public String title() {
    return "Slice";
  }
}
