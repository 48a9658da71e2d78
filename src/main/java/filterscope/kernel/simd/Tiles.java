package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The micro-kernels: a tile of pixels × vectors of filters is summed over one contiguous run of inputs, all sums in
/// registers. Straight-line on purpose: a loop over an array of vectors would put them on the heap.
///
/// A tile that reaches past the last pixel repeats that pixel, which computes and stores the same numbers again.
final class Tiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /// Processors of 256-bit vectors have 16 registers, others 32.
  private static final boolean FEW_REGISTERS = SPECIES.vectorBitSize() == 256;

  private Tiles() {}

  /// The widest block of filters that one tile takes, in vectors.
  static int mostVectors() {
    return FEW_REGISTERS ? 2 : 4;
  }

  /// Sums one run of inputs into the outputs of pixels `first` to `end` (exclusive).
  ///
  /// @param vectors width of the block of filters: 1, 2 or 4
  /// @param a the inputs; pixel `p` reads `depth` floats from `offset + bases[p]` on
  /// @param w packed weights `[k][filter]` from `from` on
  /// @param out pixel `p`'s sums lie at `to + p * stride`
  static void sweep(
      int vectors,
      float[] a,
      int offset,
      int[] bases,
      int first,
      int end,
      int depth,
      float[] w,
      int from,
      float[] out,
      int to,
      int stride,
      Ends ends) {
    int last = end - 1;
    switch (vectors) {
      case 4 -> {
        for (int pixel = first; pixel < end; pixel += 5) {
          tile5x4(a, offset, bases, pixel, last, depth, w, from, out, to, stride, ends);
        }
      }
      case 2 -> {
        if (FEW_REGISTERS) {
          for (int pixel = first; pixel < end; pixel += 6) {
            tile6x2(a, offset, bases, pixel, last, depth, w, from, out, to, stride, ends);
          }
        } else {
          for (int pixel = first; pixel < end; pixel += 10) {
            tile10x2(a, offset, bases, pixel, last, depth, w, from, out, to, stride, ends);
          }
        }
      }
      default -> {
        for (int pixel = first; pixel < end; pixel += 10) {
          tile10x1(a, offset, bases, pixel, last, depth, w, from, out, to, stride, ends);
        }
      }
    }
  }

  /// What happens at the two ends of a sum: the first run starts it with the bias, the last one clamps it.
  static final class Ends {
    final boolean first;
    final boolean last;
    final float[] bias;
    final int biasFrom;
    final float low;
    final float high;

    Ends(boolean first, boolean last, float[] bias, int biasFrom, float low, float high) {
      this.first = first;
      this.last = last;
      this.bias = bias;
      this.biasFrom = biasFrom;
      this.low = low;
      this.high = high;
    }
  }

  /// Clamps; NaN stays NaN.
  static FloatVector clamp(FloatVector x, FloatVector low, FloatVector high) {
    FloatVector raised = x.blend(low, x.compare(VectorOperators.LT, low));
    return raised.blend(high, raised.compare(VectorOperators.GT, high));
  }

  /// 5 pixels × 4 vectors of filters.
  private static void tile5x4(
      float[] a,
      int offset,
      int[] bases,
      int pixel,
      int last,
      int depth,
      float[] w,
      int from,
      float[] out,
      int to,
      int stride,
      Ends ends) {
    int p0 = pixel;
    int p1 = Math.min(pixel + 1, last);
    int p2 = Math.min(pixel + 2, last);
    int p3 = Math.min(pixel + 3, last);
    int p4 = Math.min(pixel + 4, last);
    int a0 = offset + bases[p0];
    int a1 = offset + bases[p1];
    int a2 = offset + bases[p2];
    int a3 = offset + bases[p3];
    int a4 = offset + bases[p4];
    int o0 = to + p0 * stride;
    int o1 = to + p1 * stride;
    int o2 = to + p2 * stride;
    int o3 = to + p3 * stride;
    int o4 = to + p4 * stride;
    FloatVector s00;
    FloatVector s01;
    FloatVector s02;
    FloatVector s03;
    FloatVector s10;
    FloatVector s11;
    FloatVector s12;
    FloatVector s13;
    FloatVector s20;
    FloatVector s21;
    FloatVector s22;
    FloatVector s23;
    FloatVector s30;
    FloatVector s31;
    FloatVector s32;
    FloatVector s33;
    FloatVector s40;
    FloatVector s41;
    FloatVector s42;
    FloatVector s43;
    if (ends.first) {
      s00 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom);
      s01 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom + 1 * LANES);
      s02 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom + 2 * LANES);
      s03 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom + 3 * LANES);
      s10 = s00;
      s11 = s01;
      s12 = s02;
      s13 = s03;
      s20 = s00;
      s21 = s01;
      s22 = s02;
      s23 = s03;
      s30 = s00;
      s31 = s01;
      s32 = s02;
      s33 = s03;
      s40 = s00;
      s41 = s01;
      s42 = s02;
      s43 = s03;
    } else {
      s00 = FloatVector.fromArray(SPECIES, out, o0);
      s01 = FloatVector.fromArray(SPECIES, out, o0 + 1 * LANES);
      s02 = FloatVector.fromArray(SPECIES, out, o0 + 2 * LANES);
      s03 = FloatVector.fromArray(SPECIES, out, o0 + 3 * LANES);
      s10 = FloatVector.fromArray(SPECIES, out, o1);
      s11 = FloatVector.fromArray(SPECIES, out, o1 + 1 * LANES);
      s12 = FloatVector.fromArray(SPECIES, out, o1 + 2 * LANES);
      s13 = FloatVector.fromArray(SPECIES, out, o1 + 3 * LANES);
      s20 = FloatVector.fromArray(SPECIES, out, o2);
      s21 = FloatVector.fromArray(SPECIES, out, o2 + 1 * LANES);
      s22 = FloatVector.fromArray(SPECIES, out, o2 + 2 * LANES);
      s23 = FloatVector.fromArray(SPECIES, out, o2 + 3 * LANES);
      s30 = FloatVector.fromArray(SPECIES, out, o3);
      s31 = FloatVector.fromArray(SPECIES, out, o3 + 1 * LANES);
      s32 = FloatVector.fromArray(SPECIES, out, o3 + 2 * LANES);
      s33 = FloatVector.fromArray(SPECIES, out, o3 + 3 * LANES);
      s40 = FloatVector.fromArray(SPECIES, out, o4);
      s41 = FloatVector.fromArray(SPECIES, out, o4 + 1 * LANES);
      s42 = FloatVector.fromArray(SPECIES, out, o4 + 2 * LANES);
      s43 = FloatVector.fromArray(SPECIES, out, o4 + 3 * LANES);
    }
    for (int k = 0; k < depth; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, from + k * (4 * LANES));
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, from + k * (4 * LANES) + 1 * LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, from + k * (4 * LANES) + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, from + k * (4 * LANES) + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      s42 = x4.fma(w2, s42);
      s43 = x4.fma(w3, s43);
    }
    if (ends.last) {
      FloatVector low = FloatVector.broadcast(SPECIES, ends.low);
      FloatVector high = FloatVector.broadcast(SPECIES, ends.high);
      s00 = clamp(s00, low, high);
      s01 = clamp(s01, low, high);
      s02 = clamp(s02, low, high);
      s03 = clamp(s03, low, high);
      s10 = clamp(s10, low, high);
      s11 = clamp(s11, low, high);
      s12 = clamp(s12, low, high);
      s13 = clamp(s13, low, high);
      s20 = clamp(s20, low, high);
      s21 = clamp(s21, low, high);
      s22 = clamp(s22, low, high);
      s23 = clamp(s23, low, high);
      s30 = clamp(s30, low, high);
      s31 = clamp(s31, low, high);
      s32 = clamp(s32, low, high);
      s33 = clamp(s33, low, high);
      s40 = clamp(s40, low, high);
      s41 = clamp(s41, low, high);
      s42 = clamp(s42, low, high);
      s43 = clamp(s43, low, high);
    }
    s00.intoArray(out, o0);
    s01.intoArray(out, o0 + 1 * LANES);
    s02.intoArray(out, o0 + 2 * LANES);
    s03.intoArray(out, o0 + 3 * LANES);
    s10.intoArray(out, o1);
    s11.intoArray(out, o1 + 1 * LANES);
    s12.intoArray(out, o1 + 2 * LANES);
    s13.intoArray(out, o1 + 3 * LANES);
    s20.intoArray(out, o2);
    s21.intoArray(out, o2 + 1 * LANES);
    s22.intoArray(out, o2 + 2 * LANES);
    s23.intoArray(out, o2 + 3 * LANES);
    s30.intoArray(out, o3);
    s31.intoArray(out, o3 + 1 * LANES);
    s32.intoArray(out, o3 + 2 * LANES);
    s33.intoArray(out, o3 + 3 * LANES);
    s40.intoArray(out, o4);
    s41.intoArray(out, o4 + 1 * LANES);
    s42.intoArray(out, o4 + 2 * LANES);
    s43.intoArray(out, o4 + 3 * LANES);
  }

  /// 10 pixels × 2 vectors of filters.
  private static void tile10x2(
      float[] a,
      int offset,
      int[] bases,
      int pixel,
      int last,
      int depth,
      float[] w,
      int from,
      float[] out,
      int to,
      int stride,
      Ends ends) {
    int p0 = pixel;
    int p1 = Math.min(pixel + 1, last);
    int p2 = Math.min(pixel + 2, last);
    int p3 = Math.min(pixel + 3, last);
    int p4 = Math.min(pixel + 4, last);
    int p5 = Math.min(pixel + 5, last);
    int p6 = Math.min(pixel + 6, last);
    int p7 = Math.min(pixel + 7, last);
    int p8 = Math.min(pixel + 8, last);
    int p9 = Math.min(pixel + 9, last);
    int a0 = offset + bases[p0];
    int a1 = offset + bases[p1];
    int a2 = offset + bases[p2];
    int a3 = offset + bases[p3];
    int a4 = offset + bases[p4];
    int a5 = offset + bases[p5];
    int a6 = offset + bases[p6];
    int a7 = offset + bases[p7];
    int a8 = offset + bases[p8];
    int a9 = offset + bases[p9];
    int o0 = to + p0 * stride;
    int o1 = to + p1 * stride;
    int o2 = to + p2 * stride;
    int o3 = to + p3 * stride;
    int o4 = to + p4 * stride;
    int o5 = to + p5 * stride;
    int o6 = to + p6 * stride;
    int o7 = to + p7 * stride;
    int o8 = to + p8 * stride;
    int o9 = to + p9 * stride;
    FloatVector s00;
    FloatVector s01;
    FloatVector s10;
    FloatVector s11;
    FloatVector s20;
    FloatVector s21;
    FloatVector s30;
    FloatVector s31;
    FloatVector s40;
    FloatVector s41;
    FloatVector s50;
    FloatVector s51;
    FloatVector s60;
    FloatVector s61;
    FloatVector s70;
    FloatVector s71;
    FloatVector s80;
    FloatVector s81;
    FloatVector s90;
    FloatVector s91;
    if (ends.first) {
      s00 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom);
      s01 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom + 1 * LANES);
      s10 = s00;
      s11 = s01;
      s20 = s00;
      s21 = s01;
      s30 = s00;
      s31 = s01;
      s40 = s00;
      s41 = s01;
      s50 = s00;
      s51 = s01;
      s60 = s00;
      s61 = s01;
      s70 = s00;
      s71 = s01;
      s80 = s00;
      s81 = s01;
      s90 = s00;
      s91 = s01;
    } else {
      s00 = FloatVector.fromArray(SPECIES, out, o0);
      s01 = FloatVector.fromArray(SPECIES, out, o0 + 1 * LANES);
      s10 = FloatVector.fromArray(SPECIES, out, o1);
      s11 = FloatVector.fromArray(SPECIES, out, o1 + 1 * LANES);
      s20 = FloatVector.fromArray(SPECIES, out, o2);
      s21 = FloatVector.fromArray(SPECIES, out, o2 + 1 * LANES);
      s30 = FloatVector.fromArray(SPECIES, out, o3);
      s31 = FloatVector.fromArray(SPECIES, out, o3 + 1 * LANES);
      s40 = FloatVector.fromArray(SPECIES, out, o4);
      s41 = FloatVector.fromArray(SPECIES, out, o4 + 1 * LANES);
      s50 = FloatVector.fromArray(SPECIES, out, o5);
      s51 = FloatVector.fromArray(SPECIES, out, o5 + 1 * LANES);
      s60 = FloatVector.fromArray(SPECIES, out, o6);
      s61 = FloatVector.fromArray(SPECIES, out, o6 + 1 * LANES);
      s70 = FloatVector.fromArray(SPECIES, out, o7);
      s71 = FloatVector.fromArray(SPECIES, out, o7 + 1 * LANES);
      s80 = FloatVector.fromArray(SPECIES, out, o8);
      s81 = FloatVector.fromArray(SPECIES, out, o8 + 1 * LANES);
      s90 = FloatVector.fromArray(SPECIES, out, o9);
      s91 = FloatVector.fromArray(SPECIES, out, o9 + 1 * LANES);
    }
    for (int k = 0; k < depth; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, from + k * (2 * LANES));
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, from + k * (2 * LANES) + 1 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + k]);
      s60 = x6.fma(w0, s60);
      s61 = x6.fma(w1, s61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + k]);
      s70 = x7.fma(w0, s70);
      s71 = x7.fma(w1, s71);
      FloatVector x8 = FloatVector.broadcast(SPECIES, a[a8 + k]);
      s80 = x8.fma(w0, s80);
      s81 = x8.fma(w1, s81);
      FloatVector x9 = FloatVector.broadcast(SPECIES, a[a9 + k]);
      s90 = x9.fma(w0, s90);
      s91 = x9.fma(w1, s91);
    }
    if (ends.last) {
      FloatVector low = FloatVector.broadcast(SPECIES, ends.low);
      FloatVector high = FloatVector.broadcast(SPECIES, ends.high);
      s00 = clamp(s00, low, high);
      s01 = clamp(s01, low, high);
      s10 = clamp(s10, low, high);
      s11 = clamp(s11, low, high);
      s20 = clamp(s20, low, high);
      s21 = clamp(s21, low, high);
      s30 = clamp(s30, low, high);
      s31 = clamp(s31, low, high);
      s40 = clamp(s40, low, high);
      s41 = clamp(s41, low, high);
      s50 = clamp(s50, low, high);
      s51 = clamp(s51, low, high);
      s60 = clamp(s60, low, high);
      s61 = clamp(s61, low, high);
      s70 = clamp(s70, low, high);
      s71 = clamp(s71, low, high);
      s80 = clamp(s80, low, high);
      s81 = clamp(s81, low, high);
      s90 = clamp(s90, low, high);
      s91 = clamp(s91, low, high);
    }
    s00.intoArray(out, o0);
    s01.intoArray(out, o0 + 1 * LANES);
    s10.intoArray(out, o1);
    s11.intoArray(out, o1 + 1 * LANES);
    s20.intoArray(out, o2);
    s21.intoArray(out, o2 + 1 * LANES);
    s30.intoArray(out, o3);
    s31.intoArray(out, o3 + 1 * LANES);
    s40.intoArray(out, o4);
    s41.intoArray(out, o4 + 1 * LANES);
    s50.intoArray(out, o5);
    s51.intoArray(out, o5 + 1 * LANES);
    s60.intoArray(out, o6);
    s61.intoArray(out, o6 + 1 * LANES);
    s70.intoArray(out, o7);
    s71.intoArray(out, o7 + 1 * LANES);
    s80.intoArray(out, o8);
    s81.intoArray(out, o8 + 1 * LANES);
    s90.intoArray(out, o9);
    s91.intoArray(out, o9 + 1 * LANES);
  }

  /// 6 pixels × 2 vectors of filters.
  private static void tile6x2(
      float[] a,
      int offset,
      int[] bases,
      int pixel,
      int last,
      int depth,
      float[] w,
      int from,
      float[] out,
      int to,
      int stride,
      Ends ends) {
    int p0 = pixel;
    int p1 = Math.min(pixel + 1, last);
    int p2 = Math.min(pixel + 2, last);
    int p3 = Math.min(pixel + 3, last);
    int p4 = Math.min(pixel + 4, last);
    int p5 = Math.min(pixel + 5, last);
    int a0 = offset + bases[p0];
    int a1 = offset + bases[p1];
    int a2 = offset + bases[p2];
    int a3 = offset + bases[p3];
    int a4 = offset + bases[p4];
    int a5 = offset + bases[p5];
    int o0 = to + p0 * stride;
    int o1 = to + p1 * stride;
    int o2 = to + p2 * stride;
    int o3 = to + p3 * stride;
    int o4 = to + p4 * stride;
    int o5 = to + p5 * stride;
    FloatVector s00;
    FloatVector s01;
    FloatVector s10;
    FloatVector s11;
    FloatVector s20;
    FloatVector s21;
    FloatVector s30;
    FloatVector s31;
    FloatVector s40;
    FloatVector s41;
    FloatVector s50;
    FloatVector s51;
    if (ends.first) {
      s00 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom);
      s01 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom + 1 * LANES);
      s10 = s00;
      s11 = s01;
      s20 = s00;
      s21 = s01;
      s30 = s00;
      s31 = s01;
      s40 = s00;
      s41 = s01;
      s50 = s00;
      s51 = s01;
    } else {
      s00 = FloatVector.fromArray(SPECIES, out, o0);
      s01 = FloatVector.fromArray(SPECIES, out, o0 + 1 * LANES);
      s10 = FloatVector.fromArray(SPECIES, out, o1);
      s11 = FloatVector.fromArray(SPECIES, out, o1 + 1 * LANES);
      s20 = FloatVector.fromArray(SPECIES, out, o2);
      s21 = FloatVector.fromArray(SPECIES, out, o2 + 1 * LANES);
      s30 = FloatVector.fromArray(SPECIES, out, o3);
      s31 = FloatVector.fromArray(SPECIES, out, o3 + 1 * LANES);
      s40 = FloatVector.fromArray(SPECIES, out, o4);
      s41 = FloatVector.fromArray(SPECIES, out, o4 + 1 * LANES);
      s50 = FloatVector.fromArray(SPECIES, out, o5);
      s51 = FloatVector.fromArray(SPECIES, out, o5 + 1 * LANES);
    }
    for (int k = 0; k < depth; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, from + k * (2 * LANES));
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, from + k * (2 * LANES) + 1 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
    }
    if (ends.last) {
      FloatVector low = FloatVector.broadcast(SPECIES, ends.low);
      FloatVector high = FloatVector.broadcast(SPECIES, ends.high);
      s00 = clamp(s00, low, high);
      s01 = clamp(s01, low, high);
      s10 = clamp(s10, low, high);
      s11 = clamp(s11, low, high);
      s20 = clamp(s20, low, high);
      s21 = clamp(s21, low, high);
      s30 = clamp(s30, low, high);
      s31 = clamp(s31, low, high);
      s40 = clamp(s40, low, high);
      s41 = clamp(s41, low, high);
      s50 = clamp(s50, low, high);
      s51 = clamp(s51, low, high);
    }
    s00.intoArray(out, o0);
    s01.intoArray(out, o0 + 1 * LANES);
    s10.intoArray(out, o1);
    s11.intoArray(out, o1 + 1 * LANES);
    s20.intoArray(out, o2);
    s21.intoArray(out, o2 + 1 * LANES);
    s30.intoArray(out, o3);
    s31.intoArray(out, o3 + 1 * LANES);
    s40.intoArray(out, o4);
    s41.intoArray(out, o4 + 1 * LANES);
    s50.intoArray(out, o5);
    s51.intoArray(out, o5 + 1 * LANES);
  }

  /// 10 pixels × 1 vector of filters.
  private static void tile10x1(
      float[] a,
      int offset,
      int[] bases,
      int pixel,
      int last,
      int depth,
      float[] w,
      int from,
      float[] out,
      int to,
      int stride,
      Ends ends) {
    int p0 = pixel;
    int p1 = Math.min(pixel + 1, last);
    int p2 = Math.min(pixel + 2, last);
    int p3 = Math.min(pixel + 3, last);
    int p4 = Math.min(pixel + 4, last);
    int p5 = Math.min(pixel + 5, last);
    int p6 = Math.min(pixel + 6, last);
    int p7 = Math.min(pixel + 7, last);
    int p8 = Math.min(pixel + 8, last);
    int p9 = Math.min(pixel + 9, last);
    int a0 = offset + bases[p0];
    int a1 = offset + bases[p1];
    int a2 = offset + bases[p2];
    int a3 = offset + bases[p3];
    int a4 = offset + bases[p4];
    int a5 = offset + bases[p5];
    int a6 = offset + bases[p6];
    int a7 = offset + bases[p7];
    int a8 = offset + bases[p8];
    int a9 = offset + bases[p9];
    int o0 = to + p0 * stride;
    int o1 = to + p1 * stride;
    int o2 = to + p2 * stride;
    int o3 = to + p3 * stride;
    int o4 = to + p4 * stride;
    int o5 = to + p5 * stride;
    int o6 = to + p6 * stride;
    int o7 = to + p7 * stride;
    int o8 = to + p8 * stride;
    int o9 = to + p9 * stride;
    FloatVector s00;
    FloatVector s10;
    FloatVector s20;
    FloatVector s30;
    FloatVector s40;
    FloatVector s50;
    FloatVector s60;
    FloatVector s70;
    FloatVector s80;
    FloatVector s90;
    if (ends.first) {
      s00 = FloatVector.fromArray(SPECIES, ends.bias, ends.biasFrom);
      s10 = s00;
      s20 = s00;
      s30 = s00;
      s40 = s00;
      s50 = s00;
      s60 = s00;
      s70 = s00;
      s80 = s00;
      s90 = s00;
    } else {
      s00 = FloatVector.fromArray(SPECIES, out, o0);
      s10 = FloatVector.fromArray(SPECIES, out, o1);
      s20 = FloatVector.fromArray(SPECIES, out, o2);
      s30 = FloatVector.fromArray(SPECIES, out, o3);
      s40 = FloatVector.fromArray(SPECIES, out, o4);
      s50 = FloatVector.fromArray(SPECIES, out, o5);
      s60 = FloatVector.fromArray(SPECIES, out, o6);
      s70 = FloatVector.fromArray(SPECIES, out, o7);
      s80 = FloatVector.fromArray(SPECIES, out, o8);
      s90 = FloatVector.fromArray(SPECIES, out, o9);
    }
    for (int k = 0; k < depth; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, from + k * (1 * LANES));
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      s10 = x1.fma(w0, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      s20 = x2.fma(w0, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      s30 = x3.fma(w0, s30);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      s40 = x4.fma(w0, s40);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      s50 = x5.fma(w0, s50);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + k]);
      s60 = x6.fma(w0, s60);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + k]);
      s70 = x7.fma(w0, s70);
      FloatVector x8 = FloatVector.broadcast(SPECIES, a[a8 + k]);
      s80 = x8.fma(w0, s80);
      FloatVector x9 = FloatVector.broadcast(SPECIES, a[a9 + k]);
      s90 = x9.fma(w0, s90);
    }
    if (ends.last) {
      FloatVector low = FloatVector.broadcast(SPECIES, ends.low);
      FloatVector high = FloatVector.broadcast(SPECIES, ends.high);
      s00 = clamp(s00, low, high);
      s10 = clamp(s10, low, high);
      s20 = clamp(s20, low, high);
      s30 = clamp(s30, low, high);
      s40 = clamp(s40, low, high);
      s50 = clamp(s50, low, high);
      s60 = clamp(s60, low, high);
      s70 = clamp(s70, low, high);
      s80 = clamp(s80, low, high);
      s90 = clamp(s90, low, high);
    }
    s00.intoArray(out, o0);
    s10.intoArray(out, o1);
    s20.intoArray(out, o2);
    s30.intoArray(out, o3);
    s40.intoArray(out, o4);
    s50.intoArray(out, o5);
    s60.intoArray(out, o6);
    s70.intoArray(out, o7);
    s80.intoArray(out, o8);
    s90.intoArray(out, o9);
  }
}
