package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.function.Function;

/// Two-dimensional kernels as weighted sums of a few fixed ones (ApproxConv, arXiv 2210.08951; `methods.md` section 11):
/// `w[y,x] = Σ_{i<P_h, j<P_w} d_ij·φ_i(y)·φ_j(x)`. The functions follow from the extents, only `d` is stored: as weights
/// `n × c·P_h·P_w × 1 × 1`, the coefficients of one kernel side by side. They are a stored form of their own, so that a chain
/// can compress them further.
public final class BasisConv implements CompressedConv {
  private final KernelBasis rows;
  private final KernelBasis columns;
  private final CompressedConv coefficients;

  /// @param rows the functions along the rows of a kernel
  /// @param columns those along its columns
  /// @throws IllegalArgumentException if the number of coefficients does not go into kernels
  public BasisConv(KernelBasis rows, KernelBasis columns, CompressedConv coefficients) {
    ConvWeights d = coefficients.restore();
    if (d.kernelSize() != 1 || d.channels() % (rows.functions() * columns.functions()) != 0) {
      throw new IllegalArgumentException(
          "coefficients "
              + d.shape()
              + " do not go into kernels of "
              + rows.functions() * columns.functions());
    }
    this.rows = rows;
    this.columns = columns;
    this.coefficients = coefficients;
  }

  public KernelBasis rows() {
    return rows;
  }

  public KernelBasis columns() {
    return columns;
  }

  /// `d`.
  public CompressedConv coefficients() {
    return coefficients;
  }

  /// `P_h·P_w`.
  public int functions() {
    return rows.functions() * columns.functions();
  }

  /// The fixed kernels `φ_i(y)·φ_j(x)` one after the other, each `k_h×k_w`, in the order of the coefficients.
  public float[] kernels() {
    float[] kernels = new float[functions() * rows.points() * columns.points()];
    int index = 0;
    for (int i = 0; i < rows.functions(); i++) {
      for (int j = 0; j < columns.functions(); j++) {
        for (int y = 0; y < rows.points(); y++) {
          for (int x = 0; x < columns.points(); x++) {
            kernels[index++] = (float) (rows.value(i, y) * columns.value(j, x));
          }
        }
      }
    }
    return kernels;
  }

  @Override
  public StoredBits bits() {
    return coefficients.bits();
  }

  @Override
  public ConvWeights restore() {
    ConvWeights d = coefficients.restore();
    float[] kernels = kernels();
    int taps = rows.points() * columns.points();
    int channels = d.channels() / functions();
    float[] values = new float[d.filters() * channels * taps];
    for (int kernel = 0; kernel < d.filters() * channels; kernel++) {
      for (int tap = 0; tap < taps; tap++) {
        double sum = 0;
        for (int function = 0; function < functions(); function++) {
          sum +=
              (double) d.values()[kernel * functions() + function] * kernels[function * taps + tap];
        }
        values[kernel * taps + tap] = (float) sum;
      }
    }
    return new ConvWeights(d.filters(), channels, rows.points(), columns.points(), values);
  }

  @Override
  public CompressedConv then(Function<ConvWeights, CompressedConv> next) {
    return new BasisConv(rows, columns, coefficients.then(next));
  }
}
