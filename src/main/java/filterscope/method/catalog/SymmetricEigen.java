package filterscope.method.catalog;

/// All eigenvalues and eigenvectors of a real symmetric matrix: Householder reduction to a tridiagonal matrix, then QL steps with
/// Wilkinson's shift (Golub and Van Loan, *Matrix Computations*, sections 8.3 and 8.4). Rows of the working matrices lie together, so
/// that every inner loop runs along memory.
///
/// The linear algebra of ND4J is not used here: loading it takes seconds and prints to standard output, and its singular values of
/// a 1536×1536 matrix took 61 s where this takes a few.
final class SymmetricEigen {
  private static final int MOST_SWEEPS = 60;

  private final int size;
  private final double[] diagonal;
  private final double[] beside;

  /// Row `i` is the eigenvector of `diagonal[i]`.
  private final double[][] vectors;

  /// @param matrix symmetric, row by row; overwritten
  SymmetricEigen(double[][] matrix) {
    size = matrix.length;
    diagonal = new double[size];
    beside = new double[size];
    vectors = new double[size][size];
    double[][] reflectors = reduce(matrix);
    accumulate(reflectors);
    iterate();
  }

  double value(int index) {
    return diagonal[index];
  }

  /// The unit vector of an eigenvalue; read only.
  double[] vector(int index) {
    return vectors[index];
  }

  /// `A ← H A H` with `H = I − 2vvᵀ` until only the diagonal and its neighbours are left. Answers the unit vectors `v`.
  private double[][] reduce(double[][] a) {
    double[][] reflectors = new double[Math.max(0, size - 2)][];
    double[] product = new double[size];
    for (int column = 0; column < size - 2; column++) {
      double[] row = a[column];
      double norm = 0;
      for (int index = column + 1; index < size; index++) {
        norm = Math.hypot(norm, row[index]);
      }
      double[] v = new double[size];
      double target = row[column + 1] > 0 ? -norm : norm;
      diagonal[column] = row[column];
      beside[column] = target;
      double length = 0;
      for (int index = column + 1; index < size; index++) {
        v[index] = index == column + 1 ? row[index] - target : row[index];
        length += v[index] * v[index];
      }
      if (length == 0) {
        continue;
      }
      double scale = 1 / Math.sqrt(length);
      for (int index = column + 1; index < size; index++) {
        v[index] *= scale;
      }
      reflectors[column] = v;
      double along = 0;
      for (int index = column + 1; index < size; index++) {
        product[index] = 2 * dot(a[index], v, column + 1);
        along += product[index] * v[index];
      }
      for (int index = column + 1; index < size; index++) {
        product[index] -= along * v[index];
      }
      for (int index = column + 1; index < size; index++) {
        subtract(a[index], v[index], product, product[index], v, column + 1);
      }
    }
    for (int index = Math.max(0, size - 2); index < size; index++) {
      diagonal[index] = a[index][index];
      beside[index] = index + 1 < size ? a[index][index + 1] : 0;
    }
    return reflectors;
  }

  private double dot(double[] x, double[] y, int from) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int index = from;
    for (; index + 3 < size; index += 4) {
      sum0 += x[index] * y[index];
      sum1 += x[index + 1] * y[index + 1];
      sum2 += x[index + 2] * y[index + 2];
      sum3 += x[index + 3] * y[index + 3];
    }
    for (; index < size; index++) {
      sum0 += x[index] * y[index];
    }
    return sum0 + sum1 + sum2 + sum3;
  }

  /// `row −= p·x + q·y`.
  private void subtract(double[] row, double p, double[] x, double q, double[] y, int from) {
    for (int index = from; index < size; index++) {
      row[index] -= p * x[index] + q * y[index];
    }
  }

  /// `Qᵀ = H_{n−3} ⋯ H_0`, whose rows become the eigenvectors.
  private void accumulate(double[][] reflectors) {
    for (int index = 0; index < size; index++) {
      vectors[index][index] = 1;
    }
    double[] product = new double[size];
    for (int column = reflectors.length - 1; column >= 0; column--) {
      double[] v = reflectors[column];
      if (v == null) {
        continue;
      }
      // Q ← H Q on the transpose: each row of Qᵀ is one column of Q.
      for (int row = column + 1; row < size; row++) {
        product[row] = 2 * dot(vectors[row], v, column + 1);
      }
      for (int row = column + 1; row < size; row++) {
        double factor = product[row];
        double[] vector = vectors[row];
        for (int index = column + 1; index < size; index++) {
          vector[index] -= factor * v[index];
        }
      }
    }
  }

  private void iterate() {
    for (int first = 0; first < size; first++) {
      int sweeps = 0;
      int last = end(first);
      while (last > first) {
        if (++sweeps > MOST_SWEEPS) {
          throw new IllegalArgumentException(
              "the singular values of the weights do not settle; leave the layer float");
        }
        step(first, last);
        last = end(first);
      }
    }
  }

  /// Where the block that begins at `first` ends: behind it the tridiagonal matrix falls apart.
  private int end(int first) {
    int last = first;
    while (last < size - 1) {
      double around = Math.abs(diagonal[last]) + Math.abs(diagonal[last + 1]);
      if (Math.abs(beside[last]) <= Math.ulp(around)) {
        break;
      }
      last++;
    }
    return last;
  }

  /// One implicit QL step from `last` up to `first`.
  private void step(int first, int last) {
    double half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
    double root = Math.hypot(half, 1);
    double g =
        diagonal[last] - diagonal[first] + beside[first] / (half + Math.copySign(root, half));
    double sine = 1;
    double cosine = 1;
    double p = 0;
    int index = last - 1;
    for (; index >= first; index--) {
      double f = sine * beside[index];
      double b = cosine * beside[index];
      double r = Math.hypot(f, g);
      beside[index + 1] = r;
      if (r == 0) {
        diagonal[index + 1] -= p;
        beside[last] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = diagonal[index + 1] - p;
      r = (diagonal[index] - g) * sine + 2 * cosine * b;
      p = sine * r;
      diagonal[index + 1] = g + p;
      g = cosine * r - b;
      rotate(vectors[index], vectors[index + 1], cosine, sine);
    }
    diagonal[first] -= p;
    beside[first] = g;
    beside[last] = 0;
  }

  private void rotate(double[] lower, double[] upper, double cosine, double sine) {
    for (int index = 0; index < size; index++) {
      double value = upper[index];
      upper[index] = sine * lower[index] + cosine * value;
      lower[index] = cosine * lower[index] - sine * value;
    }
  }
}
