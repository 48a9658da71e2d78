package filterscope.ui.canvas;

import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How many weights of a layer lie in each of equal bins between −limit and limit, how many lie outside, and how many the
/// grid clips or turns to zero.
final class WeightCounts {
  private static final int MOST_VALUES = 1024;

  private final float limit;
  private final int[] counts;
  private final int total;
  private final long clipped;
  private final long dead;
  private final @Nullable LevelGrid levels;
  private final float[] values;

  private WeightCounts(
      float limit,
      int[] counts,
      int total,
      long clipped,
      long dead,
      @Nullable LevelGrid levels,
      float[] values) {
    this.values = values;
    this.limit = limit;
    this.counts = counts;
    this.total = total;
    this.clipped = clipped;
    this.dead = dead;
    this.levels = levels;
  }

  /// @param most how many bins there are at most; fewer weights get fewer
  static WeightCounts of(LayerPicture picture, int most) {
    float[] values = picture.original().values();
    int bins = bins(values.length, most);
    GridConv grid = picture.grid().orElse(null);
    if (grid == null) {
      float limit = axisEnd(values);
      return new WeightCounts(
          limit,
          count(values, limit, bins),
          values.length,
          0,
          dead(values, picture.restored().values()),
          null,
          distinct(picture));
    }
    LevelGrid levels = LevelGrid.of(grid);
    float limit = axisEnd(values, levels);
    Tally tally = new Tally(bins);
    tally(picture.original(), grid, levels, limit, _ -> tally);
    return tally.counts(limit, levels);
  }

  /// The groups of a layer, the first so many, over one axis, each with its own levels; none where nothing shares a scale.
  static List<WeightCounts> ofGroups(LayerPicture picture, int most, int mostGroups) {
    GridConv grid = picture.grid().orElse(null);
    if (grid == null) {
      return List.of();
    }
    LevelGrid levels = LevelGrid.of(grid);
    float limit = axisEnd(picture.original().values(), levels);
    Tally[] tallies = new Tally[Math.min(levels.groups(), mostGroups)];
    int bins = bins(picture.original().size() / levels.groups(), most);
    Arrays.setAll(tallies, _ -> new Tally(bins));
    tally(
        picture.original(),
        grid,
        levels,
        limit,
        group -> group < tallies.length ? tallies[group] : null);
    return IntStream.range(0, tallies.length)
        .mapToObj(group -> tallies[group].counts(limit, levels.only(group)))
        .toList();
  }

  /// A few weights in many bins are a comb: as many bins as twice the rule of Rice says.
  private static int bins(int weights, int most) {
    return Math.clamp(2L * Math.round(2 * Math.cbrt(weights)), Math.min(16, most), most);
  }

  /// What is counted while going through weights.
  private static final class Tally {
    private final int[] bins;
    private int total;
    private long clipped;
    private long dead;

    Tally(int bins) {
      this.bins = new int[bins];
    }

    WeightCounts counts(float limit, LevelGrid levels) {
      return new WeightCounts(limit, bins, total, clipped, dead, levels, new float[0]);
    }
  }

  /// @param tallyOf what counts the weights of a group; null for a group that is not counted
  private static void tally(
      ConvWeights weights,
      GridConv grid,
      LevelGrid levels,
      float limit,
      IntFunction<@Nullable Tally> tallyOf) {
    float[] values = weights.values();
    int kernel = weights.kernelSize();
    Grouping grouping = grid.grouping();
    for (int filter = 0, index = 0; filter < grouping.filters(); filter++) {
      for (int channel = 0; channel < grouping.channels(); channel++, index += kernel) {
        int group = grouping.groupOf(filter, channel);
        Tally tally = tallyOf.apply(group);
        if (tally == null) {
          continue;
        }
        double bound = levels.clip(group);
        tally.total += kernel;
        for (int at = index; at < index + kernel; at++) {
          int bin = bin(values[at], limit, tally.bins.length);
          if (bin >= 0) {
            tally.bins[bin]++;
          }
          tally.clipped += Math.abs(values[at]) > bound ? 1 : 0;
          tally.dead += grid.level(at) == 0 && values[at] != 0 ? 1 : 0;
        }
      }
    }
  }

  /// The values that weights take which are stored otherwise than on a grid, ascending; none where they are float, or too many to
  /// be told apart.
  private static float[] distinct(LayerPicture picture) {
    float[] sorted = picture.restored().values().clone();
    if (picture.stored() instanceof FloatConv) {
      return new float[0];
    }
    Arrays.sort(sorted);
    int count = 0;
    for (int index = 0; index < sorted.length && count <= MOST_VALUES; index++) {
      if (count == 0 || sorted[index] != sorted[count - 1]) {
        sorted[count++] = sorted[index];
      }
    }
    return count > MOST_VALUES ? new float[0] : Arrays.copyOf(sorted, count);
  }

  private static long dead(float[] original, float[] restored) {
    long dead = 0;
    for (int index = 0; index < original.length; index++) {
      dead += restored[index] == 0 && original[index] != 0 ? 1 : 0;
    }
    return dead;
  }

  /// Single outliers do not squeeze everything else together: the axis ends a third beyond what 99 % of the weights stay
  /// below, or at the largest weight.
  private static float axisEnd(float[] values) {
    ColorLimit limit = ColorLimit.of(values, new float[0]);
    float greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return limit.exceeded() ? Math.min(greatest, limit.value() * 4 / 3) : limit.value();
  }

  /// The same, with the outermost levels in sight unless they are far out.
  private static float axisEnd(float[] values, LevelGrid levels) {
    float limit = axisEnd(values);
    return (float) Math.max(limit, Math.min(levels.outermost() * 1.04, limit * 4));
  }

  private static int[] count(float[] values, float limit, int bins) {
    int[] counts = new int[bins];
    for (float value : values) {
      int bin = bin(value, limit, bins);
      if (bin >= 0) {
        counts[bin]++;
      }
    }
    return counts;
  }

  private static int bin(float value, float limit, int bins) {
    if (!(Math.abs(value) <= limit)) {
      return -1;
    }
    return Math.min((int) ((value + limit) / (2 * limit) * bins), bins - 1);
  }

  /// The same bins over the weights of one group only.
  int[] ofGroup(ConvWeights weights, Grouping grouping, int group) {
    int[] own = new int[counts.length];
    int kernel = weights.kernelSize();
    for (int filter = 0, index = 0; filter < weights.filters(); filter++) {
      for (int channel = 0; channel < weights.channels(); channel++, index += kernel) {
        if (grouping.groupOf(filter, channel) == group) {
          for (int tap = 0; tap < kernel; tap++) {
            int bin = bin(weights.values()[index + tap], limit, own.length);
            if (bin >= 0) {
              own[bin]++;
            }
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

  /// All weights of the layer or the group.
  int total() {
    return total;
  }

  /// How many weights lie outside the axis.
  long beyond() {
    return total - Arrays.stream(counts).asLongStream().sum();
  }

  /// How many weights are more than half a step beyond the outermost level of their group.
  long clipped() {
    return clipped;
  }

  /// The share of the weights that is clipped.
  double clippedShare() {
    return (double) clipped / total;
  }

  /// How many weights other than zero became zero.
  long dead() {
    return dead;
  }

  /// Where a bin begins.
  double start(int bin) {
    return limit * (2.0 * bin / counts.length - 1);
  }

  /// The different values that weights take in a form without a grid; none where there are too many.
  float[] values() {
    return values;
  }

  @Nullable LevelGrid levels() {
    return levels;
  }
}
