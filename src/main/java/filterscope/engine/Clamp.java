package filterscope.engine;

import filterscope.kernel.FloatKernels.Finish;

/// The clamp that a ReLU or Clip leaves in the step before it.
final class Clamp {
  private Clamp() {}

  static void apply(Finish finish, float[] values, int from, int count) {
    float low = finish.low();
    float high = finish.high();
    if (low != Float.NEGATIVE_INFINITY) {
      for (int i = 0; i < count; i++) {
        values[from + i] = Math.max(values[from + i], low);
      }
    }
    if (high != Float.POSITIVE_INFINITY) {
      for (int i = 0; i < count; i++) {
        values[from + i] = Math.min(values[from + i], high);
      }
    }
  }
}
