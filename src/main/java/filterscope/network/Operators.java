package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// The checks that operators share.
final class Operators {
  private Operators() {}

  static Shape one(List<Shape> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("one input expected, not " + inputs.size());
    }
    return inputs.get(0);
  }

  static Shape image(List<Shape> inputs) {
    Shape input = one(inputs);
    if (input.rank() != 4) {
      throw new IllegalArgumentException("an image (rank 4) expected, not " + input);
    }
    return input;
  }

  /// An axis counted from 0.
  static int axis(int axis, int rank) {
    int counted = axis < 0 ? axis + rank : axis;
    if (counted < 0 || counted >= rank) {
      throw new IllegalArgumentException("axis " + axis + " does not exist in rank " + rank);
    }
    return counted;
  }

  /// The common shape of two operands under NumPy's broadcasting.
  static Shape broadcast(Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    int[] extents = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int a = back <= left.rank() ? left.extent(-back) : 1;
      int b = back <= right.rank() ? right.extent(-back) : 1;
      if (a != b && a != 1 && b != 1) {
        throw new IllegalArgumentException(
            "shapes " + left + " and " + right + " do not broadcast");
      }
      extents[rank - back] = a == 1 ? b : a;
    }
    return Shape.of(extents);
  }
}
