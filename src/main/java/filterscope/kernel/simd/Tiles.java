package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The micro-kernels: a tile of pixels × vectors of filters is summed over one contiguous run of inputs, all sums in
/// registers. Straight-line on purpose: a loop over an array of vectors would put them on the heap. Hence the length: one
/// method for each size of tile, the same lines with other counts, all held to the scalar definition by tests.
///
/// A tile that reaches past the last pixel repeats that pixel, which computes and stores the same numbers again.
final class Tiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private Tiles() {}

  /// The widest block of filters that one tile takes, in vectors.
  static int mostVectors() {
    return Lanes.FEW_REGISTERS ? 2 : 4;
  }

  /// Sums one run of inputs into the outputs of pixels `first` to `end` (exclusive).
  ///
  /// @param vectors width of the block of filters: 1, 2 or 4
  /// @param a the inputs; pixel `p` reads `depth` floats from `offset + bases[p]` on
  /// @param w packed weights `[k][filter]` from `from` on
  /// @param out pixel `p`'s sums lie at `to + p * stride`
  /// @param start what pixel `p`'s sums start with lies at `begin + p * perPixel`
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
      float[] start,
      int begin,
      int perPixel) {
    int last = end - 1;
    switch (vectors) {
      case 4 -> {
        int tiles = (end - first + 5) / 6;
        int fives = Math.min(tiles, 6 * tiles - (end - first));
        int pixel = first;
        for (int tile = fives; tile < tiles; tile++, pixel += 6) {
          tile6x4(
              a, offset, bases, pixel, last, depth, w, from, out, to, stride, start, begin,
              perPixel);
        }
        for (; pixel < end; pixel += 5) {
          tile5x4(
              a, offset, bases, pixel, last, depth, w, from, out, to, stride, start, begin,
              perPixel);
        }
      }
      case 2 -> {
        if (Lanes.FEW_REGISTERS) {
          for (int pixel = first; pixel < end; pixel += 6) {
            tile6x2(
                a, offset, bases, pixel, last, depth, w, from, out, to, stride, start, begin,
                perPixel);
          }
        } else {
          for (int pixel = first; pixel < end; pixel += 10) {
            tile10x2(
                a, offset, bases, pixel, last, depth, w, from, out, to, stride, start, begin,
                perPixel);
          }
        }
      }
      default -> {
        for (int pixel = first; pixel < end; pixel += 10) {
          tile10x1(
              a, offset, bases, pixel, last, depth, w, from, out, to, stride, start, begin,
              perPixel);
        }
      }
    }
  }

  /// Copies at least `count` numbers, and whatever follows them up to a whole vector.
  static void copyGenerously(float[] from, int source, float[] to, int target, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector.fromArray(SPECIES, from, source + i).intoArray(to, target + i);
    }
  }

  /// Clamps `count` numbers; NaN stays NaN.
  static void clamp(float[] out, int from, int count, float low, float high) {
    int whole = SPECIES.loopBound(count);
    clamp(out, from, 0, whole, 0, 1, low, high);
    for (int i = from + whole; i < from + count; i++) {
      out[i] = Math.min(Math.max(out[i], low), high);
    }
  }

  /// Clamps the sums of pixels `first` to `end` (exclusive); NaN stays NaN.
  ///
  /// @param width how many sums of each pixel, a multiple of the lanes
  static void clamp(
      float[] out, int to, int stride, int width, int first, int end, float low, float high) {
    FloatVector lows = FloatVector.broadcast(SPECIES, low);
    FloatVector highs = FloatVector.broadcast(SPECIES, high);
    for (int pixel = first; pixel < end; pixel++) {
      int row = to + pixel * stride;
      for (int lane = 0; lane < width; lane += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, out, row + lane);
        FloatVector raised = x.blend(lows, x.compare(VectorOperators.LT, lows));
        raised.blend(highs, raised.compare(VectorOperators.GT, highs)).intoArray(out, row + lane);
      }
    }
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
      float[] start,
      int begin,
      int perPixel) {
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel);
    FloatVector s01 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel + 1 * LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel);
    FloatVector s11 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel + 1 * LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel + 3 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel);
    FloatVector s21 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel + 1 * LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel + 2 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel + 3 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel);
    FloatVector s31 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel + 1 * LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel + 2 * LANES);
    FloatVector s33 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel + 3 * LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel);
    FloatVector s41 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel + 1 * LANES);
    FloatVector s42 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel + 2 * LANES);
    FloatVector s43 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel + 3 * LANES);
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
    s00.intoArray(out, to + p0 * stride);
    s01.intoArray(out, to + p0 * stride + 1 * LANES);
    s02.intoArray(out, to + p0 * stride + 2 * LANES);
    s03.intoArray(out, to + p0 * stride + 3 * LANES);
    s10.intoArray(out, to + p1 * stride);
    s11.intoArray(out, to + p1 * stride + 1 * LANES);
    s12.intoArray(out, to + p1 * stride + 2 * LANES);
    s13.intoArray(out, to + p1 * stride + 3 * LANES);
    s20.intoArray(out, to + p2 * stride);
    s21.intoArray(out, to + p2 * stride + 1 * LANES);
    s22.intoArray(out, to + p2 * stride + 2 * LANES);
    s23.intoArray(out, to + p2 * stride + 3 * LANES);
    s30.intoArray(out, to + p3 * stride);
    s31.intoArray(out, to + p3 * stride + 1 * LANES);
    s32.intoArray(out, to + p3 * stride + 2 * LANES);
    s33.intoArray(out, to + p3 * stride + 3 * LANES);
    s40.intoArray(out, to + p4 * stride);
    s41.intoArray(out, to + p4 * stride + 1 * LANES);
    s42.intoArray(out, to + p4 * stride + 2 * LANES);
    s43.intoArray(out, to + p4 * stride + 3 * LANES);
  }

  /// 6 pixels × 4 vectors of filters.
  private static void tile6x4(
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
      float[] start,
      int begin,
      int perPixel) {
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel);
    FloatVector s01 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel + 1 * LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel);
    FloatVector s11 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel + 1 * LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel + 3 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel);
    FloatVector s21 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel + 1 * LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel + 2 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel + 3 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel);
    FloatVector s31 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel + 1 * LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel + 2 * LANES);
    FloatVector s33 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel + 3 * LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel);
    FloatVector s41 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel + 1 * LANES);
    FloatVector s42 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel + 2 * LANES);
    FloatVector s43 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel + 3 * LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel);
    FloatVector s51 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel + 1 * LANES);
    FloatVector s52 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel + 2 * LANES);
    FloatVector s53 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel + 3 * LANES);
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
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
      s52 = x5.fma(w2, s52);
      s53 = x5.fma(w3, s53);
    }
    s00.intoArray(out, to + p0 * stride);
    s01.intoArray(out, to + p0 * stride + 1 * LANES);
    s02.intoArray(out, to + p0 * stride + 2 * LANES);
    s03.intoArray(out, to + p0 * stride + 3 * LANES);
    s10.intoArray(out, to + p1 * stride);
    s11.intoArray(out, to + p1 * stride + 1 * LANES);
    s12.intoArray(out, to + p1 * stride + 2 * LANES);
    s13.intoArray(out, to + p1 * stride + 3 * LANES);
    s20.intoArray(out, to + p2 * stride);
    s21.intoArray(out, to + p2 * stride + 1 * LANES);
    s22.intoArray(out, to + p2 * stride + 2 * LANES);
    s23.intoArray(out, to + p2 * stride + 3 * LANES);
    s30.intoArray(out, to + p3 * stride);
    s31.intoArray(out, to + p3 * stride + 1 * LANES);
    s32.intoArray(out, to + p3 * stride + 2 * LANES);
    s33.intoArray(out, to + p3 * stride + 3 * LANES);
    s40.intoArray(out, to + p4 * stride);
    s41.intoArray(out, to + p4 * stride + 1 * LANES);
    s42.intoArray(out, to + p4 * stride + 2 * LANES);
    s43.intoArray(out, to + p4 * stride + 3 * LANES);
    s50.intoArray(out, to + p5 * stride);
    s51.intoArray(out, to + p5 * stride + 1 * LANES);
    s52.intoArray(out, to + p5 * stride + 2 * LANES);
    s53.intoArray(out, to + p5 * stride + 3 * LANES);
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
      float[] start,
      int begin,
      int perPixel) {
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel);
    FloatVector s01 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel + 1 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel);
    FloatVector s11 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel + 1 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel);
    FloatVector s21 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel + 1 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel);
    FloatVector s31 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel + 1 * LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel);
    FloatVector s41 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel + 1 * LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel);
    FloatVector s51 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel + 1 * LANES);
    FloatVector s60 = FloatVector.fromArray(SPECIES, start, begin + p6 * perPixel);
    FloatVector s61 = FloatVector.fromArray(SPECIES, start, begin + p6 * perPixel + 1 * LANES);
    FloatVector s70 = FloatVector.fromArray(SPECIES, start, begin + p7 * perPixel);
    FloatVector s71 = FloatVector.fromArray(SPECIES, start, begin + p7 * perPixel + 1 * LANES);
    FloatVector s80 = FloatVector.fromArray(SPECIES, start, begin + p8 * perPixel);
    FloatVector s81 = FloatVector.fromArray(SPECIES, start, begin + p8 * perPixel + 1 * LANES);
    FloatVector s90 = FloatVector.fromArray(SPECIES, start, begin + p9 * perPixel);
    FloatVector s91 = FloatVector.fromArray(SPECIES, start, begin + p9 * perPixel + 1 * LANES);
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
    s00.intoArray(out, to + p0 * stride);
    s01.intoArray(out, to + p0 * stride + 1 * LANES);
    s10.intoArray(out, to + p1 * stride);
    s11.intoArray(out, to + p1 * stride + 1 * LANES);
    s20.intoArray(out, to + p2 * stride);
    s21.intoArray(out, to + p2 * stride + 1 * LANES);
    s30.intoArray(out, to + p3 * stride);
    s31.intoArray(out, to + p3 * stride + 1 * LANES);
    s40.intoArray(out, to + p4 * stride);
    s41.intoArray(out, to + p4 * stride + 1 * LANES);
    s50.intoArray(out, to + p5 * stride);
    s51.intoArray(out, to + p5 * stride + 1 * LANES);
    s60.intoArray(out, to + p6 * stride);
    s61.intoArray(out, to + p6 * stride + 1 * LANES);
    s70.intoArray(out, to + p7 * stride);
    s71.intoArray(out, to + p7 * stride + 1 * LANES);
    s80.intoArray(out, to + p8 * stride);
    s81.intoArray(out, to + p8 * stride + 1 * LANES);
    s90.intoArray(out, to + p9 * stride);
    s91.intoArray(out, to + p9 * stride + 1 * LANES);
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
      float[] start,
      int begin,
      int perPixel) {
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel);
    FloatVector s01 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel + 1 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel);
    FloatVector s11 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel + 1 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel);
    FloatVector s21 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel + 1 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel);
    FloatVector s31 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel + 1 * LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel);
    FloatVector s41 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel + 1 * LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel);
    FloatVector s51 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel + 1 * LANES);
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
    s00.intoArray(out, to + p0 * stride);
    s01.intoArray(out, to + p0 * stride + 1 * LANES);
    s10.intoArray(out, to + p1 * stride);
    s11.intoArray(out, to + p1 * stride + 1 * LANES);
    s20.intoArray(out, to + p2 * stride);
    s21.intoArray(out, to + p2 * stride + 1 * LANES);
    s30.intoArray(out, to + p3 * stride);
    s31.intoArray(out, to + p3 * stride + 1 * LANES);
    s40.intoArray(out, to + p4 * stride);
    s41.intoArray(out, to + p4 * stride + 1 * LANES);
    s50.intoArray(out, to + p5 * stride);
    s51.intoArray(out, to + p5 * stride + 1 * LANES);
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
      float[] start,
      int begin,
      int perPixel) {
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, start, begin + p0 * perPixel);
    FloatVector s10 = FloatVector.fromArray(SPECIES, start, begin + p1 * perPixel);
    FloatVector s20 = FloatVector.fromArray(SPECIES, start, begin + p2 * perPixel);
    FloatVector s30 = FloatVector.fromArray(SPECIES, start, begin + p3 * perPixel);
    FloatVector s40 = FloatVector.fromArray(SPECIES, start, begin + p4 * perPixel);
    FloatVector s50 = FloatVector.fromArray(SPECIES, start, begin + p5 * perPixel);
    FloatVector s60 = FloatVector.fromArray(SPECIES, start, begin + p6 * perPixel);
    FloatVector s70 = FloatVector.fromArray(SPECIES, start, begin + p7 * perPixel);
    FloatVector s80 = FloatVector.fromArray(SPECIES, start, begin + p8 * perPixel);
    FloatVector s90 = FloatVector.fromArray(SPECIES, start, begin + p9 * perPixel);
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
    s00.intoArray(out, to + p0 * stride);
    s10.intoArray(out, to + p1 * stride);
    s20.intoArray(out, to + p2 * stride);
    s30.intoArray(out, to + p3 * stride);
    s40.intoArray(out, to + p4 * stride);
    s50.intoArray(out, to + p5 * stride);
    s60.intoArray(out, to + p6 * stride);
    s70.intoArray(out, to + p7 * stride);
    s80.intoArray(out, to + p8 * stride);
    s90.intoArray(out, to + p9 * stride);
  }
}
