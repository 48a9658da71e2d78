package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// The mean over some axes (counted from 0), which stay as extents of 1 or go.
public record ReduceMean(List<Integer> axes, boolean keepAxes) implements Operator {
  public ReduceMean {
    axes = List.copyOf(axes);
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    axes.forEach(axis -> Operators.axis(axis, input.rank()));
    IntStream kept =
        keepAxes
            ? IntStream.range(0, input.rank())
                .map(axis -> axes.contains(axis) ? 1 : input.extent(axis))
            : IntStream.range(0, input.rank())
                .filter(axis -> !axes.contains(axis))
                .map(input::extent);
    return Shape.of(kept.toArray());
  }

  @Override
  public String title() {
    return "ReduceMean";
  }
}
