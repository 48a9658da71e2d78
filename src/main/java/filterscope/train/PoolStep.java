package filterscope.train;

import filterscope.kernel.GradientKernels;
import filterscope.network.Pool;
import filterscope.network.Window;
import java.util.Arrays;

/// Maximum or average pooling. Of several equal maxima the first, by rows, receives the gradient. A global pool is one
/// whose window is the image.
final class PoolStep implements Step {
  private final Pool pool;
  private final Source source;
  private final FeatureMaps output;
  private final GradientKernels kernels;
  private final int[] winners;

  PoolStep(Pool pool, Source source, FeatureMaps output, GradientKernels kernels) {
    this.pool = pool;
    this.source = source;
    this.output = output;
    this.kernels = kernels;
    this.winners = pool.kind() == Pool.Kind.MAXIMUM ? new int[output.values().length] : new int[0];
  }

  @Override
  public FeatureMaps output() {
    return output;
  }

  @Override
  public void forward(Shards shards, int images, boolean training) {
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int image = from; image < to; image++) {
            int at = output.offset(image);
            Arrays.fill(output.values(), at, output.offset(image + 1), start());
            eachTap(
                image,
                (input, pixel, share, tap) -> {
                  if (pool.kind() == Pool.Kind.MAXIMUM) {
                    int channels = output.channels();
                    kernels.keepMaximum(
                        source.maps().values(),
                        input,
                        output.values(),
                        winners,
                        pixel,
                        channels,
                        tap);
                  } else {
                    addShare(source.maps().values(), input, output.values(), pixel, share);
                  }
                });
          }
        });
  }

  private float start() {
    return pool.kind() == Pool.Kind.MAXIMUM ? Float.NEGATIVE_INFINITY : 0;
  }

  private void addShare(float[] from, int at, float[] to, int toAt, float share) {
    for (int channel = 0; channel < output.channels(); channel++) {
      to[toAt + channel] += from[at + channel] * share;
    }
  }

  @Override
  public void backward(Shards shards, int images) {
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int image = from; image < to; image++) {
            int one = image;
            source.deliver(image, workspace, (dx, offset) -> pass(one, dx, offset));
          }
        });
  }

  private void pass(int image, float[] dx, int offset) {
    int shift = offset - source.maps().offset(image);
    float[] dy = output.gradient();
    Arrays.fill(dx, offset, offset + source.maps().imageFloats(), 0);
    eachTap(
        image,
        (input, pixel, share, tap) -> {
          if (pool.kind() == Pool.Kind.MAXIMUM) {
            kernels.passToWinner(dy, winners, pixel, tap, dx, input + shift, output.channels());
          } else {
            addShare(dy, pixel, dx, input + shift, share);
          }
        });
  }

  /// A tap of the window that lies inside the image.
  private interface TapWork {
    /// @param input where the tap's channels start in the source
    /// @param pixel where the output's channels start
    /// @param share the tap's part of an average
    /// @param tap its number in the window, by rows
    void at(int input, int pixel, float share, int tap);
  }

  private void eachTap(int image, TapWork work) {
    FeatureMaps input = source.maps();
    Window w = pool.window();
    for (int y = 0; y < output.height(); y++) {
      int top = y * w.strideY() - w.padTop();
      for (int x = 0; x < output.width(); x++) {
        int left = x * w.strideX() - w.padLeft();
        int pixel = output.offset(image) + (y * output.width() + x) * output.channels();
        float share = 1f / divisor(top, left);
        for (int row = 0; row < w.height(); row++) {
          int inputRow = top + row * w.dilationY();
          for (int column = 0; column < w.width(); column++) {
            int inputColumn = left + column * w.dilationX();
            if (inside(inputRow, input.height()) && inside(inputColumn, input.width())) {
              int place = inputRow * input.width() + inputColumn;
              int tap = row * w.width() + column;
              work.at(input.offset(image) + place * input.channels(), pixel, share, tap);
            }
          }
        }
      }
    }
  }

  /// Taps by which an average divides: those inside the image, or inside the padded image.
  private int divisor(int top, int left) {
    Window w = pool.window();
    FeatureMaps input = source.maps();
    boolean padded = pool.countPadding();
    int rows =
        taps(
            top,
            w.height(),
            w.dilationY(),
            padded ? -w.padTop() : 0,
            input.height() + (padded ? w.padBottom() : 0));
    int columns =
        taps(
            left,
            w.width(),
            w.dilationX(),
            padded ? -w.padLeft() : 0,
            input.width() + (padded ? w.padRight() : 0));
    return Math.max(1, rows * columns);
  }

  private static int taps(int first, int count, int dilation, int from, int to) {
    int taps = 0;
    for (int tap = 0; tap < count; tap++) {
      int at = first + tap * dilation;
      if (at >= from && at < to) {
        taps++;
      }
    }
    return taps;
  }

  private static boolean inside(int position, int extent) {
    return position >= 0 && position < extent;
  }
}
