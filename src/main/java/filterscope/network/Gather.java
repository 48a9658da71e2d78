package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// Chosen slices of an axis (counted from 0), in the order of `indices`; the axis goes when `scalar`.
public record Gather(int axis, List<Integer> indices, boolean scalar) implements Operator {
  public Gather {
    indices = List.copyOf(indices);
    if (indices.isEmpty() || (scalar && indices.size() != 1)) {
      throw new IllegalArgumentException("a gather needs indices, a scalar one exactly one");
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    int extent = input.extent(Operators.axis(axis, input.rank()));
    if (indices.stream().anyMatch(index -> index < 0 || index >= extent)) {
      throw new IllegalArgumentException("an index leaves axis " + axis + " of " + input);
    }
    if (!scalar) {
      return input.with(axis, indices.size());
    }
    int[] kept = new int[input.rank() - 1];
    for (int from = 0, to = 0; from < input.rank(); from++) {
      if (from != axis) {
        kept[to++] = input.extent(from);
      }
    }
    return Shape.of(kept);
  }

  @Override
  public String title() {
    return "Gather";
  }
}
