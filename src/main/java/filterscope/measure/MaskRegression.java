package filterscope.measure;

import filterscope.method.FilterEnsemble;
import filterscope.method.FilterImportance;
import java.util.ArrayList;
import java.util.List;

/// Fits `L ≈ β_0 + Σ_j β_j x_j` by ridge regression, `x_j` 1 where filter `j` is removed: what each filter is worth, with its
/// standard error (linear filter ensembles, arXiv 2001.08142).
///
/// With `X` and `y` centred, `A = XᵀX + λI`: `β = A⁻¹Xᵀy`, `Var β = σ²·A⁻¹XᵀX A⁻¹`, `σ² = ‖y − Xβ‖²/(T − tr A⁻¹XᵀX − 1)`.
final class MaskRegression {
  /// `λ` as a share of what the diagonal of `XᵀX` is on average.
  private static final double RIDGE = 0.01;

  private final int filters;
  private final FilterEnsemble ensemble;
  private final List<boolean[]> masks = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();

  MaskRegression(int filters, FilterEnsemble ensemble) {
    this.ensemble = ensemble;
    this.filters = filters;
  }

  /// @param removed which filters a mask removes
  void add(boolean[] removed, double loss) {
    masks.add(removed.clone());
    losses.add(loss);
  }

  FilterImportance estimate() {
    int count = masks.size();
    double[] means = new double[filters];
    double meanLoss = losses.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    for (boolean[] mask : masks) {
      for (int filter = 0; filter < filters; filter++) {
        means[filter] += mask[filter] ? 1.0 / count : 0;
      }
    }
    double[][] gram = new double[filters][filters];
    double[] product = new double[filters];
    double[] row = new double[filters];
    for (int mask = 0; mask < count; mask++) {
      for (int filter = 0; filter < filters; filter++) {
        row[filter] = (masks.get(mask)[filter] ? 1 : 0) - means[filter];
      }
      double loss = losses.get(mask) - meanLoss;
      for (int filter = 0; filter < filters; filter++) {
        product[filter] += row[filter] * loss;
        double factor = row[filter];
        double[] into = gram[filter];
        for (int other = 0; other < filters; other++) {
          into[other] += factor * row[other];
        }
      }
    }
    double trace = 0;
    for (int filter = 0; filter < filters; filter++) {
      trace += gram[filter][filter];
    }
    double lambda = Math.max(1e-12, RIDGE * trace / filters);
    double[][] inverse = inverse(gram, lambda);
    double[] beta = times(inverse, product);
    return new FilterImportance(
        beta, errors(gram, inverse, beta, means, meanLoss), ensemble, count);
  }

  private double[] errors(
      double[][] gram, double[][] inverse, double[] beta, double[] means, double meanLoss) {
    double residuals = 0;
    for (int mask = 0; mask < masks.size(); mask++) {
      double expected = meanLoss;
      for (int filter = 0; filter < filters; filter++) {
        expected += beta[filter] * ((masks.get(mask)[filter] ? 1 : 0) - means[filter]);
      }
      residuals += Math.pow(losses.get(mask) - expected, 2);
    }
    double[][] half = new double[filters][];
    double freedom = 0;
    for (int filter = 0; filter < filters; filter++) {
      half[filter] = times(gram, inverse[filter]);
      freedom += half[filter][filter];
    }
    double variance = residuals / Math.max(1, masks.size() - freedom - 1);
    double[] errors = new double[filters];
    for (int filter = 0; filter < filters; filter++) {
      double sum = 0;
      for (int other = 0; other < filters; other++) {
        sum += half[filter][other] * inverse[filter][other];
      }
      errors[filter] = Math.sqrt(Math.max(0, variance * sum));
    }
    return errors;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int row = 0; row < product.length; row++) {
      double sum = 0;
      for (int column = 0; column < vector.length; column++) {
        sum += matrix[row][column] * vector[column];
      }
      product[row] = sum;
    }
    return product;
  }

  /// `(G + λI)⁻¹` by Gauss and Jordan; the matrix is positive definite.
  private static double[][] inverse(double[][] gram, double lambda) {
    int size = gram.length;
    double[][] rows = new double[size][2 * size];
    for (int row = 0; row < size; row++) {
      System.arraycopy(gram[row], 0, rows[row], 0, size);
      rows[row][row] += lambda;
      rows[row][size + row] = 1;
    }
    for (int pivot = 0; pivot < size; pivot++) {
      double scale = 1 / rows[pivot][pivot];
      for (int column = pivot; column < 2 * size; column++) {
        rows[pivot][column] *= scale;
      }
      for (int row = 0; row < size; row++) {
        double factor = rows[row][pivot];
        if (row != pivot && factor != 0) {
          for (int column = pivot; column < 2 * size; column++) {
            rows[row][column] -= factor * rows[pivot][column];
          }
        }
      }
    }
    double[][] inverse = new double[size][size];
    for (int row = 0; row < size; row++) {
      System.arraycopy(rows[row], size, inverse[row], 0, size);
    }
    return inverse;
  }
}
