package filterscope.kernel.simd;

import jdk.incubator.vector.IntVector;

/// Sums of a tile on their way to memory.
final class Tile {
  private Tile() {}

  static void store(IntVector count, int[] words, int at, int coefficient, boolean first) {
    IntVector product = count.mul(coefficient);
    if (first) {
      product.intoArray(words, at);
    } else {
      product.add(IntVector.fromArray(Lanes.INTS, words, at)).intoArray(words, at);
    }
  }
}
