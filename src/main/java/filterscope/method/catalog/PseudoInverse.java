package filterscope.method.catalog;

import filterscope.method.KernelBasis;

/// `Φ⁺ = (ΦᵀΦ)⁻¹Φᵀ` of the matrix that holds the values of basis functions: what takes values at points to the coefficients of the
/// least-squares fit.
final class PseudoInverse {
  private PseudoInverse() {}

  /// One row a function, one column a point.
  static double[][] of(KernelBasis basis) {
    int functions = basis.functions();
    int points = basis.points();
    double[][] rows = new double[functions][functions + points];
    for (int i = 0; i < functions; i++) {
      for (int point = 0; point < points; point++) {
        rows[i][functions + point] = basis.value(i, point);
        for (int j = 0; j < functions; j++) {
          rows[i][j] += basis.value(i, point) * basis.value(j, point);
        }
      }
    }
    eliminate(rows, functions);
    double[][] inverse = new double[functions][points];
    for (int i = 0; i < functions; i++) {
      System.arraycopy(rows[i], functions, inverse[i], 0, points);
    }
    return inverse;
  }

  /// Gauss and Jordan: the left part becomes the unit matrix. It is positive definite, so that pivots need no search.
  private static void eliminate(double[][] rows, int size) {
    for (int pivot = 0; pivot < size; pivot++) {
      double scale = 1 / rows[pivot][pivot];
      for (int column = 0; column < rows[pivot].length; column++) {
        rows[pivot][column] *= scale;
      }
      for (int row = 0; row < size; row++) {
        double factor = rows[row][pivot];
        if (row != pivot) {
          for (int column = 0; column < rows[row].length; column++) {
            rows[row][column] -= factor * rows[pivot][column];
          }
        }
      }
    }
  }
}
