package filterscope.ui.canvas;

import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import org.jspecify.annotations.Nullable;

/// How many weights of a layer lie in each of equal bins between −limit and limit, and how many of them the grid clips or
/// turns to zero.
final class WeightCounts {
  private final float limit;
  private final int[] counts;
  private final int total;
  private final long clipped;
  private final long dead;
  private final @Nullable LevelGrid levels;

  private WeightCounts(
      float limit, int[] counts, int total, long clipped, long dead, @Nullable LevelGrid levels) {
    this.limit = limit;
    this.counts = counts;
    this.total = total;
    this.clipped = clipped;
    this.dead = dead;
    this.levels = levels;
  }

  static WeightCounts of(LayerPicture picture, int bins) {
    float[] values = picture.original().values();
    float greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    float limit = greatest > 0 && Float.isFinite(greatest) ? greatest : 1;
    GridConv grid = picture.grid().orElse(null);
    if (grid == null) {
      return new WeightCounts(limit, count(values, limit, bins), values.length, 0, 0, null);
    }
    LevelGrid levels = LevelGrid.of(grid, values.length);
    limit = (float) Math.max(limit, Math.min(levels.outermost() * 1.04, limit * 1.5));
    long clipped = 0;
    long dead = 0;
    int kernel = picture.original().kernelSize();
    Grouping grouping = grid.grouping();
    for (int filter = 0, index = 0; filter < grouping.filters(); filter++) {
      for (int channel = 0; channel < grouping.channels(); channel++) {
        double bound = levels.clip(grouping.groupOf(filter, channel));
        for (int end = index + kernel; index < end; index++) {
          clipped += Math.abs(values[index]) > bound ? 1 : 0;
          dead += grid.level(index) == 0 && values[index] != 0 ? 1 : 0;
        }
      }
    }
    return new WeightCounts(
        limit, count(values, limit, bins), values.length, clipped, dead, levels);
  }

  private static int[] count(float[] values, float limit, int bins) {
    int[] counts = new int[bins];
    for (float value : values) {
      counts[bin(value, limit, bins)]++;
    }
    return counts;
  }

  private static int bin(float value, float limit, int bins) {
    int bin = (int) Math.floor((value + limit) / (2 * limit) * bins);
    return Math.clamp(bin, 0, bins - 1);
  }

  /// The same bins over the weights of one group only.
  int[] ofGroup(ConvWeights weights, Grouping grouping, int group) {
    int[] own = new int[counts.length];
    int kernel = weights.kernelSize();
    for (int filter = 0, index = 0; filter < weights.filters(); filter++) {
      for (int channel = 0; channel < weights.channels(); channel++, index += kernel) {
        if (grouping.groupOf(filter, channel) == group) {
          for (int tap = 0; tap < kernel; tap++) {
            own[bin(weights.values()[index + tap], limit, own.length)]++;
          }
        }
      }
    }
    return own;
  }

  /// The end of the last bin; the first one begins at its negative.
  float limit() {
    return limit;
  }

  int bins() {
    return counts.length;
  }

  int count(int bin) {
    return counts[bin];
  }

  int highest() {
    int highest = 0;
    for (int count : counts) {
      highest = Math.max(highest, count);
    }
    return highest;
  }

  /// All weights of the layer.
  int total() {
    return total;
  }

  /// How many weights are more than half a step beyond the outermost level of their group.
  long clipped() {
    return clipped;
  }

  /// How many weights other than zero became zero.
  long dead() {
    return dead;
  }

  /// Where a bin begins.
  double start(int bin) {
    return limit * (2.0 * bin / counts.length - 1);
  }

  @Nullable LevelGrid levels() {
    return levels;
  }
}
