package filterscope.ui.canvas;

import filterscope.network.ConvWeights;
import java.util.ArrayList;
import java.util.List;

/// The mean magnitude of each two-dimensional kernel of a layer, and of ever larger squares of kernels: what the wall
/// shows from so far away that single weights would only be noise. Level 0 has `n×c` means, each further level the means
/// of 2×2 of the one before.
final class KernelMeans {
  /// One level: `rows×columns` means, row by row; with a sign in level 0 of kernels with one tap, which are the weights
  /// themselves and not a copy.
  static final class Level {
    final int rows;
    final int columns;
    final float[] means;

    Level(int rows, int columns, float[] means) {
      this.rows = rows;
      this.columns = columns;
      this.means = means;
    }
  }

  private final List<Level> levels = new ArrayList<>();
  private final ColorLimit limit;

  private KernelMeans(Level finest) {
    levels.add(finest);
    limit = ColorLimit.of(finest.means, new float[0]);
    Level last = finest;
    while (last.rows > 64 || last.columns > 64) {
      last = halved(last);
      levels.add(last);
    }
  }

  /// Of the weights themselves.
  static KernelMeans of(ConvWeights weights) {
    float[] means =
        weights.kernelSize() == 1
            ? weights.values()
            : ScaleFigures.meanMagnitudes(weights.values(), weights.kernelSize());
    return new KernelMeans(new Level(weights.filters(), weights.channels(), means));
  }

  /// Of the differences of two sets of weights.
  static KernelMeans ofDifference(ConvWeights first, ConvWeights second) {
    float[] a = first.values();
    float[] b = second.values();
    int run = first.kernelSize();
    float[] means = new float[a.length / run];
    for (int kernel = 0, index = 0; kernel < means.length; kernel++) {
      double sum = 0;
      for (int end = index + run; index < end; index++) {
        sum += Math.abs(a[index] - b[index]);
      }
      means[kernel] = (float) (sum / run);
    }
    return new KernelMeans(new Level(first.filters(), first.channels(), means));
  }

  private static Level halved(Level level) {
    int rows = (level.rows + 1) / 2;
    int columns = (level.columns + 1) / 2;
    float[] means = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      int bottom = Math.min(2 * row + 1, level.rows - 1);
      for (int column = 0; column < columns; column++) {
        int right = Math.min(2 * column + 1, level.columns - 1);
        means[row * columns + column] =
            (Math.abs(level.means[2 * row * level.columns + 2 * column])
                    + Math.abs(level.means[2 * row * level.columns + right])
                    + Math.abs(level.means[bottom * level.columns + 2 * column])
                    + Math.abs(level.means[bottom * level.columns + right]))
                / 4;
      }
    }
    return new Level(rows, columns, means);
  }

  /// The level for which at least so many kernels fall on one pixel, as near as there is one.
  static int levelFor(double kernelsPerPixel, int levels) {
    int level = kernelsPerPixel <= 1 ? 0 : (int) Math.ceil(Math.log(kernelsPerPixel) / Math.log(2));
    return Math.min(level, levels - 1);
  }

  int levels() {
    return levels.size();
  }

  Level level(int index) {
    return levels.get(index);
  }

  /// Where the colour scale of the means ends.
  ColorLimit limit() {
    return limit;
  }
}
