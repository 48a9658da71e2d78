package filterscope.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The extents of a tensor, outermost first. A shape of rank 0 is a scalar. Immutable.
public final class Shape {
  private final int[] extents;

  private Shape(int[] extents) {
    this.extents = extents;
  }

  /// @throws IllegalArgumentException if an extent is negative
  public static Shape of(int... extents) {
    for (int extent : extents) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "a shape has no negative extents: " + Arrays.toString(extents));
      }
    }
    return new Shape(extents.clone());
  }

  public int rank() {
    return extents.length;
  }

  /// The extent of one axis.
  ///
  /// @param axis from 0, or from −1 backwards
  public int extent(int axis) {
    return extents[axis < 0 ? axis + extents.length : axis];
  }

  /// How many numbers a tensor of this shape holds; as a `long`, so that a hostile shape cannot overflow.
  public long elements() {
    long product = 1;
    for (int extent : extents) {
      product = Math.multiplyExact(product, (long) extent);
    }
    return product;
  }

  /// How many numbers a tensor of this shape holds.
  ///
  /// @throws ArithmeticException if they do not fit an array
  public int size() {
    return Math.toIntExact(elements());
  }

  /// A copy of the extents.
  public int[] toArray() {
    return extents.clone();
  }

  /// This shape with one axis replaced.
  public Shape with(int axis, int extent) {
    int[] changed = extents.clone();
    changed[axis < 0 ? axis + extents.length : axis] = extent;
    return of(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  /// As people write it: `1×64×14×14`, or `scalar`.
  @Override
  public String toString() {
    return extents.length == 0
        ? "scalar"
        : Arrays.stream(extents).mapToObj(Integer::toString).collect(Collectors.joining("×"));
  }
}
