package filterscope.engine;

import java.util.Arrays;

/// Nested loops over several arrays at once, each with its own strides: dimensions of extent 1 are left out, and
/// neighbouring dimensions that every array walks through evenly are merged into one. There are always at least two
/// dimensions, so that steps can write the two innermost loops out.
final class Loops {
  private final int[] extents;
  private final int[][] strides;

  private Loops(int[] extents, int[][] strides) {
    this.extents = extents;
    this.strides = strides;
  }

  /// @param extents outermost first
  /// @param strides of each array, one number a dimension
  static Loops of(int[] extents, int[]... strides) {
    int[] merged = new int[extents.length + 2];
    int[][] steps = new int[strides.length][extents.length + 2];
    int count = 0;
    for (int dimension = 0; dimension < extents.length; dimension++) {
      if (extents[dimension] == 1) {
        continue;
      }
      if (count > 0 && follows(extents, strides, steps, count - 1, dimension)) {
        merged[count - 1] *= extents[dimension];
        count--;
      } else {
        merged[count] = extents[dimension];
      }
      for (int array = 0; array < strides.length; array++) {
        steps[array][count] = strides[array][dimension];
      }
      count++;
    }
    int missing = Math.max(0, 2 - count);
    int[] finalExtents = new int[count + missing];
    Arrays.fill(finalExtents, 1);
    System.arraycopy(merged, 0, finalExtents, missing, count);
    int[][] finalStrides = new int[strides.length][count + missing];
    for (int array = 0; array < strides.length; array++) {
      System.arraycopy(steps[array], 0, finalStrides[array], missing, count);
    }
    return new Loops(finalExtents, finalStrides);
  }

  private static boolean follows(
      int[] extents, int[][] strides, int[][] steps, int outer, int dimension) {
    for (int array = 0; array < strides.length; array++) {
      if (steps[array][outer] != strides[array][dimension] * extents[dimension]) {
        return false;
      }
    }
    return true;
  }

  int dimensions() {
    return extents.length;
  }

  int extent(int dimension) {
    return extents[dimension];
  }

  int stride(int array, int dimension) {
    return strides[array][dimension];
  }

  int innerExtent() {
    return extents[extents.length - 1];
  }

  int innerStride(int array) {
    return strides[array][extents.length - 1];
  }
}
