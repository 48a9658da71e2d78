package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of a weight gradient: sums of outer products of source floats and output gradients over a block of
/// output pixels, added to what `sum` holds. Lanes are filters.
final class OuterTiles {
  private static final VectorSpecies<Float> SPECIES = GatherTiles.SPECIES;
  private static final int LANES = GatherTiles.LANES;

  /// Source floats of one tile.
  static final int SOURCES = 5;

  private OuterTiles() {}

  /// The pixels over which a tile sums: `rows×columns`, with the distance of neighbours in the source and in the gradient.
  record Pixels(int rows, int columns, int xRow, int xColumn, int dyRow, int dyColumn) {}

  /// Five neighbouring source floats, two vectors of filters.
  static void fiveByTwo(
      float[] x, int from, float[] dy, int dyFrom, Pixels pixels, float[] sum, int to, int stride) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, sum, to);
    FloatVector a1 = FloatVector.fromArray(SPECIES, sum, to + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, sum, to + stride);
    FloatVector b1 = FloatVector.fromArray(SPECIES, sum, to + stride + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, sum, to + 2 * stride);
    FloatVector c1 = FloatVector.fromArray(SPECIES, sum, to + 2 * stride + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, sum, to + 3 * stride);
    FloatVector d1 = FloatVector.fromArray(SPECIES, sum, to + 3 * stride + LANES);
    FloatVector e0 = FloatVector.fromArray(SPECIES, sum, to + 4 * stride);
    FloatVector e1 = FloatVector.fromArray(SPECIES, sum, to + 4 * stride + LANES);
    int columns = pixels.columns();
    int xColumn = pixels.xColumn();
    int dyColumn = pixels.dyColumn();
    for (int row = 0; row < pixels.rows(); row++) {
      int p = from + row * pixels.xRow();
      int q = dyFrom + row * pixels.dyRow();
      for (int column = 0; column < columns; column++) {
        FloatVector u = FloatVector.fromArray(SPECIES, dy, q);
        FloatVector v = FloatVector.fromArray(SPECIES, dy, q + LANES);
        FloatVector s = FloatVector.broadcast(SPECIES, x[p]);
        a0 = s.fma(u, a0);
        a1 = s.fma(v, a1);
        s = FloatVector.broadcast(SPECIES, x[p + 1]);
        b0 = s.fma(u, b0);
        b1 = s.fma(v, b1);
        s = FloatVector.broadcast(SPECIES, x[p + 2]);
        c0 = s.fma(u, c0);
        c1 = s.fma(v, c1);
        s = FloatVector.broadcast(SPECIES, x[p + 3]);
        d0 = s.fma(u, d0);
        d1 = s.fma(v, d1);
        s = FloatVector.broadcast(SPECIES, x[p + 4]);
        e0 = s.fma(u, e0);
        e1 = s.fma(v, e1);
        p += xColumn;
        q += dyColumn;
      }
    }
    a0.intoArray(sum, to);
    a1.intoArray(sum, to + LANES);
    b0.intoArray(sum, to + stride);
    b1.intoArray(sum, to + stride + LANES);
    c0.intoArray(sum, to + 2 * stride);
    c1.intoArray(sum, to + 2 * stride + LANES);
    d0.intoArray(sum, to + 3 * stride);
    d1.intoArray(sum, to + 3 * stride + LANES);
    e0.intoArray(sum, to + 4 * stride);
    e1.intoArray(sum, to + 4 * stride + LANES);
  }

  /// Five neighbouring source floats, the filters of one vector that are under the mask.
  static void fiveByOne(
      float[] x,
      int from,
      float[] dy,
      int dyFrom,
      Pixels pixels,
      float[] sum,
      int to,
      int stride,
      VectorMask<Float> mask) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, sum, to, mask);
    FloatVector b0 = FloatVector.fromArray(SPECIES, sum, to + stride, mask);
    FloatVector c0 = FloatVector.fromArray(SPECIES, sum, to + 2 * stride, mask);
    FloatVector d0 = FloatVector.fromArray(SPECIES, sum, to + 3 * stride, mask);
    FloatVector e0 = FloatVector.fromArray(SPECIES, sum, to + 4 * stride, mask);
    int columns = pixels.columns();
    int xColumn = pixels.xColumn();
    int dyColumn = pixels.dyColumn();
    for (int row = 0; row < pixels.rows(); row++) {
      int p = from + row * pixels.xRow();
      int q = dyFrom + row * pixels.dyRow();
      for (int column = 0; column < columns; column++) {
        FloatVector u = FloatVector.fromArray(SPECIES, dy, q, mask);
        a0 = FloatVector.broadcast(SPECIES, x[p]).fma(u, a0);
        b0 = FloatVector.broadcast(SPECIES, x[p + 1]).fma(u, b0);
        c0 = FloatVector.broadcast(SPECIES, x[p + 2]).fma(u, c0);
        d0 = FloatVector.broadcast(SPECIES, x[p + 3]).fma(u, d0);
        e0 = FloatVector.broadcast(SPECIES, x[p + 4]).fma(u, e0);
        p += xColumn;
        q += dyColumn;
      }
    }
    a0.intoArray(sum, to, mask);
    b0.intoArray(sum, to + stride, mask);
    c0.intoArray(sum, to + 2 * stride, mask);
    d0.intoArray(sum, to + 3 * stride, mask);
    e0.intoArray(sum, to + 4 * stride, mask);
  }

  /// One source float, the filters of one vector that are under the mask.
  static void oneByOne(
      float[] x,
      int from,
      float[] dy,
      int dyFrom,
      Pixels pixels,
      float[] sum,
      int to,
      VectorMask<Float> mask) {
    FloatVector total = FloatVector.fromArray(SPECIES, sum, to, mask);
    for (int row = 0; row < pixels.rows(); row++) {
      int p = from + row * pixels.xRow();
      int q = dyFrom + row * pixels.dyRow();
      for (int column = 0; column < pixels.columns(); column++) {
        FloatVector u = FloatVector.fromArray(SPECIES, dy, q, mask);
        total = FloatVector.broadcast(SPECIES, x[p]).fma(u, total);
        p += pixels.xColumn();
        q += pixels.dyColumn();
      }
    }
    total.intoArray(sum, to, mask);
  }
}
