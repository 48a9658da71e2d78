package filterscope.ui.canvas;

import filterscope.network.ConvWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

  /// From so many kernels on, the level after the finest is left out: it would take a quarter of the layer's memory.
  private static final int LARGE = 1 << 22;

  private final List<Level> levels = new ArrayList<>();
  private final boolean leavesOne;
  private final ColorLimit limit;

  private KernelMeans(Level finest) {
    levels.add(finest);
    limit = ColorLimit.of(finest.means, new float[0]);
    leavesOne = finest.means.length >= LARGE;
    Level last = finest;
    if (leavesOne) {
      last = reduced(finest, 4);
      levels.add(last);
      levels.add(last);
    }
    while (last.rows > 64 || last.columns > 64) {
      last = reduced(last, 2);
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

  /// The means of squares of so many kernels; the last row and column stand for those beyond the edge.
  private static Level reduced(Level level, int side) {
    int rows = (level.rows + side - 1) / side;
    int columns = (level.columns + side - 1) / side;
    float[] means = new float[rows * columns];
    IntStream.range(0, rows)
        .parallel()
        .forEach(row -> {
          for (int column = 0; column < columns; column++) {
            means[row * columns + column] = mean(level, side * row, side * column, side);
          }
        });
    return new Level(rows, columns, means);
  }

  private static float mean(Level level, int top, int left, int side) {
    float sum = 0;
    for (int down = 0; down < side; down++) {
      int line = Math.min(top + down, level.rows - 1) * level.columns;
      if (left + side <= level.columns) {
        for (int at = line + left, end = at + side; at < end; at++) {
          sum += Math.abs(level.means[at]);
        }
      } else {
        for (int across = 0; across < side; across++) {
          sum += Math.abs(level.means[line + Math.min(left + across, level.columns - 1)]);
        }
      }
    }
    return sum / (side * side);
  }

  /// The level for which at least so many kernels fall on one pixel, as near as there is one.
  int levelFor(double kernelsPerPixel) {
    int level = kernelsPerPixel <= 1 ? 0 : (int) Math.ceil(Math.log(kernelsPerPixel) / Math.log(2));
    return Math.min(leavesOne && level == 1 ? 2 : level, levels.size() - 1);
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
