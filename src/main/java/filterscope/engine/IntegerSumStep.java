package filterscope.engine;

import filterscope.kernel.FloatKernels.Finish;

/// A residual sum of integers: both sides are brought to the scale of the sum by a multiplication and a shift.
final class IntegerSumStep implements IntegerStep {
  private static final int SHIFT = 16;

  private final int left;
  private final int right;
  private final int to;
  private final int count;
  private final long leftMultiplier;
  private final long rightMultiplier;
  private final long low;
  private final long high;

  IntegerSumStep(
      int left,
      IntegerValue leftValue,
      int right,
      IntegerValue rightValue,
      int to,
      IntegerValue sum,
      int count,
      Finish finish) {
    this.left = left;
    this.right = right;
    this.to = to;
    this.count = count;
    leftMultiplier = Math.round(leftValue.scale() / sum.scale() * (1 << SHIFT));
    rightMultiplier = Math.round(rightValue.scale() / sum.scale() * (1 << SHIFT));
    low =
        finish.low() >= 0 ? Math.max(sum.low(), Math.round(finish.low() / sum.scale())) : sum.low();
    high =
        Float.isInfinite(finish.high())
            ? sum.high()
            : Math.min(sum.high(), Math.round(finish.high() / sum.scale()));
  }

  @Override
  public void run(float[][] floats, int[][] integers, int[] work) {
    int[] a = integers[left];
    int[] b = integers[right];
    int[] y = integers[to];
    for (int index = 0; index < count; index++) {
      long sum =
          (a[index] * leftMultiplier + b[index] * rightMultiplier + (1 << (SHIFT - 1))) >> SHIFT;
      y[index] = (int) Math.min(Math.max(sum, low), high);
    }
  }
}
