package filterscope.engine;

import java.util.Arrays;

/// Takes chosen elements of every axis: Slice, Gather and Pad. For each place in memory a map says which element of the
/// source each element of the result comes from; −1 is the fill value.
final class PickStep implements Step {
  private final int from;
  private final int to;
  private final int[][] maps;
  private final int[] sourceStrides;
  private final int[] targetStrides;
  private final float fill;
  private final boolean plainInner;

  /// @param maps one for each place in memory, outermost first
  /// @param sourceExtents extents of the source in the same order
  PickStep(int from, int to, int[][] maps, int[] sourceExtents, float fill) {
    this.from = from;
    this.to = to;
    this.maps = maps;
    this.fill = fill;
    this.sourceStrides = new int[maps.length];
    this.targetStrides = new int[maps.length];
    int source = 1;
    int target = 1;
    for (int place = maps.length - 1; place >= 0; place--) {
      sourceStrides[place] = source;
      targetStrides[place] = target;
      source *= sourceExtents[place];
      target *= maps[place].length;
    }
    this.plainInner = isRun(maps[maps.length - 1]);
  }

  private static boolean isRun(int[] map) {
    for (int index = 0; index < map.length; index++) {
      if (map[index] < 0 || map[index] != map[0] + index) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void run(float[][] storages, float[] work) {
    walk(0, storages[from], 0, storages[to], 0);
  }

  private void walk(int place, float[] source, int s, float[] target, int t) {
    int[] map = maps[place];
    if (place < maps.length - 1) {
      for (int index = 0; index < map.length; index++) {
        int start = t + index * targetStrides[place];
        if (map[index] < 0) {
          Arrays.fill(target, start, start + targetStrides[place], fill);
        } else {
          walk(place + 1, source, s + map[index] * sourceStrides[place], target, start);
        }
      }
    } else if (plainInner) {
      System.arraycopy(source, s + map[0], target, t, map.length);
    } else {
      for (int index = 0; index < map.length; index++) {
        target[t + index] = map[index] < 0 ? fill : source[s + map[index]];
      }
    }
  }
}
