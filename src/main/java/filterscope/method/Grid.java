package filterscope.method;

/// The integers that a weight of `b` bits can be, before its group's scale multiplies it (`methods.md` sections 2 and 6).
public enum Grid {
  /// The odd integers `−(2^b−1) … 2^b−1`: all `2^b` codes are used, zero is not on the grid, and a level splits without loss
  /// into `b` planes of {−1, +1}. One bit is {−1, +1}.
  ODD,
  /// All integers `−(2^{b−1}−1) … 2^{b−1}−1`: zero is on the grid, one of the `2^b` codes stays unused. Needs two bits.
  SYMMETRIC,
  /// All integers `−2^{b−1} … 2^{b−1}−1`: zero is on the grid and every code is used, but there is one more negative level than there
  /// are positive ones. Needs two bits.
  TWOS_COMPLEMENT;

  /// The largest level.
  public int top(int bits) {
    return switch (this) {
      case ODD -> (1 << bits) - 1;
      case SYMMETRIC, TWOS_COMPLEMENT -> (1 << (bits - 1)) - 1;
    };
  }

  /// The smallest level.
  public int bottom(int bits) {
    return this == TWOS_COMPLEMENT ? -top(bits) - 1 : -top(bits);
  }

  /// The level nearest to a number, clipped to the grid; a number halfway between two levels takes the larger, so that
  /// sign(0) = +1 with one bit.
  public int nearest(double x, int bits) {
    double level =
        switch (this) {
          case ODD -> 2 * Math.floor(x / 2) + 1;
          case SYMMETRIC, TWOS_COMPLEMENT -> Math.floor(x + 0.5);
        };
    return (int) Math.max(bottom(bits), Math.min(top(bits), level));
  }

  /// Where the numbers end that [#nearest] gives a level: halfway to the next one.
  public double above(int level) {
    return switch (this) {
      case ODD -> level + 1.0;
      case SYMMETRIC, TWOS_COMPLEMENT -> level + 0.5;
    };
  }

  /// Whether an integer is on the grid.
  public boolean holds(int level, int bits) {
    return level >= bottom(bits) && level <= top(bits) && (this != ODD || (level & 1) != 0);
  }
}
