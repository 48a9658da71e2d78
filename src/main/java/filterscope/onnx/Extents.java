package filterscope.onnx;

import filterscope.tensor.Shape;
import java.util.Arrays;

/// Turns the numbers of a file into shapes, within the limits.
final class Extents {
  private Extents() {}

  /// @throws Refusal if an extent is negative, or the tensor has too many axes or elements
  static Shape shape(long... extents) {
    if (extents.length > Limits.RANK) {
      throw new Refusal(
          "has a tensor of " + extents.length + " axes; at most " + Limits.RANK + " are read",
          "export the network again");
    }
    int[] checked = new int[extents.length];
    boolean empty = false;
    for (int axis = 0; axis < checked.length; axis++) {
      long extent = extents[axis];
      if (extent < 0 || extent > Integer.MAX_VALUE) {
        throw tooLarge(extents);
      }
      checked[axis] = (int) extent;
      empty |= extent == 0;
    }
    long elements = 1;
    for (int extent : checked) {
      elements *= Math.max(1, extent);
      if (elements > Limits.TENSOR_ELEMENTS && !empty) {
        throw tooLarge(extents);
      }
      elements = Math.min(elements, Limits.TENSOR_ELEMENTS + 1);
    }
    return Shape.of(checked);
  }

  /// The shape itself.
  ///
  /// @throws Refusal if it has too many axes or elements
  static Shape check(Shape shape) {
    long[] extents = new long[shape.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = shape.extent(axis);
    }
    return shape(extents);
  }

  /// An axis counted from 0.
  ///
  /// @throws Refusal if there is none of this number
  static int axis(long axis, int rank) {
    long counted = axis < 0 ? axis + rank : axis;
    if (counted < 0 || counted >= rank) {
      throw Refusal.inconsistent("names axis " + axis + " of a tensor of " + rank + " axes");
    }
    return (int) counted;
  }

  private static Refusal tooLarge(long[] extents) {
    return new Refusal(
        "needs the shape "
            + Arrays.toString(extents)
            + ", which is negative or beyond the limit of "
            + Limits.TENSOR_ELEMENTS
            + " numbers in one tensor",
        "check the sizes in the file");
  }
}
