package filterscope.engine;

import filterscope.network.Pool;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import java.util.Arrays;

/// The maximum or average of windows over images with their channels last. A tap outside the image never wins a maximum
/// and adds nothing to an average.
final class PoolStep implements Step {
  private final Pool pool;
  private final Shape input;
  private final Shape output;
  private final int from;
  private final int to;
  private final int images;
  private final int channels;
  private final int height;
  private final int width;
  private final int outputHeight;
  private final int outputWidth;

  PoolStep(Pool pool, Shape input, Shape output, int from, int to) {
    this.pool = pool;
    this.input = input;
    this.output = output;
    this.from = from;
    this.to = to;
    this.images = input.extent(0);
    this.channels = input.extent(1);
    this.height = input.extent(2);
    this.width = input.extent(3);
    this.outputHeight = output.extent(2);
    this.outputWidth = output.extent(3);
  }

  boolean isAverage() {
    return pool.kind() == Pool.Kind.AVERAGE;
  }

  /// The same over integers.
  IntegerPoolStep inIntegers(IntegerValue given, IntegerValue result) {
    return new IntegerPoolStep(pool, input, output, from, given, to, result);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int channels() {
    return channels;
  }

  /// Whether signs can go through: the sign of a maximum is the largest of the signs.
  boolean takesSigns() {
    return pool.kind() == Pool.Kind.MAXIMUM && images == 1;
  }

  /// The pool of packed signs.
  ///
  /// @param turned a word for each 32 channels: bits of channels that are turned afterwards, for which a maximum is the
  ///     smallest of the signs
  void runSigns(int[] x, int[] y, int[] turned) {
    Window window = pool.window();
    int words = turned.length;
    for (int row = 0, target = 0; row < outputHeight; row++) {
      for (int column = 0; column < outputWidth; column++, target += words) {
        Arrays.fill(y, target, target + words, 0);
        for (int tapRow = 0; tapRow < window.height(); tapRow++) {
          int r = row * window.strideY() - window.padTop() + tapRow * window.dilationY();
          for (int tapColumn = 0; tapColumn < window.width(); tapColumn++) {
            int c = column * window.strideX() - window.padLeft() + tapColumn * window.dilationX();
            if (r >= 0 && r < height && c >= 0 && c < width) {
              join(x, (r * width + c) * words, y, target, turned);
            }
          }
        }
        for (int word = 0; word < words; word++) {
          y[target + word] ^= turned[word];
        }
      }
    }
  }

  private static void join(int[] x, int source, int[] y, int target, int[] turned) {
    for (int word = 0; word < turned.length; word++) {
      y[target + word] |= x[source + word] ^ turned[word];
    }
  }

  @Override
  public void run(float[][] storages, float[] work) {
    int target = 0;
    for (int image = 0; image < images; image++) {
      int source = image * height * width * channels;
      for (int row = 0; row < outputHeight; row++) {
        for (int column = 0; column < outputWidth; column++) {
          switch (pool.kind()) {
            case MAXIMUM -> maximum(storages[from], source, row, column, storages[to], target);
            case AVERAGE -> average(storages[from], source, row, column, storages[to], target);
          }
          target += channels;
        }
      }
    }
  }

  private void maximum(float[] x, int source, int row, int column, float[] y, int target) {
    Window window = pool.window();
    Arrays.fill(y, target, target + channels, Float.NEGATIVE_INFINITY);
    for (int tapRow = 0; tapRow < window.height(); tapRow++) {
      int r = row * window.strideY() - window.padTop() + tapRow * window.dilationY();
      if (r < 0 || r >= height) {
        continue;
      }
      for (int tapColumn = 0; tapColumn < window.width(); tapColumn++) {
        int c = column * window.strideX() - window.padLeft() + tapColumn * window.dilationX();
        if (c >= 0 && c < width) {
          raise(x, source + (r * width + c) * channels, y, target);
        }
      }
    }
  }

  private void raise(float[] x, int source, float[] y, int target) {
    for (int i = 0; i < channels; i++) {
      y[target + i] = Math.max(y[target + i], x[source + i]);
    }
  }

  private void average(float[] x, int source, int row, int column, float[] y, int target) {
    Window window = pool.window();
    Arrays.fill(y, target, target + channels, 0);
    int inside = 0;
    int counted = 0;
    for (int tapRow = 0; tapRow < window.height(); tapRow++) {
      int r = row * window.strideY() - window.padTop() + tapRow * window.dilationY();
      for (int tapColumn = 0; tapColumn < window.width(); tapColumn++) {
        int c = column * window.strideX() - window.padLeft() + tapColumn * window.dilationX();
        if (r >= 0 && r < height && c >= 0 && c < width) {
          add(x, source + (r * width + c) * channels, y, target);
          inside++;
        }
        if (r < height + window.padBottom() && c < width + window.padRight()) {
          counted++;
        }
      }
    }
    int divisor = pool.countPadding() ? counted : inside;
    float share = divisor == 0 ? 0 : 1f / divisor;
    for (int i = 0; i < channels; i++) {
      y[target + i] *= share;
    }
  }

  private void add(float[] x, int source, float[] y, int target) {
    for (int i = 0; i < channels; i++) {
      y[target + i] += x[source + i];
    }
  }
}
