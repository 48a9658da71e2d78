package filterscope.train;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.GradientKernels;

/// The straight-through estimator of what a layer with weights takes: forwards it computes with the nearest point of a grid, as
/// the engine does when accuracy is measured; backwards the gradient passes where the grid does not clip.
///
/// That is `|x| ≤ 1` for a sign (XNOR-Net, arXiv 1603.05279) and the range between the outermost levels for a uniform grid
/// (DoReFa-Net, arXiv 1606.06160). Padding is zero in every grid and is not quantized.
///
/// @param grid floats leave activations as they are
public record InputQuantizer(ActivationGrid grid) {
  /// Takes activations as they are.
  public static final InputQuantizer NONE = new InputQuantizer(new ActivationGrid.Floats());

  boolean isNone() {
    return grid instanceof ActivationGrid.Floats;
  }

  /// Writes the points of the grid for `x[from … to−1]` to the same places of `points`.
  void quantize(float[] x, float[] points, int from, int to) {
    switch (grid) {
      case ActivationGrid.Floats _ -> System.arraycopy(x, from, points, from, to - from);
      case ActivationGrid.Sign _ -> {
        for (int i = from; i < to; i++) {
          points[i] = x[i] >= 0 ? 1 : -1;
        }
      }
      case ActivationGrid.Unsigned uniform -> {
        for (int i = from; i < to; i++) {
          points[i] = uniform.step() * uniform.level(x[i]);
        }
      }
      case ActivationGrid.Signed uniform -> {
        for (int i = from; i < to; i++) {
          points[i] = uniform.step() * uniform.level(x[i]);
        }
      }
    }
  }

  /// Turns the gradient of `count` points into that of the activations `x`, in place: what was clipped gets none.
  void passBack(
      GradientKernels kernels, float[] x, int at, float[] gradient, int offset, int count) {
    kernels.keepWithin(x, at, low(), high(), gradient, offset, count);
  }

  private float low() {
    return switch (grid) {
      case ActivationGrid.Floats _ -> Float.NEGATIVE_INFINITY;
      case ActivationGrid.Sign _ -> -1;
      case ActivationGrid.Unsigned _ -> 0;
      case ActivationGrid.Signed uniform -> -uniform.bound();
    };
  }

  private float high() {
    return switch (grid) {
      case ActivationGrid.Floats _ -> Float.POSITIVE_INFINITY;
      case ActivationGrid.Sign _ -> 1;
      case ActivationGrid.Unsigned uniform -> uniform.bound();
      case ActivationGrid.Signed uniform -> uniform.bound();
    };
  }
}
