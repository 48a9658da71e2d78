package filterscope.kernel;

/// How an accumulator becomes a small integer without a float: `y = (clamp(acc, low, high)·multiplier + 2^{shift−1}) >> shift`
/// (integer-arithmetic-only networks with bounded ReLU, arXiv 2006.11735; `methods.md` section 9).
///
/// @param low the least accumulator that keeps a value of its own: 0 behind a ReLU
/// @param high the largest one: the bound
/// @param multiplier `mul`
/// @param shift `i`, 0 to 30
public record Requantization(long low, long high, long multiplier, int shift) {
  /// The largest result: 7 bits without a sign, or 8 with one.
  public static final int LARGEST = 127;

  private static final int MOST_SHIFT = 30;

  /// To `−127 … 127` or `0 … 127`, so that the bound becomes 127: the smallest shift `i` with `mul = round(127.5·2^i/u_q)` and
  /// `|u_q·mul/2^i − 127| < 0.5`.
  ///
  /// @param bound `u_q`: the accumulator at the bound of the activations, positive
  /// @param low the least accumulator that counts, at least `−u_q`
  public static Requantization toBound(long bound, long low) {
    for (int shift = 0; shift <= MOST_SHIFT; shift++) {
      long multiplier = Math.round(127.5 * (1L << shift) / bound);
      if (Math.abs((double) bound * multiplier / (1L << shift) - LARGEST) < 0.5) {
        return new Requantization(low, bound, multiplier, shift);
      }
    }
    // So few accumulators below the bound that 127.5/u_q is exact in binary: aim at 127 itself.
    return new Requantization(
        low, bound, Math.round((double) LARGEST * (1L << MOST_SHIFT) / bound), MOST_SHIFT);
  }

  /// To another scale: `acc·ratio`, between two results.
  ///
  /// @param ratio positive
  public static Requantization byRatio(double ratio, long least, long most) {
    int shift = 0;
    while (shift < 30 && ratio * (1L << shift) < 1 << 14) {
      shift++;
    }
    long multiplier = Math.max(1, Math.round(ratio * (1L << shift)));
    return new Requantization(
        (long) Math.floor(least / ratio), (long) Math.ceil(most / ratio), multiplier, shift);
  }

  /// The result; halves round up.
  public int apply(long accumulator) {
    long clamped = Math.min(Math.max(accumulator, low), high);
    long half = shift == 0 ? 0 : 1L << (shift - 1);
    return (int) ((clamped * multiplier + half) >> shift);
  }
}
