package filterscope.ui.canvas;

import java.util.function.IntUnaryOperator;

/// For each pixel of an axis: which member it shows, and how far it is from the nearest border of a group. Owns its arrays.
final class Edges {
  private final int[] index;
  private final int[] distance;

  private Edges(int[] index, int[] distance) {
    this.index = index;
    this.distance = distance;
  }

  /// @param pixels the length of the axis
  /// @param members how many filters or channels lie on it
  /// @param groupOf the group of each
  static Edges of(int pixels, int members, IntUnaryOperator groupOf) {
    int[] index = new int[pixels];
    int[] distance = new int[pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      index[pixel] = (int) ((long) pixel * members / pixels);
      boolean border =
          pixel == 0 || groupOf.applyAsInt(index[pixel]) != groupOf.applyAsInt(index[pixel - 1]);
      distance[pixel] = border ? 0 : distance[pixel - 1] + 1;
    }
    int fromEnd = 0;
    for (int pixel = pixels - 1; pixel >= 0; pixel--) {
      boolean border =
          pixel == pixels - 1
              || groupOf.applyAsInt(index[pixel]) != groupOf.applyAsInt(index[pixel + 1]);
      fromEnd = border ? 1 : fromEnd + 1;
      distance[pixel] = Math.min(distance[pixel], fromEnd);
    }
    return new Edges(index, distance);
  }

  int index(int pixel) {
    return index[pixel];
  }

  /// 0 on the first pixel of a group, 1 on its last and second, and so on inwards.
  int distance(int pixel) {
    return distance[pixel];
  }
}
