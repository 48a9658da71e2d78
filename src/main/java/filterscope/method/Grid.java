package filterscope.method;

/// The integers that a weight of `b` bits can be, before its group's scale multiplies it (`methods.md` sections 2 and 6).
public enum Grid {
  /// The odd integers `−(2^b−1) … 2^b−1`: all `2^b` codes are used, zero is not on the grid, and a level splits without loss
  /// into `b` planes of {−1, +1}. One bit is {−1, +1}.
  ODD,
  /// All integers `−(2^{b−1}−1) … 2^{b−1}−1`: zero is on the grid, one of the `2^b` codes stays unused. Needs two bits.
  SYMMETRIC;

  /// The largest level; the smallest is its opposite.
  public int top(int bits) {
    return switch (this) {
      case ODD -> (1 << bits) - 1;
      case SYMMETRIC -> (1 << (bits - 1)) - 1;
    };
  }

  /// The level nearest to a number, clipped to the grid; a number halfway between two levels takes the larger, so that
  /// sign(0) = +1 with one bit.
  public int nearest(double x, int bits) {
    double level =
        switch (this) {
          case ODD -> 2 * Math.floor(x / 2) + 1;
          case SYMMETRIC -> Math.floor(x + 0.5);
        };
    int top = top(bits);
    return (int) Math.max(-top, Math.min(top, level));
  }

  /// Where the numbers end that [#nearest] gives a level: halfway to the next one.
  public double above(int level) {
    return switch (this) {
      case ODD -> level + 1.0;
      case SYMMETRIC -> level + 0.5;
    };
  }

  /// Whether an integer is on the grid.
  public boolean holds(int level, int bits) {
    return Math.abs(level) <= top(bits) && (this == SYMMETRIC || (level & 1) != 0);
  }
}
