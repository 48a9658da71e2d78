package filterscope.train;

import filterscope.kernel.ActivationGrid;

/// The bound of a uniform grid of activations that is learned with the weights: as the step between two levels, `bound/Q` with `Q` the
/// largest level (learned step size quantization, arXiv 1902.08153). Of an activation inside the grid, `∂/∂step` is `q − x/step`, of one
/// that is clipped it is the outermost level, as in PACT (arXiv 1805.06085); the sum is divided by `√(N·Q)` with `N` the activations of
/// one image. A layer before which nothing learns keeps its bound.
final class LearnedBound {
  /// What a recipe can hold.
  private static final float LEAST = 0.001f;

  private static final float MOST = 100;

  private final ActivationGrid start;
  private final Parameter step;

  /// @param layer its name
  /// @param start a uniform grid
  LearnedBound(String layer, ActivationGrid start) {
    this.start = start;
    this.step = new Parameter(layer + ".step", new float[] {start.step()}, false, start.step());
  }

  /// Whether the grid has a bound.
  static boolean isIn(ActivationGrid grid) {
    return grid instanceof ActivationGrid.Unsigned || grid instanceof ActivationGrid.Signed;
  }

  Parameter parameter() {
    return step;
  }

  /// The grid as it is learned so far.
  ActivationGrid grid() {
    float bound = Math.clamp(step.values()[0] * start.largest(), LEAST, MOST);
    return switch (start) {
      case ActivationGrid.Unsigned unsigned -> new ActivationGrid.Unsigned(unsigned.bits(), bound);
      case ActivationGrid.Signed signed -> new ActivationGrid.Signed(signed.bits(), bound);
      case ActivationGrid.Floats floats -> floats;
      case ActivationGrid.Sign sign -> sign;
    };
  }

  /// The part of some activations in the gradient of the step, not divided yet.
  ///
  /// @param grid that they were put on
  /// @param gradient of their points, before it is passed back to the activations
  double gradient(ActivationGrid grid, float[] x, int at, float[] gradient, int offset, int count) {
    double scale = grid.step();
    int lowest = start instanceof ActivationGrid.Unsigned ? 0 : -grid.largest();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double place = x[at + i] / scale;
      int level = grid.level(x[at + i]);
      boolean inside = place >= lowest && place <= grid.largest();
      sum += gradient[offset + i] * (inside ? level - place : level);
    }
    return sum;
  }

  /// Writes the gradient of the step.
  ///
  /// @param sums of the images, in order
  /// @param activations of one image
  void learn(double[] sums, int activations) {
    double sum = 0;
    for (double image : sums) {
      sum += image;
    }
    step.gradient()[0] = (float) (sum / Math.sqrt((double) activations * start.largest()));
  }

  /// Keeps the bound where a recipe can hold it.
  void afterStep() {
    float levels = start.largest();
    step.values()[0] = Math.clamp(step.values()[0], LEAST / levels, MOST / levels);
  }

  @Override
  public String toString() {
    return "bound learned";
  }
}
