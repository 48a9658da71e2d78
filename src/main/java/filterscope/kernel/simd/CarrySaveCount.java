package filterscope.kernel.simd;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Counts through a carry-save tree (Harley and Seal): seven full adders condense eight words so that one population count
/// serves all of them. For processors without a vector population count, where one costs about ten instructions.
final class CarrySaveCount implements BitCounter {
  private static final int BLOCK = 8;

  @Override
  public String name() {
    return "carry-save";
  }

  @Override
  public void accumulate(
      int vectors,
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int depth,
      int[] weights,
      int at,
      int tile) {
    int step = vectors * Lanes.COUNT;
    for (int vector = 0; vector < vectors; vector++) {
      int from = at + vector * Lanes.COUNT;
      int to = tile + vector * Lanes.COUNT;
      count(words, b0, offsets, depth, weights, from, step, to);
      count(words, b1, offsets, depth, weights, from, step, to + step);
      count(words, b2, offsets, depth, weights, from, step, to + 2 * step);
      count(words, b3, offsets, depth, weights, from, step, to + 3 * step);
    }
  }

  private static void count(
      int[] words, int base, int[] offsets, int depth, int[] weights, int at, int step, int tile) {
    IntVector ones = IntVector.zero(Lanes.INTS);
    IntVector twos = IntVector.zero(Lanes.INTS);
    IntVector fours = IntVector.zero(Lanes.INTS);
    IntVector eights = IntVector.zero(Lanes.INTS);
    int k = 0;
    for (; k + BLOCK <= depth; k += BLOCK) {
      // A full adder of a, x and y: u = a ^ x, carry a ^ (u & (a ^ y)), sum u ^ y.
      IntVector x0 =
          IntVector.fromArray(Lanes.INTS, weights, at)
              .lanewise(
                  VectorOperators.XOR, IntVector.broadcast(Lanes.INTS, words[base + offsets[k]]));
      IntVector x1 =
          IntVector.fromArray(Lanes.INTS, weights, at + step)
              .lanewise(
                  VectorOperators.XOR,
                  IntVector.broadcast(Lanes.INTS, words[base + offsets[k + 1]]));
      IntVector u0 = ones.lanewise(VectorOperators.XOR, x0);
      IntVector two0 =
          ones.lanewise(VectorOperators.XOR, u0.and(ones.lanewise(VectorOperators.XOR, x1)));
      ones = u0.lanewise(VectorOperators.XOR, x1);
      IntVector x2 =
          IntVector.fromArray(Lanes.INTS, weights, at + 2 * step)
              .lanewise(
                  VectorOperators.XOR,
                  IntVector.broadcast(Lanes.INTS, words[base + offsets[k + 2]]));
      IntVector x3 =
          IntVector.fromArray(Lanes.INTS, weights, at + 3 * step)
              .lanewise(
                  VectorOperators.XOR,
                  IntVector.broadcast(Lanes.INTS, words[base + offsets[k + 3]]));
      IntVector u1 = ones.lanewise(VectorOperators.XOR, x2);
      IntVector two1 =
          ones.lanewise(VectorOperators.XOR, u1.and(ones.lanewise(VectorOperators.XOR, x3)));
      ones = u1.lanewise(VectorOperators.XOR, x3);
      IntVector u2 = twos.lanewise(VectorOperators.XOR, two0);
      IntVector four0 =
          twos.lanewise(VectorOperators.XOR, u2.and(twos.lanewise(VectorOperators.XOR, two1)));
      twos = u2.lanewise(VectorOperators.XOR, two1);
      IntVector x4 =
          IntVector.fromArray(Lanes.INTS, weights, at + 4 * step)
              .lanewise(
                  VectorOperators.XOR,
                  IntVector.broadcast(Lanes.INTS, words[base + offsets[k + 4]]));
      IntVector x5 =
          IntVector.fromArray(Lanes.INTS, weights, at + 5 * step)
              .lanewise(
                  VectorOperators.XOR,
                  IntVector.broadcast(Lanes.INTS, words[base + offsets[k + 5]]));
      IntVector u3 = ones.lanewise(VectorOperators.XOR, x4);
      IntVector two2 =
          ones.lanewise(VectorOperators.XOR, u3.and(ones.lanewise(VectorOperators.XOR, x5)));
      ones = u3.lanewise(VectorOperators.XOR, x5);
      IntVector x6 =
          IntVector.fromArray(Lanes.INTS, weights, at + 6 * step)
              .lanewise(
                  VectorOperators.XOR,
                  IntVector.broadcast(Lanes.INTS, words[base + offsets[k + 6]]));
      IntVector x7 =
          IntVector.fromArray(Lanes.INTS, weights, at + 7 * step)
              .lanewise(
                  VectorOperators.XOR,
                  IntVector.broadcast(Lanes.INTS, words[base + offsets[k + 7]]));
      IntVector u4 = ones.lanewise(VectorOperators.XOR, x6);
      IntVector two3 =
          ones.lanewise(VectorOperators.XOR, u4.and(ones.lanewise(VectorOperators.XOR, x7)));
      ones = u4.lanewise(VectorOperators.XOR, x7);
      IntVector u5 = twos.lanewise(VectorOperators.XOR, two2);
      IntVector four1 =
          twos.lanewise(VectorOperators.XOR, u5.and(twos.lanewise(VectorOperators.XOR, two3)));
      twos = u5.lanewise(VectorOperators.XOR, two3);
      IntVector u6 = fours.lanewise(VectorOperators.XOR, four0);
      IntVector eight =
          fours.lanewise(VectorOperators.XOR, u6.and(fours.lanewise(VectorOperators.XOR, four1)));
      fours = u6.lanewise(VectorOperators.XOR, four1);
      eights = eights.add(eight.lanewise(VectorOperators.BIT_COUNT));
      at += BLOCK * step;
    }
    IntVector count =
        eights
            .lanewise(VectorOperators.LSHL, 3)
            .add(fours.lanewise(VectorOperators.BIT_COUNT).lanewise(VectorOperators.LSHL, 2))
            .add(twos.lanewise(VectorOperators.BIT_COUNT).lanewise(VectorOperators.LSHL, 1))
            .add(ones.lanewise(VectorOperators.BIT_COUNT));
    for (; k < depth; k++, at += step) {
      IntVector x = IntVector.broadcast(Lanes.INTS, words[base + offsets[k]]);
      IntVector w = IntVector.fromArray(Lanes.INTS, weights, at);
      count = count.add(w.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
    }
    count.intoArray(words, tile);
  }
}
