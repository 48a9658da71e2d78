package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// The step *accumulate* of integers that are too wide for bit planes: plain multiply-adds on float lanes, exact as long as
/// no partial sum passes 2^24. Lanes are filters.
final class ProductSums {
  private ProductSums() {}

  /// Stores the sums of products `from` to `to` of four patches in a tile, as float bits.
  ///
  /// @param words quantized activations as float bits
  /// @param weights from `at` on `[from … to][vectors]` vectors
  static void accumulate(
      int vectors,
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int from,
      int to,
      float[] weights,
      int at,
      int tile) {
    switch (vectors) {
      case 4 -> add4(words, b0, b1, b2, b3, offsets, from, to, weights, at, tile);
      case 2 -> add2(words, b0, b1, b2, b3, offsets, from, to, weights, at, tile);
      default -> add1(words, b0, b1, b2, b3, offsets, from, to, weights, at, tile);
    }
  }

  private static void add4(
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int from,
      int to,
      float[] weights,
      int at,
      int tile) {
    FloatVector s00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s01 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s02 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s03 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s10 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s11 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s12 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s13 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s20 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s21 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s22 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s23 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s30 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s31 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s32 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s33 = FloatVector.zero(Lanes.FLOATS);
    for (int k = from; k < to; k++) {
      int offset = offsets[k];
      FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, weights, at);
      FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, weights, at + 1 * Lanes.COUNT);
      FloatVector w2 = FloatVector.fromArray(Lanes.FLOATS, weights, at + 2 * Lanes.COUNT);
      FloatVector w3 = FloatVector.fromArray(Lanes.FLOATS, weights, at + 3 * Lanes.COUNT);
      at += 4 * Lanes.COUNT;
      FloatVector x = IntVector.broadcast(Lanes.INTS, words[b0 + offset]).reinterpretAsFloats();
      s00 = w0.fma(x, s00);
      s01 = w1.fma(x, s01);
      s02 = w2.fma(x, s02);
      s03 = w3.fma(x, s03);
      x = IntVector.broadcast(Lanes.INTS, words[b1 + offset]).reinterpretAsFloats();
      s10 = w0.fma(x, s10);
      s11 = w1.fma(x, s11);
      s12 = w2.fma(x, s12);
      s13 = w3.fma(x, s13);
      x = IntVector.broadcast(Lanes.INTS, words[b2 + offset]).reinterpretAsFloats();
      s20 = w0.fma(x, s20);
      s21 = w1.fma(x, s21);
      s22 = w2.fma(x, s22);
      s23 = w3.fma(x, s23);
      x = IntVector.broadcast(Lanes.INTS, words[b3 + offset]).reinterpretAsFloats();
      s30 = w0.fma(x, s30);
      s31 = w1.fma(x, s31);
      s32 = w2.fma(x, s32);
      s33 = w3.fma(x, s33);
    }
    s00.reinterpretAsInts().intoArray(words, tile);
    s01.reinterpretAsInts().intoArray(words, tile + 1 * Lanes.COUNT);
    s02.reinterpretAsInts().intoArray(words, tile + 2 * Lanes.COUNT);
    s03.reinterpretAsInts().intoArray(words, tile + 3 * Lanes.COUNT);
    s10.reinterpretAsInts().intoArray(words, tile + 4 * Lanes.COUNT);
    s11.reinterpretAsInts().intoArray(words, tile + 5 * Lanes.COUNT);
    s12.reinterpretAsInts().intoArray(words, tile + 6 * Lanes.COUNT);
    s13.reinterpretAsInts().intoArray(words, tile + 7 * Lanes.COUNT);
    s20.reinterpretAsInts().intoArray(words, tile + 8 * Lanes.COUNT);
    s21.reinterpretAsInts().intoArray(words, tile + 9 * Lanes.COUNT);
    s22.reinterpretAsInts().intoArray(words, tile + 10 * Lanes.COUNT);
    s23.reinterpretAsInts().intoArray(words, tile + 11 * Lanes.COUNT);
    s30.reinterpretAsInts().intoArray(words, tile + 12 * Lanes.COUNT);
    s31.reinterpretAsInts().intoArray(words, tile + 13 * Lanes.COUNT);
    s32.reinterpretAsInts().intoArray(words, tile + 14 * Lanes.COUNT);
    s33.reinterpretAsInts().intoArray(words, tile + 15 * Lanes.COUNT);
  }

  private static void add2(
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int from,
      int to,
      float[] weights,
      int at,
      int tile) {
    FloatVector s00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s01 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s10 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s11 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s20 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s21 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s30 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s31 = FloatVector.zero(Lanes.FLOATS);
    for (int k = from; k < to; k++) {
      int offset = offsets[k];
      FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, weights, at);
      FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, weights, at + 1 * Lanes.COUNT);
      at += 2 * Lanes.COUNT;
      FloatVector x = IntVector.broadcast(Lanes.INTS, words[b0 + offset]).reinterpretAsFloats();
      s00 = w0.fma(x, s00);
      s01 = w1.fma(x, s01);
      x = IntVector.broadcast(Lanes.INTS, words[b1 + offset]).reinterpretAsFloats();
      s10 = w0.fma(x, s10);
      s11 = w1.fma(x, s11);
      x = IntVector.broadcast(Lanes.INTS, words[b2 + offset]).reinterpretAsFloats();
      s20 = w0.fma(x, s20);
      s21 = w1.fma(x, s21);
      x = IntVector.broadcast(Lanes.INTS, words[b3 + offset]).reinterpretAsFloats();
      s30 = w0.fma(x, s30);
      s31 = w1.fma(x, s31);
    }
    s00.reinterpretAsInts().intoArray(words, tile);
    s01.reinterpretAsInts().intoArray(words, tile + 1 * Lanes.COUNT);
    s10.reinterpretAsInts().intoArray(words, tile + 2 * Lanes.COUNT);
    s11.reinterpretAsInts().intoArray(words, tile + 3 * Lanes.COUNT);
    s20.reinterpretAsInts().intoArray(words, tile + 4 * Lanes.COUNT);
    s21.reinterpretAsInts().intoArray(words, tile + 5 * Lanes.COUNT);
    s30.reinterpretAsInts().intoArray(words, tile + 6 * Lanes.COUNT);
    s31.reinterpretAsInts().intoArray(words, tile + 7 * Lanes.COUNT);
  }

  private static void add1(
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int from,
      int to,
      float[] weights,
      int at,
      int tile) {
    FloatVector s00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s10 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s20 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s30 = FloatVector.zero(Lanes.FLOATS);
    for (int k = from; k < to; k++) {
      int offset = offsets[k];
      FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, weights, at);
      at += 1 * Lanes.COUNT;
      FloatVector x = IntVector.broadcast(Lanes.INTS, words[b0 + offset]).reinterpretAsFloats();
      s00 = w0.fma(x, s00);
      x = IntVector.broadcast(Lanes.INTS, words[b1 + offset]).reinterpretAsFloats();
      s10 = w0.fma(x, s10);
      x = IntVector.broadcast(Lanes.INTS, words[b2 + offset]).reinterpretAsFloats();
      s20 = w0.fma(x, s20);
      x = IntVector.broadcast(Lanes.INTS, words[b3 + offset]).reinterpretAsFloats();
      s30 = w0.fma(x, s30);
    }
    s00.reinterpretAsInts().intoArray(words, tile);
    s10.reinterpretAsInts().intoArray(words, tile + 1 * Lanes.COUNT);
    s20.reinterpretAsInts().intoArray(words, tile + 2 * Lanes.COUNT);
    s30.reinterpretAsInts().intoArray(words, tile + 3 * Lanes.COUNT);
  }
}
