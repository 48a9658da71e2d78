package filterscope.ui.canvas;

import filterscope.method.Grid;
import filterscope.method.GridConv;
import java.util.Arrays;

/// The levels that weights are rounded to: for each group `α_g·q` with `q` from first to last in equal steps. A
/// symmetric grid has all whole numbers, an odd grid only the odd ones and therefore no zero (one bit is −1 and +1).
final class LevelGrid {
  private final int first;
  private final int last;
  private final int step;
  private final float[] scales;
  private final float[] sorted;

  private LevelGrid(int first, int last, int step, float[] scales) {
    this.first = first;
    this.last = last;
    this.step = step;
    this.scales = scales;
    sorted = scales.clone();
    Arrays.sort(sorted);
  }

  static LevelGrid of(GridConv stored) {
    int step = stored.grid() == Grid.ODD ? 2 : 1;
    int bits = stored.weightBits();
    return new LevelGrid(
        stored.grid().bottom(bits), stored.grid().top(bits), step, stored.scales());
  }

  /// The levels of one group alone.
  LevelGrid only(int group) {
    return new LevelGrid(first, last, step, new float[] {scales[group]});
  }

  int groups() {
    return scales.length;
  }

  /// How many levels a group has.
  int levels() {
    return (last - first) / step + 1;
  }

  /// The integer of a level, from the lowest.
  int integer(int level) {
    return first + level * step;
  }

  /// Where a level of a group lies.
  double place(int group, int level) {
    return (double) scales[group] * integer(level);
  }

  /// Whether small weights of a group become zero.
  boolean hasZero() {
    return step == 1;
  }

  /// Below this magnitude a weight of the group becomes zero; 0 when the grid has no zero.
  double dead(int group) {
    return hasZero() ? scales[group] * 0.5 : 0;
  }

  /// Above this magnitude a weight of the group is more than half a step from the outermost level.
  double clip(int group) {
    return scales[group] * (last + step * 0.5);
  }

  /// The largest magnitude of a group's levels; the mean of those of all groups for −1.
  double outermost(int group) {
    if (group >= 0 && group < scales.length) {
      return (double) scales[group] * last;
    }
    double sum = 0;
    for (float scale : scales) {
      sum += scale;
    }
    return sum / scales.length * last;
  }

  /// The largest scale of any group.
  double greatestScale() {
    return sorted[sorted.length - 1];
  }

  double outermost() {
    return greatestScale() * last;
  }

  /// The share of groups in which a magnitude becomes zero.
  double deadShare(double magnitude) {
    return hasZero() ? 1 - below(magnitude / 0.5) : 0;
  }

  /// The share of groups in which a magnitude is clipped.
  double clippedShare(double magnitude) {
    return below(magnitude / (last + step * 0.5));
  }

  /// The share of groups whose scale is below a bound.
  private double below(double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / sorted.length;
  }
}
