package filterscope.method.catalog;

import java.util.stream.IntStream;

/// The best approximation of a matrix by one of rank `R` (Eckart and Young), as a product of two factors: `M ≈ P·Q`, `M` of
/// `rows×columns`, `P` of `rows×R`, `Q` of `R×columns`, both scaled by the square roots of the singular values. Found through the
/// eigenvectors of the smaller Gram matrix, in double precision.
final class TruncatedSvd {
  private final float[] matrix;
  private final int rows;
  private final int columns;
  private final boolean tall;
  private final SymmetricEigen eigen;
  private final int[] descending;

  /// @param matrix row by row; read only
  TruncatedSvd(float[] matrix, int rows, int columns) {
    this.matrix = matrix;
    this.rows = rows;
    this.columns = columns;
    this.tall = rows > columns;
    this.eigen = new SymmetricEigen(gram());
    this.descending =
        IntStream.range(0, Math.min(rows, columns))
            .boxed()
            .sorted((one, other) -> Double.compare(eigen.value(other), eigen.value(one)))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /// `M·Mᵀ`, or `Mᵀ·M` when that is smaller.
  private double[][] gram() {
    int size = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    double[][] vectors = new double[size][length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = matrix[row * columns + column];
        if (tall) {
          vectors[column][row] = value;
        } else {
          vectors[row][column] = value;
        }
      }
    }
    double[][] gram = new double[size][size];
    IntStream.range(0, size)
        .parallel()
        .forEach(one -> {
          for (int other = 0; other <= one; other++) {
            gram[one][other] = dot(vectors[one], vectors[other]);
          }
        });
    for (int one = 0; one < size; one++) {
      for (int other = one + 1; other < size; other++) {
        gram[one][other] = gram[other][one];
      }
    }
    return gram;
  }

  private static double dot(double[] x, double[] y) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int index = 0;
    for (; index + 3 < x.length; index += 4) {
      sum0 += x[index] * y[index];
      sum1 += x[index + 1] * y[index + 1];
      sum2 += x[index + 2] * y[index + 2];
      sum3 += x[index + 3] * y[index + 3];
    }
    for (; index < x.length; index++) {
      sum0 += x[index] * y[index];
    }
    return sum0 + sum1 + sum2 + sum3;
  }

  /// How many singular values there are.
  int fullRank() {
    return descending.length;
  }

  /// `σ_r²`, the largest first.
  double energy(int place) {
    return Math.max(0, eigen.value(descending[place]));
  }

  /// `‖M‖²`.
  double energy() {
    return IntStream.range(0, fullRank()).mapToDouble(this::energy).sum();
  }

  /// The smallest rank that keeps a share of `‖M‖²`; at least 1.
  int rankFor(double share) {
    double wanted = share * energy();
    double kept = 0;
    for (int rank = 1; rank < fullRank(); rank++) {
      kept += energy(rank - 1);
      if (kept >= wanted) {
        return rank;
      }
    }
    return fullRank();
  }

  /// The two factors of one rank.
  Factors factors(int rank) {
    float[] p = new float[rows * rank];
    float[] q = new float[rank * columns];
    for (int place = 0; place < rank; place++) {
      double[] unit = eigen.vector(descending[place]);
      double root = Math.sqrt(Math.sqrt(energy(place)));
      double[] other = project(unit);
      for (int row = 0; row < rows; row++) {
        double value = tall ? (root == 0 ? 0 : other[row] / root) : unit[row] * root;
        p[row * rank + place] = (float) value;
      }
      for (int column = 0; column < columns; column++) {
        double value = tall ? unit[column] * root : (root == 0 ? 0 : other[column] / root);
        q[place * columns + column] = (float) value;
      }
    }
    return new Factors(p, q);
  }

  /// The unit vector of the smaller side through the matrix: `σ` times the one of the other side.
  private double[] project(double[] unit) {
    double[] other = new double[tall ? rows : columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = matrix[row * columns + column];
        if (tall) {
          other[row] += value * unit[column];
        } else {
          other[column] += value * unit[row];
        }
      }
    }
    return other;
  }

  /// `M ≈ P·Q`. Owns its arrays.
  static final class Factors {
    private final float[] p;
    private final float[] q;

    Factors(float[] p, float[] q) {
      this.p = p;
      this.q = q;
    }

    /// `rows×R`, row by row; read only.
    float[] p() {
      return p;
    }

    /// `R×columns`, row by row; read only.
    float[] q() {
      return q;
    }
  }
}
