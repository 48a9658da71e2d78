package filterscope.engine;

import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// In which order the axes of a value lie in memory, outermost first: `order[i]` is the axis of the network's shape that
/// comes at place `i`. Row-major is `0, 1, 2, …`; an image with its channels last is `0, 2, 3, 1`. Because any order is
/// allowed, a Transpose moves nothing: it only gives the axes other numbers.
final class Layout {
  private static final Layout CHANNELS_LAST = new Layout(0, 2, 3, 1);

  private final int[] order;

  private Layout(int... order) {
    this.order = order;
  }

  static Layout of(List<Integer> order) {
    return new Layout(order.stream().mapToInt(Integer::intValue).toArray());
  }

  static Layout rowMajor(int rank) {
    return new Layout(IntStream.range(0, rank).toArray());
  }

  /// The layout of images (rank 4) in which the kernels compute.
  static Layout channelsLast() {
    return CHANNELS_LAST;
  }

  int rank() {
    return order.length;
  }

  /// The axis at a place in memory.
  int axisAt(int place) {
    return order[place];
  }

  /// The place of an axis in memory.
  int placeOf(int axis) {
    for (int place = 0; place < order.length; place++) {
      if (order[place] == axis) {
        return place;
      }
    }
    throw new IllegalArgumentException("no axis " + axis + " in " + this);
  }

  /// How far apart two neighbours along each axis lie, by axis of the shape.
  int[] strides(Shape shape) {
    int[] strides = new int[order.length];
    int stride = 1;
    for (int place = order.length - 1; place >= 0; place--) {
      strides[order[place]] = stride;
      stride *= shape.extent(order[place]);
    }
    return strides;
  }

  /// The extents in the order of memory.
  int[] extents(Shape shape) {
    return Arrays.stream(order).map(shape::extent).toArray();
  }

  /// Elements that lie between two neighbours along an axis.
  int inner(Shape shape, int axis) {
    return strides(shape)[axis];
  }

  /// Whether values of this shape lie in memory the same way under both layouts; axes of extent 1 do not matter.
  boolean sameMemory(Layout other, Shape shape) {
    return Arrays.equals(longAxes(shape), other.longAxes(shape));
  }

  private int[] longAxes(Shape shape) {
    return Arrays.stream(order).filter(axis -> shape.extent(axis) != 1).toArray();
  }

  /// The layout of the same memory after a Transpose: axis `i` of its result is axis `axes.get(i)` of this one.
  Layout transposed(List<Integer> axes) {
    return new Layout(Arrays.stream(order).map(axes::indexOf).toArray());
  }

  /// The layout when some axes go (those that do not stay), the others being numbered anew.
  Layout without(List<Integer> gone) {
    return new Layout(
        Arrays.stream(order)
            .filter(axis -> !gone.contains(axis))
            .map(axis -> axis - (int) gone.stream().filter(other -> other < axis).count())
            .toArray());
  }

  /// The axes in the order of memory.
  List<Integer> asList() {
    List<Integer> list = new ArrayList<>();
    for (int axis : order) {
      list.add(axis);
    }
    return list;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout layout && Arrays.equals(order, layout.order);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(order);
  }

  @Override
  public String toString() {
    return "Layout" + Arrays.toString(order);
  }
}
