package filterscope.engine;

import filterscope.kernel.BitKernels;
import filterscope.kernel.FloatKernels.Finish;
import java.util.Optional;

/// Something with two numbers for each index along one axis: a batch normalisation on its own, Quantize, Dequantize.
final class AxisStep implements Step {
  /// What is done with the two numbers `p` and `q`.
  sealed interface Function {
    /// `p·x + q`, clamped.
    record Affine(Finish finish) implements Function {}

    /// `clamp(roundHalfToEven(x/p) + q)`.
    record Quantize(float lowest, float highest) implements Function {}

    /// `(x − q)·p`.
    record Dequantize() implements Function {}
  }

  private final Function function;
  private final float[] p;
  private final float[] q;
  private final int from;
  private final int to;
  private final int count;
  private final int inner;

  /// @param p one number for each index along the axis, or a single one
  /// @param count elements of the value
  /// @param inner elements between two neighbours along the axis
  AxisStep(Function function, float[] p, float[] q, int from, int to, int count, int inner) {
    this.function = function;
    this.p = p;
    this.q = q;
    this.from = from;
    this.to = to;
    this.count = count;
    this.inner = p.length == 1 ? count : inner;
  }

  @Override
  public Optional<BitKernels.Monotone> monotone(int channels) {
    boolean fits = p.length == 1 || (inner == 1 && p.length == channels);
    return fits && function instanceof Function.Affine affine
        ? Optional.of(new AffineSigns(p, q, affine.finish))
        : Optional.empty();
  }

  /// One channel after another.
  @SuppressWarnings("ArrayRecordComponent") // Shared, never compared.
  private record AffineSigns(float[] p, float[] q, Finish finish) implements BitKernels.Monotone {
    @Override
    public float apply(int filter, float value) {
      int index = p.length == 1 ? 0 : filter;
      return finish.apply(value * p[index] + q[index]);
    }

    @Override
    public boolean descends(int filter) {
      return p[p.length == 1 ? 0 : filter] < 0;
    }
  }

  @Override
  public void run(float[][] storages, float[] work) {
    float[] x = storages[from];
    float[] y = storages[to];
    if (inner == 1 && function instanceof Function.Affine affine) {
      for (int start = 0; start < count; start += p.length) {
        for (int i = 0; i < p.length; i++) {
          y[start + i] = x[start + i] * p[i] + q[i];
        }
      }
      Clamp.apply(affine.finish, y, 0, count);
      return;
    }
    int index = 0;
    for (int start = 0; start < count; start += inner) {
      row(x, y, start, p[index], q[index]);
      index = index + 1 == p.length ? 0 : index + 1;
    }
  }

  private void row(float[] x, float[] y, int start, float pi, float qi) {
    int end = start + inner;
    switch (function) {
      case Function.Affine affine -> {
        for (int i = start; i < end; i++) {
          y[i] = x[i] * pi + qi;
        }
        Clamp.apply(affine.finish, y, start, inner);
      }
      case Function.Quantize quantize -> {
        for (int i = start; i < end; i++) {
          float level = (float) Math.rint(x[i] / pi) + qi;
          y[i] = Math.min(Math.max(level, quantize.lowest), quantize.highest);
        }
      }
      case Function.Dequantize dequantize -> {
        for (int i = start; i < end; i++) {
          y[i] = (x[i] - qi) * pi;
        }
      }
    }
  }
}
