package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Sums of a tile on their way to memory; floats are kept as their bits.
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

  static void store(FloatVector sum, int[] words, int at, float factor, boolean first) {
    FloatVector product = sum.mul(factor);
    if (first) {
      product.reinterpretAsInts().intoArray(words, at);
    } else {
      FloatVector before = IntVector.fromArray(Lanes.INTS, words, at).reinterpretAsFloats();
      product.add(before).reinterpretAsInts().intoArray(words, at);
    }
  }
}
