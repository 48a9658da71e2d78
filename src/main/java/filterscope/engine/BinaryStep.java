package filterscope.engine;

import filterscope.kernel.BitKernels;
import filterscope.kernel.FloatKernels.Finish;
import java.util.Optional;

/// Two operands, element by element; an operand that is broadcast has strides of 0.
final class BinaryStep implements Step {
  /// The operations: those of [filterscope.network.Arithmetic] and the parametric ReLU, whose right operand is the slope.
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    SLOPE
  }

  private final Operation operation;
  private final int left;
  private final int right;
  private final int to;
  private final Loops loops;
  private final Finish finish;
  private final Optional<Float> scalar;

  /// @param loops array 0 is the left operand, 1 the right one, 2 the result, which lies without gaps
  /// @param scalar the right operand, where it is one known number
  BinaryStep(
      Operation operation,
      int left,
      int right,
      int to,
      Loops loops,
      Finish finish,
      Optional<Float> scalar) {
    this.operation = operation;
    this.left = left;
    this.right = right;
    this.to = to;
    this.loops = loops;
    this.finish = finish;
    this.scalar = scalar;
  }

  @Override
  public Optional<BitKernels.Monotone> monotone(int channels) {
    return operation == Operation.SLOPE
        ? Optional.empty()
        : scalar.map(number -> new WithNumber(operation, number, finish));
  }

  /// The operation with one number on the right.
  private record WithNumber(Operation operation, float number, Finish finish)
      implements BitKernels.Monotone {
    @Override
    public float apply(int filter, float value) {
      float result =
          switch (operation) {
            case ADD -> value + number;
            case SUBTRACT -> value - number;
            case MULTIPLY -> value * number;
            case DIVIDE -> value / number;
            case SLOPE -> throw new IllegalStateException("a slope is not monotone");
          };
      return finish.apply(result);
    }

    @Override
    public boolean descends(int filter) {
      return switch (operation) {
        case ADD, SUBTRACT -> false;
        case MULTIPLY, DIVIDE -> number < 0;
        case SLOPE -> throw new IllegalStateException("a slope is not monotone");
      };
    }
  }

  int left() {
    return left;
  }

  int right() {
    return right;
  }

  /// Whether it adds two values of one shape that lie the same way, element by element.
  boolean isPlainSum() {
    int count = 1;
    boolean plain = operation == Operation.ADD;
    for (int dimension = loops.dimensions() - 1; dimension >= 0; dimension--) {
      for (int array = 0; array < 3; array++) {
        plain &= loops.extent(dimension) == 1 || loops.stride(array, dimension) == count;
      }
      count *= loops.extent(dimension);
    }
    return plain;
  }

  /// The same sum over integers.
  IntegerSumStep inIntegers(
      IntegerValue leftValue, IntegerValue rightValue, IntegerValue sum, int count) {
    return new IntegerSumStep(left, leftValue, right, rightValue, to, sum, count, finish);
  }

  @Override
  public void run(float[][] storages, float[] work) {
    walk(0, storages[left], 0, storages[right], 0, storages[to], 0);
  }

  private void walk(int dimension, float[] a, int ai, float[] b, int bi, float[] out, int oi) {
    int extent = loops.extent(dimension);
    int as = loops.stride(0, dimension);
    int bs = loops.stride(1, dimension);
    int os = loops.stride(2, dimension);
    if (dimension < loops.dimensions() - 2) {
      for (int index = 0; index < extent; index++) {
        walk(dimension + 1, a, ai + index * as, b, bi + index * bs, out, oi + index * os);
      }
      return;
    }
    int inner = loops.innerExtent();
    boolean runs = inner == 1 || (loops.innerStride(0) == 1 && loops.innerStride(1) == 1);
    for (int index = 0; index < extent; index++) {
      int o = oi + index * os;
      if (runs) {
        runs(a, ai + index * as, b, bi + index * bs, out, o, inner);
      } else {
        strided(a, ai + index * as, b, bi + index * bs, out, o, inner);
      }
      Clamp.apply(finish, out, o, inner);
    }
  }

  private void runs(float[] a, int ai, float[] b, int bi, float[] out, int oi, int count) {
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          out[oi + i] = a[ai + i] + b[bi + i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          out[oi + i] = a[ai + i] - b[bi + i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < count; i++) {
          out[oi + i] = a[ai + i] * b[bi + i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < count; i++) {
          out[oi + i] = a[ai + i] / b[bi + i];
        }
      }
      case SLOPE -> {
        for (int i = 0; i < count; i++) {
          float x = a[ai + i];
          out[oi + i] = x < 0 ? x * b[bi + i] : x;
        }
      }
    }
  }

  private void strided(float[] a, int ai, float[] b, int bi, float[] out, int oi, int count) {
    int as = loops.innerStride(0);
    int bs = loops.innerStride(1);
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          out[oi + i] = a[ai + i * as] + b[bi + i * bs];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          out[oi + i] = a[ai + i * as] - b[bi + i * bs];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < count; i++) {
          out[oi + i] = a[ai + i * as] * b[bi + i * bs];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < count; i++) {
          out[oi + i] = a[ai + i * as] / b[bi + i * bs];
        }
      }
      case SLOPE -> {
        for (int i = 0; i < count; i++) {
          float x = a[ai + i * as];
          out[oi + i] = x < 0 ? x * b[bi + i * bs] : x;
        }
      }
    }
  }
}
