package filterscope.train;

import filterscope.method.Method;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;

/// Computes with what a compression method makes of the shadow weights, anew in every step, so that a network is trained for
/// exactly the weights that the method will store. The gradient passes straight through where `|w| ≤ 1`, and shadow weights
/// are clamped to `[−1, 1]` (XNOR-Net, arXiv 1603.05279, section 3.1; the term that comes from the scale's own
/// derivative is left out, as is usual).
public final class MethodQuantizer implements WeightQuantizer {
  private static final float LIMIT = 1;

  private final ConvWeights extents;
  private final Method method;
  private final Settings settings;

  /// @param extents weights of the layer's extents; their values do not matter
  public MethodQuantizer(ConvWeights extents, Method method, Settings settings) {
    this.extents = extents;
    this.method = method;
    this.settings = settings;
  }

  @Override
  public void quantize(float[] shadow, float[] effective) {
    ConvWeights restored = method.compress(extents.withValues(shadow.clone()), settings).restore();
    System.arraycopy(restored.values(), 0, effective, 0, effective.length);
  }

  @Override
  public void passBack(float[] shadow, float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      if (Math.abs(shadow[i]) > LIMIT) {
        gradient[i] = 0;
      }
    }
  }

  @Override
  public void afterStep(float[] shadow) {
    for (int i = 0; i < shadow.length; i++) {
      shadow[i] = Math.clamp(shadow[i], -LIMIT, LIMIT);
    }
  }
}
