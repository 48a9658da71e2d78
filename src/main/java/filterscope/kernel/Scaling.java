package filterscope.kernel;

import filterscope.kernel.FloatKernels.Finish;

/// The last step of a low-bit convolution: the sum of a filter becomes `sum·factor + offset`, rounded once, then clamped.
/// The factor holds the scale that the filter shares with its group, the step of the activations and whatever follows and
/// is linear (batch normalisation). The object owns its arrays: read only.
public final class Scaling {
  private final float[] factors;
  private final float[] offsets;
  private final Finish finish;

  /// @param factors one a filter
  /// @param offsets one a filter
  public Scaling(float[] factors, float[] offsets, Finish finish) {
    if (factors.length != offsets.length) {
      throw new IllegalArgumentException(
          factors.length + " factors do not go with " + offsets.length + " offsets");
    }
    this.factors = factors;
    this.offsets = offsets;
    this.finish = finish;
  }

  /// Leaves sums as they are.
  public static Scaling none(int filters) {
    float[] ones = new float[filters];
    java.util.Arrays.fill(ones, 1);
    return new Scaling(ones, new float[filters], Finish.NONE);
  }

  /// The same for sums that are `divisor` times too large.
  public Scaling dividedBy(int divisor) {
    float[] smaller = factors.clone();
    for (int filter = 0; filter < smaller.length; filter++) {
      smaller[filter] /= divisor;
    }
    return new Scaling(smaller, offsets, finish);
  }

  public int filters() {
    return factors.length;
  }

  public float factor(int filter) {
    return factors[filter];
  }

  public float offset(int filter) {
    return offsets[filter];
  }

  public Finish finish() {
    return finish;
  }

  /// The definition: one fused multiply-add, then the clamp.
  public float apply(int filter, float sum) {
    float value = Math.fma(sum, factors[filter], offsets[filter]);
    return Math.min(Math.max(value, finish.low()), finish.high());
  }
}
