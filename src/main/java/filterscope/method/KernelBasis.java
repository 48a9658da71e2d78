package filterscope.method;

/// The first `P` functions of a family at the `k` points of one side of a kernel (ApproxConv, arXiv 2210.08951).
///
/// @param functions `P`, at most as many as points
/// @param points `k`
public record KernelBasis(Family family, int functions, int points) {
  /// The families.
  public enum Family {
    /// `φ_i(x) = cos(i·x)` at points evenly from `0.2π` to `0.8π`.
    COSINE,
    /// The Chebyshev polynomials `T_i(x)` at points evenly from −1 to 1.
    CHEBYSHEV
  }

  public KernelBasis {
    if (functions < 1 || functions > points) {
      throw new IllegalArgumentException(
          functions + " functions cannot be told apart at " + points + " points");
    }
  }

  /// `φ_i` at a point; the only point of a side of one tap lies in the middle.
  public double value(int function, int point) {
    double place = points == 1 ? 0.5 : (double) point / (points - 1);
    return switch (family) {
      case COSINE -> Math.cos(function * Math.PI * (0.2 + 0.6 * place));
      case CHEBYSHEV -> Math.cos(function * Math.acos(2 * place - 1));
    };
  }
}
