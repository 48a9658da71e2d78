package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of a gathered matrix product: for some pixels and a block of filters, the sum over runs of neighbouring
/// source floats times packed weights. Lanes are filters, so the order of a sum does not depend on the vector's width.
///
/// Five pixels by two vectors keep ten sums in registers, which also fits processors that have only sixteen: with six the
/// compiler spills, and takes more than twice as long. So it does where sums begin as one and the same zero. Bodies are
/// straight-line on purpose: helpers around vectors miss inlining limits and box.
final class GatherTiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /// Filters of one packed block: two vectors.
  static final int BLOCK = 2 * LANES;

  /// Pixels of one tile of two vectors.
  static final int PIXELS = 5;

  /// Pixels of one tile of one vector.
  static final int MORE_PIXELS = 10;

  private GatherTiles() {}

  /// Five pixels from `first` on, all filters of a full block.
  ///
  /// @param source for each pixel where its runs start, relative to `xBase`
  /// @param target for each pixel where its filters go, relative to `yBase`
  /// @param runs where each run starts, relative to a pixel's start
  static void fiveByTwo(
      float[] x,
      int xBase,
      int[] source,
      int first,
      int[] runs,
      int runLength,
      float[] packed,
      int packedFrom,
      float[] y,
      int yBase,
      int[] target) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = FloatVector.zero(SPECIES);
    FloatVector b0 = FloatVector.zero(SPECIES);
    FloatVector b1 = FloatVector.zero(SPECIES);
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector d1 = FloatVector.zero(SPECIES);
    FloatVector e0 = FloatVector.zero(SPECIES);
    FloatVector e1 = FloatVector.zero(SPECIES);
    int weight = packedFrom;
    for (int run : runs) {
      int a = xBase + source[first] + run;
      int b = xBase + source[first + 1] + run;
      int c = xBase + source[first + 2] + run;
      int d = xBase + source[first + 3] + run;
      int e = xBase + source[first + 4] + run;
      for (int k = 0; k < runLength; k++) {
        FloatVector u = FloatVector.fromArray(SPECIES, packed, weight + k * BLOCK);
        FloatVector v = FloatVector.fromArray(SPECIES, packed, weight + k * BLOCK + LANES);
        FloatVector s = FloatVector.broadcast(SPECIES, x[a + k]);
        a0 = s.fma(u, a0);
        a1 = s.fma(v, a1);
        s = FloatVector.broadcast(SPECIES, x[b + k]);
        b0 = s.fma(u, b0);
        b1 = s.fma(v, b1);
        s = FloatVector.broadcast(SPECIES, x[c + k]);
        c0 = s.fma(u, c0);
        c1 = s.fma(v, c1);
        s = FloatVector.broadcast(SPECIES, x[d + k]);
        d0 = s.fma(u, d0);
        d1 = s.fma(v, d1);
        s = FloatVector.broadcast(SPECIES, x[e + k]);
        e0 = s.fma(u, e0);
        e1 = s.fma(v, e1);
      }
      weight += runLength * BLOCK;
    }
    a0.intoArray(y, yBase + target[first]);
    a1.intoArray(y, yBase + target[first] + LANES);
    b0.intoArray(y, yBase + target[first + 1]);
    b1.intoArray(y, yBase + target[first + 1] + LANES);
    c0.intoArray(y, yBase + target[first + 2]);
    c1.intoArray(y, yBase + target[first + 2] + LANES);
    d0.intoArray(y, yBase + target[first + 3]);
    d1.intoArray(y, yBase + target[first + 3] + LANES);
    e0.intoArray(y, yBase + target[first + 4]);
    e1.intoArray(y, yBase + target[first + 4] + LANES);
  }

  /// Ten pixels from `first` on, one vector of filters, those under the mask stored.
  static void tenByOne(
      float[] x,
      int xBase,
      int[] source,
      int first,
      int[] runs,
      int runLength,
      float[] packed,
      int packedFrom,
      float[] y,
      int yBase,
      int[] target,
      VectorMask<Float> mask) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector b0 = FloatVector.zero(SPECIES);
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector e0 = FloatVector.zero(SPECIES);
    FloatVector f0 = FloatVector.zero(SPECIES);
    FloatVector g0 = FloatVector.zero(SPECIES);
    FloatVector h0 = FloatVector.zero(SPECIES);
    FloatVector i0 = FloatVector.zero(SPECIES);
    FloatVector j0 = FloatVector.zero(SPECIES);
    int weight = packedFrom;
    for (int run : runs) {
      int a = xBase + source[first] + run;
      int b = xBase + source[first + 1] + run;
      int c = xBase + source[first + 2] + run;
      int d = xBase + source[first + 3] + run;
      int e = xBase + source[first + 4] + run;
      int f = xBase + source[first + 5] + run;
      int g = xBase + source[first + 6] + run;
      int h = xBase + source[first + 7] + run;
      int i = xBase + source[first + 8] + run;
      int j = xBase + source[first + 9] + run;
      for (int k = 0; k < runLength; k++) {
        FloatVector u = FloatVector.fromArray(SPECIES, packed, weight + k * BLOCK);
        a0 = FloatVector.broadcast(SPECIES, x[a + k]).fma(u, a0);
        b0 = FloatVector.broadcast(SPECIES, x[b + k]).fma(u, b0);
        c0 = FloatVector.broadcast(SPECIES, x[c + k]).fma(u, c0);
        d0 = FloatVector.broadcast(SPECIES, x[d + k]).fma(u, d0);
        e0 = FloatVector.broadcast(SPECIES, x[e + k]).fma(u, e0);
        f0 = FloatVector.broadcast(SPECIES, x[f + k]).fma(u, f0);
        g0 = FloatVector.broadcast(SPECIES, x[g + k]).fma(u, g0);
        h0 = FloatVector.broadcast(SPECIES, x[h + k]).fma(u, h0);
        i0 = FloatVector.broadcast(SPECIES, x[i + k]).fma(u, i0);
        j0 = FloatVector.broadcast(SPECIES, x[j + k]).fma(u, j0);
      }
      weight += runLength * BLOCK;
    }
    a0.intoArray(y, yBase + target[first], mask);
    b0.intoArray(y, yBase + target[first + 1], mask);
    c0.intoArray(y, yBase + target[first + 2], mask);
    d0.intoArray(y, yBase + target[first + 3], mask);
    e0.intoArray(y, yBase + target[first + 4], mask);
    f0.intoArray(y, yBase + target[first + 5], mask);
    g0.intoArray(y, yBase + target[first + 6], mask);
    h0.intoArray(y, yBase + target[first + 7], mask);
    i0.intoArray(y, yBase + target[first + 8], mask);
    j0.intoArray(y, yBase + target[first + 9], mask);
  }

  /// One pixel, one vector of filters, those under the mask stored.
  static void oneByOne(
      float[] x,
      int from,
      int[] runs,
      int runLength,
      float[] packed,
      int packedFrom,
      float[] y,
      int to,
      VectorMask<Float> mask) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int weight = packedFrom;
    for (int run : runs) {
      for (int k = 0; k < runLength; k++) {
        FloatVector u = FloatVector.fromArray(SPECIES, packed, weight + k * BLOCK);
        sum = FloatVector.broadcast(SPECIES, x[from + run + k]).fma(u, sum);
      }
      weight += runLength * BLOCK;
    }
    sum.intoArray(y, to, mask);
  }
}
