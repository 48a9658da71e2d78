package filterscope.engine;

import filterscope.kernel.ActivationGrid;

/// How a value of the network is held as integers: `x ≈ scale·q` with `q` between two bounds.
record IntegerValue(double scale, int low, int high) {
  /// Bits behind the point of a value that only sums take, in units of the sum's own scale.
  static final int FRACTION_BITS = 8;

  private static final int WIDE = 1 << 20;

  /// What a layer takes in.
  static IntegerValue of(ActivationGrid grid) {
    boolean signed = grid instanceof ActivationGrid.Signed;
    return new IntegerValue(grid.step(), signed ? -grid.largest() : 0, grid.largest());
  }

  /// An operand of a sum of that scale, held more finely.
  static IntegerValue operandOf(IntegerValue sum) {
    return new IntegerValue(sum.scale / (1 << FRACTION_BITS), -WIDE, WIDE);
  }

  boolean isWide() {
    return high == WIDE;
  }
}
