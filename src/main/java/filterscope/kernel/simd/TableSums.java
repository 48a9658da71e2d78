package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The step *accumulate* of binary weights and float activations: the tables of [SumTables] are looked up with one lane
/// permutation for each filter's pattern of weights, which takes the place of as many multiply-adds as a table has inputs.
final class TableSums {
  private TableSums() {}

  /// Stores the sums of four patches in a tile, as float bits.
  ///
  /// @param words the tables, and from `tile` on the sums
  /// @param offsets the tables of a patch, counted in tables from its start
  /// @param patterns from `at` on `[ints of patterns][vectors]` vectors whose lanes are filters
  static void accumulate(
      int vectors,
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int depth,
      int[] patterns,
      int at,
      int tile) {
    switch (vectors) {
      case 4 -> add4(words, b0, b1, b2, b3, offsets, depth, patterns, at, tile);
      case 2 -> add2(words, b0, b1, b2, b3, offsets, depth, patterns, at, tile);
      default -> add1(words, b0, b1, b2, b3, offsets, depth, patterns, at, tile);
    }
  }

  private static void add4(
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int depth,
      int[] patterns,
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
    for (int k = 0; k < depth; ) {
      IntVector i0 = IntVector.fromArray(Lanes.INTS, patterns, at);
      IntVector i1 = IntVector.fromArray(Lanes.INTS, patterns, at + 1 * Lanes.COUNT);
      IntVector i2 = IntVector.fromArray(Lanes.INTS, patterns, at + 2 * Lanes.COUNT);
      IntVector i3 = IntVector.fromArray(Lanes.INTS, patterns, at + 3 * Lanes.COUNT);
      at += 4 * Lanes.COUNT;
      int end = Math.min(k + SumTables.PATTERNS_PER_INT, depth);
      for (; k < end; k++) {
        int offset = offsets[k] * Lanes.COUNT;
        IntVector t = IntVector.fromArray(Lanes.INTS, words, b0 + offset);
        s00 = s00.add(i0.selectFrom(t).reinterpretAsFloats());
        s01 = s01.add(i1.selectFrom(t).reinterpretAsFloats());
        s02 = s02.add(i2.selectFrom(t).reinterpretAsFloats());
        s03 = s03.add(i3.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b1 + offset);
        s10 = s10.add(i0.selectFrom(t).reinterpretAsFloats());
        s11 = s11.add(i1.selectFrom(t).reinterpretAsFloats());
        s12 = s12.add(i2.selectFrom(t).reinterpretAsFloats());
        s13 = s13.add(i3.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b2 + offset);
        s20 = s20.add(i0.selectFrom(t).reinterpretAsFloats());
        s21 = s21.add(i1.selectFrom(t).reinterpretAsFloats());
        s22 = s22.add(i2.selectFrom(t).reinterpretAsFloats());
        s23 = s23.add(i3.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b3 + offset);
        s30 = s30.add(i0.selectFrom(t).reinterpretAsFloats());
        s31 = s31.add(i1.selectFrom(t).reinterpretAsFloats());
        s32 = s32.add(i2.selectFrom(t).reinterpretAsFloats());
        s33 = s33.add(i3.selectFrom(t).reinterpretAsFloats());
        i0 = i0.lanewise(VectorOperators.LSHR, SumTables.INPUTS);
        i1 = i1.lanewise(VectorOperators.LSHR, SumTables.INPUTS);
        i2 = i2.lanewise(VectorOperators.LSHR, SumTables.INPUTS);
        i3 = i3.lanewise(VectorOperators.LSHR, SumTables.INPUTS);
      }
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
      int depth,
      int[] patterns,
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
    for (int k = 0; k < depth; ) {
      IntVector i0 = IntVector.fromArray(Lanes.INTS, patterns, at);
      IntVector i1 = IntVector.fromArray(Lanes.INTS, patterns, at + 1 * Lanes.COUNT);
      at += 2 * Lanes.COUNT;
      int end = Math.min(k + SumTables.PATTERNS_PER_INT, depth);
      for (; k < end; k++) {
        int offset = offsets[k] * Lanes.COUNT;
        IntVector t = IntVector.fromArray(Lanes.INTS, words, b0 + offset);
        s00 = s00.add(i0.selectFrom(t).reinterpretAsFloats());
        s01 = s01.add(i1.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b1 + offset);
        s10 = s10.add(i0.selectFrom(t).reinterpretAsFloats());
        s11 = s11.add(i1.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b2 + offset);
        s20 = s20.add(i0.selectFrom(t).reinterpretAsFloats());
        s21 = s21.add(i1.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b3 + offset);
        s30 = s30.add(i0.selectFrom(t).reinterpretAsFloats());
        s31 = s31.add(i1.selectFrom(t).reinterpretAsFloats());
        i0 = i0.lanewise(VectorOperators.LSHR, SumTables.INPUTS);
        i1 = i1.lanewise(VectorOperators.LSHR, SumTables.INPUTS);
      }
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
      int depth,
      int[] patterns,
      int at,
      int tile) {
    FloatVector s00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s10 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s20 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s30 = FloatVector.zero(Lanes.FLOATS);
    for (int k = 0; k < depth; ) {
      IntVector i0 = IntVector.fromArray(Lanes.INTS, patterns, at);
      at += 1 * Lanes.COUNT;
      int end = Math.min(k + SumTables.PATTERNS_PER_INT, depth);
      for (; k < end; k++) {
        int offset = offsets[k] * Lanes.COUNT;
        IntVector t = IntVector.fromArray(Lanes.INTS, words, b0 + offset);
        s00 = s00.add(i0.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b1 + offset);
        s10 = s10.add(i0.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b2 + offset);
        s20 = s20.add(i0.selectFrom(t).reinterpretAsFloats());
        t = IntVector.fromArray(Lanes.INTS, words, b3 + offset);
        s30 = s30.add(i0.selectFrom(t).reinterpretAsFloats());
        i0 = i0.lanewise(VectorOperators.LSHR, SumTables.INPUTS);
      }
    }
    s00.reinterpretAsInts().intoArray(words, tile);
    s10.reinterpretAsInts().intoArray(words, tile + 1 * Lanes.COUNT);
    s20.reinterpretAsInts().intoArray(words, tile + 2 * Lanes.COUNT);
    s30.reinterpretAsInts().intoArray(words, tile + 3 * Lanes.COUNT);
  }
}
