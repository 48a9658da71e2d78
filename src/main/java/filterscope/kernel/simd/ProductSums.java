package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The step *accumulate* of integers that are too wide for bit planes: plain multiply-adds on float lanes, exact as long as
/// no partial sum passes 2^24. Lanes are filters.
final class ProductSums {
  private ProductSums() {}

  /// Adds the products `from` to `to` of four patches to a tile of integers, or with `first` stores them.
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
      int tile,
      boolean first) {
    switch (vectors) {
      case 4 -> add4(words, b0, b1, b2, b3, offsets, from, to, weights, at, tile, first);
      case 2 -> add2(words, b0, b1, b2, b3, offsets, from, to, weights, at, tile, first);
      default -> add1(words, b0, b1, b2, b3, offsets, from, to, weights, at, tile, first);
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
      int tile,
      boolean first) {
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
    Tile.store((IntVector) s00.convert(VectorOperators.F2I, 0), words, tile, 1, first);
    Tile.store(
        (IntVector) s01.convert(VectorOperators.F2I, 0), words, tile + 1 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s02.convert(VectorOperators.F2I, 0), words, tile + 2 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s03.convert(VectorOperators.F2I, 0), words, tile + 3 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s10.convert(VectorOperators.F2I, 0), words, tile + 4 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s11.convert(VectorOperators.F2I, 0), words, tile + 5 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s12.convert(VectorOperators.F2I, 0), words, tile + 6 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s13.convert(VectorOperators.F2I, 0), words, tile + 7 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s20.convert(VectorOperators.F2I, 0), words, tile + 8 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s21.convert(VectorOperators.F2I, 0), words, tile + 9 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s22.convert(VectorOperators.F2I, 0), words, tile + 10 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s23.convert(VectorOperators.F2I, 0), words, tile + 11 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s30.convert(VectorOperators.F2I, 0), words, tile + 12 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s31.convert(VectorOperators.F2I, 0), words, tile + 13 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s32.convert(VectorOperators.F2I, 0), words, tile + 14 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s33.convert(VectorOperators.F2I, 0), words, tile + 15 * Lanes.COUNT, 1, first);
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
      int tile,
      boolean first) {
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
    Tile.store((IntVector) s00.convert(VectorOperators.F2I, 0), words, tile, 1, first);
    Tile.store(
        (IntVector) s01.convert(VectorOperators.F2I, 0), words, tile + 1 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s10.convert(VectorOperators.F2I, 0), words, tile + 2 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s11.convert(VectorOperators.F2I, 0), words, tile + 3 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s20.convert(VectorOperators.F2I, 0), words, tile + 4 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s21.convert(VectorOperators.F2I, 0), words, tile + 5 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s30.convert(VectorOperators.F2I, 0), words, tile + 6 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s31.convert(VectorOperators.F2I, 0), words, tile + 7 * Lanes.COUNT, 1, first);
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
      int tile,
      boolean first) {
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
    Tile.store((IntVector) s00.convert(VectorOperators.F2I, 0), words, tile, 1, first);
    Tile.store(
        (IntVector) s10.convert(VectorOperators.F2I, 0), words, tile + 1 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s20.convert(VectorOperators.F2I, 0), words, tile + 2 * Lanes.COUNT, 1, first);
    Tile.store(
        (IntVector) s30.convert(VectorOperators.F2I, 0), words, tile + 3 * Lanes.COUNT, 1, first);
  }
}
