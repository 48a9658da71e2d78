package filterscope.kernel.simd;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Counts with the processor's own population count of vector lanes (AVX-512 VPOPCNTDQ, NEON): per 32 products of a lane
/// an exclusive or, a count and an addition. Four pixels by four vectors of filters share every load. Straight-line on
/// purpose: helpers around vectors miss inlining limits and box.
final class DirectCount implements BitCounter {
  @Override
  public String name() {
    return "bit count";
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
    switch (vectors) {
      case 4 -> count4(words, b0, b1, b2, b3, offsets, depth, weights, at, tile);
      case 2 -> count2(words, b0, b1, b2, b3, offsets, depth, weights, at, tile);
      default -> count1(words, b0, b1, b2, b3, offsets, depth, weights, at, tile);
    }
  }

  private static void count4(
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
    IntVector c00 = IntVector.zero(Lanes.INTS);
    IntVector c01 = IntVector.zero(Lanes.INTS);
    IntVector c02 = IntVector.zero(Lanes.INTS);
    IntVector c03 = IntVector.zero(Lanes.INTS);
    IntVector c10 = IntVector.zero(Lanes.INTS);
    IntVector c11 = IntVector.zero(Lanes.INTS);
    IntVector c12 = IntVector.zero(Lanes.INTS);
    IntVector c13 = IntVector.zero(Lanes.INTS);
    IntVector c20 = IntVector.zero(Lanes.INTS);
    IntVector c21 = IntVector.zero(Lanes.INTS);
    IntVector c22 = IntVector.zero(Lanes.INTS);
    IntVector c23 = IntVector.zero(Lanes.INTS);
    IntVector c30 = IntVector.zero(Lanes.INTS);
    IntVector c31 = IntVector.zero(Lanes.INTS);
    IntVector c32 = IntVector.zero(Lanes.INTS);
    IntVector c33 = IntVector.zero(Lanes.INTS);
    for (int k = 0; k < depth; k++) {
      int offset = offsets[k];
      IntVector w0 = IntVector.fromArray(Lanes.INTS, weights, at);
      IntVector w1 = IntVector.fromArray(Lanes.INTS, weights, at + 1 * Lanes.COUNT);
      IntVector w2 = IntVector.fromArray(Lanes.INTS, weights, at + 2 * Lanes.COUNT);
      IntVector w3 = IntVector.fromArray(Lanes.INTS, weights, at + 3 * Lanes.COUNT);
      at += 4 * Lanes.COUNT;
      IntVector x = IntVector.broadcast(Lanes.INTS, words[b0 + offset]);
      c00 = c00.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c01 = c01.add(w1.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c02 = c02.add(w2.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c03 = c03.add(w3.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b1 + offset]);
      c10 = c10.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c11 = c11.add(w1.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c12 = c12.add(w2.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c13 = c13.add(w3.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b2 + offset]);
      c20 = c20.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c21 = c21.add(w1.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c22 = c22.add(w2.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c23 = c23.add(w3.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b3 + offset]);
      c30 = c30.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c31 = c31.add(w1.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c32 = c32.add(w2.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c33 = c33.add(w3.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
    }
    c00.intoArray(words, tile);
    c01.intoArray(words, tile + 1 * Lanes.COUNT);
    c02.intoArray(words, tile + 2 * Lanes.COUNT);
    c03.intoArray(words, tile + 3 * Lanes.COUNT);
    c10.intoArray(words, tile + 4 * Lanes.COUNT);
    c11.intoArray(words, tile + 5 * Lanes.COUNT);
    c12.intoArray(words, tile + 6 * Lanes.COUNT);
    c13.intoArray(words, tile + 7 * Lanes.COUNT);
    c20.intoArray(words, tile + 8 * Lanes.COUNT);
    c21.intoArray(words, tile + 9 * Lanes.COUNT);
    c22.intoArray(words, tile + 10 * Lanes.COUNT);
    c23.intoArray(words, tile + 11 * Lanes.COUNT);
    c30.intoArray(words, tile + 12 * Lanes.COUNT);
    c31.intoArray(words, tile + 13 * Lanes.COUNT);
    c32.intoArray(words, tile + 14 * Lanes.COUNT);
    c33.intoArray(words, tile + 15 * Lanes.COUNT);
  }

  private static void count2(
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
    IntVector c00 = IntVector.zero(Lanes.INTS);
    IntVector c01 = IntVector.zero(Lanes.INTS);
    IntVector c10 = IntVector.zero(Lanes.INTS);
    IntVector c11 = IntVector.zero(Lanes.INTS);
    IntVector c20 = IntVector.zero(Lanes.INTS);
    IntVector c21 = IntVector.zero(Lanes.INTS);
    IntVector c30 = IntVector.zero(Lanes.INTS);
    IntVector c31 = IntVector.zero(Lanes.INTS);
    for (int k = 0; k < depth; k++) {
      int offset = offsets[k];
      IntVector w0 = IntVector.fromArray(Lanes.INTS, weights, at);
      IntVector w1 = IntVector.fromArray(Lanes.INTS, weights, at + 1 * Lanes.COUNT);
      at += 2 * Lanes.COUNT;
      IntVector x = IntVector.broadcast(Lanes.INTS, words[b0 + offset]);
      c00 = c00.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c01 = c01.add(w1.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b1 + offset]);
      c10 = c10.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c11 = c11.add(w1.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b2 + offset]);
      c20 = c20.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c21 = c21.add(w1.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b3 + offset]);
      c30 = c30.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      c31 = c31.add(w1.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
    }
    c00.intoArray(words, tile);
    c01.intoArray(words, tile + 1 * Lanes.COUNT);
    c10.intoArray(words, tile + 2 * Lanes.COUNT);
    c11.intoArray(words, tile + 3 * Lanes.COUNT);
    c20.intoArray(words, tile + 4 * Lanes.COUNT);
    c21.intoArray(words, tile + 5 * Lanes.COUNT);
    c30.intoArray(words, tile + 6 * Lanes.COUNT);
    c31.intoArray(words, tile + 7 * Lanes.COUNT);
  }

  private static void count1(
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
    IntVector c00 = IntVector.zero(Lanes.INTS);
    IntVector c10 = IntVector.zero(Lanes.INTS);
    IntVector c20 = IntVector.zero(Lanes.INTS);
    IntVector c30 = IntVector.zero(Lanes.INTS);
    for (int k = 0; k < depth; k++) {
      int offset = offsets[k];
      IntVector w0 = IntVector.fromArray(Lanes.INTS, weights, at);
      at += 1 * Lanes.COUNT;
      IntVector x = IntVector.broadcast(Lanes.INTS, words[b0 + offset]);
      c00 = c00.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b1 + offset]);
      c10 = c10.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b2 + offset]);
      c20 = c20.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
      x = IntVector.broadcast(Lanes.INTS, words[b3 + offset]);
      c30 = c30.add(w0.lanewise(VectorOperators.XOR, x).lanewise(VectorOperators.BIT_COUNT));
    }
    c00.intoArray(words, tile);
    c10.intoArray(words, tile + 1 * Lanes.COUNT);
    c20.intoArray(words, tile + 2 * Lanes.COUNT);
    c30.intoArray(words, tile + 3 * Lanes.COUNT);
  }
}
