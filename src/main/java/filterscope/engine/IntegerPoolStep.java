package filterscope.engine;

import filterscope.network.Pool;
import filterscope.network.Window;
import filterscope.tensor.Shape;

/// Pooling of integers. A maximum keeps the scale, an average is the sum times a number that holds the count of the taps and the change
/// of scale, shifted back.
final class IntegerPoolStep implements IntegerStep {
  private static final int SHIFT = 24;

  private final Pool pool;
  private final int from;
  private final int to;
  private final int channels;
  private final double ratio;
  private final IntegerValue result;
  private final Shape input;
  private final Shape output;

  IntegerPoolStep(
      Pool pool,
      Shape input,
      Shape output,
      int from,
      IntegerValue given,
      int to,
      IntegerValue result) {
    this.pool = pool;
    this.ratio = given.scale() / result.scale();
    this.result = result;
    this.input = input;
    this.output = output;
    this.from = from;
    this.to = to;
    this.channels = input.extent(1);
  }

  @Override
  public void run(float[][] floats, int[][] integers, int[] work) {
    int[] x = integers[from];
    int[] y = integers[to];
    int target = 0;
    for (int image = 0; image < input.extent(0); image++) {
      for (int row = 0; row < output.extent(2); row++) {
        for (int column = 0; column < output.extent(3); column++) {
          for (int channel = 0; channel < channels; channel++) {
            y[target++] = value(x, image, row, column, channel);
          }
        }
      }
    }
  }

  private int value(int[] x, int image, int row, int column, int channel) {
    Window window = pool.window();
    int height = input.extent(2);
    int width = input.extent(3);
    int most = Integer.MIN_VALUE;
    long sum = 0;
    int inside = 0;
    int counted = 0;
    for (int tapRow = 0; tapRow < window.height(); tapRow++) {
      int r = row * window.strideY() - window.padTop() + tapRow * window.dilationY();
      for (int tapColumn = 0; tapColumn < window.width(); tapColumn++) {
        int c = column * window.strideX() - window.padLeft() + tapColumn * window.dilationX();
        if (r >= 0 && r < height && c >= 0 && c < width) {
          int value = x[((image * height + r) * width + c) * channels + channel];
          most = Math.max(most, value);
          sum += value;
          inside++;
        }
        counted += r < height + window.padBottom() && c < width + window.padRight() ? 1 : 0;
      }
    }
    if (pool.kind() == Pool.Kind.MAXIMUM) {
      return most;
    }
    int divisor = pool.countPadding() ? counted : inside;
    long multiplier = divisor == 0 ? 0 : Math.round(ratio * (1 << SHIFT) / divisor);
    long mean = (sum * multiplier + (1 << (SHIFT - 1))) >> SHIFT;
    return (int) Math.min(Math.max(mean, result.low()), result.high());
  }
}
