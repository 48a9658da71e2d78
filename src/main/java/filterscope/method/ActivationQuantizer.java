package filterscope.method;

import filterscope.kernel.ActivationGrid;

/// How the input of a layer is quantized before it is multiplied with the weights.
///
/// @param grid the numbers that an activation may become
/// @param kMap whether an output is multiplied by the mean magnitude of the activations under its window: the matrix K of
///     XNOR-Net (arXiv 1603.05279, section 3.2), for signs only
public record ActivationQuantizer(ActivationGrid grid, boolean kMap) {
  /// Activations stay as they are.
  public static final ActivationQuantizer FLOAT =
      new ActivationQuantizer(new ActivationGrid.Floats(), false);

  public ActivationQuantizer {
    if (kMap && !(grid instanceof ActivationGrid.Sign)) {
      throw new IllegalArgumentException("the K-map goes with activations of one bit");
    }
  }

  public boolean isFloat() {
    return grid instanceof ActivationGrid.Floats;
  }

  /// Bits of an activation; 32 when it is not quantized.
  public int bits() {
    return grid.bits();
  }
}
