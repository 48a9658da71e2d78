package filterscope.onnx;

import filterscope.tensor.Shape;

/// NumPy's broadcasting and strided views of known tensors, for folding.
final class Broadcast {
  private Broadcast() {}

  /// The common shape of two operands.
  ///
  /// @throws Refusal if there is none, or it is beyond the limits
  static Shape shape(Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    long[] extents = new long[rank];
    for (int back = 1; back <= rank; back++) {
      int a = back <= left.rank() ? left.extent(-back) : 1;
      int b = back <= right.rank() ? right.extent(-back) : 1;
      if (a != b && a != 1 && b != 1) {
        throw Refusal.inconsistent("combines shapes " + left + " and " + right);
      }
      extents[rank - back] = a == 1 ? b : a;
    }
    return Extents.shape(extents);
  }

  /// Row-major strides of a shape.
  static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.extent(axis);
    }
    return strides;
  }

  /// The strides with which a smaller shape is read as if it were the larger one.
  static int[] strides(Shape shape, Shape larger) {
    int[] own = strides(shape);
    int[] strides = new int[larger.rank()];
    for (int back = 1; back <= shape.rank(); back++) {
      strides[strides.length - back] = shape.extent(-back) == 1 ? 0 : own[own.length - back];
    }
    return strides;
  }

  /// Where the elements of a strided view lie, one after the other in row-major order.
  static final class Walk {
    private final int[] extents;
    private final int[] strides;
    private final int[] position;
    private int at;

    Walk(Shape shape, int[] strides, int start) {
      this.extents = shape.toArray();
      this.strides = strides;
      this.position = new int[extents.length];
      this.at = start;
    }

    /// The place of the present element; goes on to the next.
    int next() {
      int here = at;
      for (int axis = extents.length - 1; axis >= 0; axis--) {
        at += strides[axis];
        if (++position[axis] < extents[axis]) {
          break;
        }
        at -= strides[axis] * extents[axis];
        position[axis] = 0;
      }
      return here;
    }
  }
}
