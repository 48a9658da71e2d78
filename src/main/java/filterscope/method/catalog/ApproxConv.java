package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.BasisConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.KernelBasis;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;

/// ApproxConv (arXiv 2210.08951, `methods.md` section 11): each two-dimensional kernel is approximated by a continuous function, a
/// sum of a few products of basis functions, fitted in closed form: `D = Φ⁺ W Φ⁺ᵀ`. Kernels of one tap are left alone.
public final class ApproxConv implements Method {
  private static final int FLOAT_BITS = 32;

  /// The functions.
  public static final Param.Choice BASIS =
      new Param.Choice(
          "basis",
          "Functions",
          "Which functions a kernel is the sum of products of: cosines, or Chebyshev polynomials.",
          List.of(
              new Param.Option("cosine", "Cosines"), new Param.Option("chebyshev", "Chebyshev")),
          "cosine");

  /// How many of them.
  public static final Param.Whole FUNCTIONS =
      new Param.Whole(
          "functions",
          "Functions per side",
          "How many functions P stand for each side of a kernel: P² numbers are stored for its k²"
              + " weights. A side of fewer taps takes as many functions as taps.",
          1,
          7,
          2,
          false);

  /// Bits of a coefficient.
  public static final Param.Choice COEFFICIENT_BITS =
      new Param.Choice(
          "coefficient-bits",
          "Coefficient bits",
          "Bits of a coefficient: 32 is a floating-point number, fewer a uniform grid with one scale a"
              + " filter.",
          List.of(
              new Param.Option("32", "Float"),
              new Param.Option("8", "8 bits"),
              new Param.Option("6", "6 bits"),
              new Param.Option("4", "4 bits")),
          "32");

  @Override
  public String id() {
    return "approx-conv";
  }

  @Override
  public String title() {
    return "ApproxConv";
  }

  @Override
  public String summary() {
    return "Stores each two-dimensional kernel as the few coefficients of a continuous function that"
        + " comes closest to it. Layers with kernels of one tap are left alone.";
  }

  @Override
  public String paper() {
    return "arXiv 2210.08951";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return Activations.after(List.of(BASIS, FUNCTIONS, COEFFICIENT_BITS), Activations.FLOAT_BITS);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    if (weights.kernelSize() == 1) {
      return new FloatConv(weights);
    }
    KernelBasis.Family family =
        settings.choice(BASIS).equals("cosine")
            ? KernelBasis.Family.COSINE
            : KernelBasis.Family.CHEBYSHEV;
    int most = settings.whole(FUNCTIONS);
    KernelBasis rows =
        new KernelBasis(family, Math.min(most, weights.kernelHeight()), weights.kernelHeight());
    KernelBasis columns =
        new KernelBasis(family, Math.min(most, weights.kernelWidth()), weights.kernelWidth());
    ConvWeights fitted = fit(weights, rows, columns);
    int bits = Integer.parseInt(settings.choice(COEFFICIENT_BITS));
    return new BasisConv(
        rows, columns, bits == FLOAT_BITS ? new FloatConv(fitted) : quantized(fitted, bits));
  }

  /// `D = Φ⁺ W Φ⁺ᵀ` for every kernel.
  private static ConvWeights fit(ConvWeights weights, KernelBasis rows, KernelBasis columns) {
    double[][] left = PseudoInverse.of(rows);
    double[][] right = PseudoInverse.of(columns);
    int functions = rows.functions() * columns.functions();
    int kernels = weights.filters() * weights.channels();
    float[] d = new float[kernels * functions];
    double[][] half = new double[rows.functions()][columns.points()];
    for (int kernel = 0; kernel < kernels; kernel++) {
      int from = kernel * weights.kernelSize();
      for (int i = 0; i < rows.functions(); i++) {
        for (int x = 0; x < columns.points(); x++) {
          half[i][x] = 0;
          for (int y = 0; y < rows.points(); y++) {
            half[i][x] += left[i][y] * weights.values()[from + y * columns.points() + x];
          }
        }
      }
      for (int i = 0; i < rows.functions(); i++) {
        for (int j = 0; j < columns.functions(); j++) {
          double sum = 0;
          for (int x = 0; x < columns.points(); x++) {
            sum += half[i][x] * right[j][x];
          }
          d[kernel * functions + i * columns.functions() + j] = (float) sum;
        }
      }
    }
    return new ConvWeights(weights.filters(), weights.channels() * functions, 1, 1, d);
  }

  private static CompressedConv quantized(ConvWeights coefficients, int bits) {
    Grouping grouping = Grouping.filters(coefficients.filters(), coefficients.channels(), 1);
    GridFit fit = new GridFit(coefficients, grouping, Grid.SYMMETRIC, bits);
    double[] best = fit.leastSquaresScales();
    float[] scales = new float[best.length];
    for (int filter = 0; filter < scales.length; filter++) {
      scales[filter] = (float) best[filter];
    }
    return new GridConv(
        coefficients, Grid.SYMMETRIC, bits, fit.levels(scales), grouping, scales, FLOAT_BITS);
  }
}
