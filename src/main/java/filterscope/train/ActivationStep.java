package filterscope.train;

import filterscope.kernel.GradientKernels;
import filterscope.kernel.GradientKernels.Affine;
import filterscope.network.Activation;
import java.util.Arrays;

/// An activation function. The gradient of a sign is the straight-through estimate: it passes where `|x| ≤ 1`
/// (BinaryConnect and XNOR-Net, arXiv 1603.05279).
final class ActivationStep implements Step {
  private final Activation activation;
  private final Source source;
  private final FeatureMaps output;
  private final GradientKernels kernels;
  private final Affine rectifier;

  ActivationStep(
      Activation activation, Source source, FeatureMaps output, GradientKernels kernels) {
    this.activation = activation;
    this.source = source;
    this.output = output;
    this.kernels = kernels;
    this.rectifier = new Affine(filled(output.channels(), 1), filled(output.channels(), 0), true);
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  @Override
  public FeatureMaps output() {
    return output;
  }

  @Override
  public void forward(Shards shards, int images, boolean training) {
    float[] x = source.maps().values();
    float[] y = output.values();
    shards.run(
        images,
        (workspace, from, to) -> {
          int first = output.offset(from);
          if (activation.kind() == Activation.Kind.RELU) {
            int pixels = (to - from) * output.pixels();
            kernels.affine(x, first, pixels, output.channels(), rectifier, y, first);
            return;
          }
          for (int at = first; at < output.offset(to); at++) {
            y[at] = activation.apply(x[at]);
          }
        });
  }

  @Override
  public void backward(Shards shards, int images) {
    float[] x = source.maps().values();
    float[] dy = output.gradient();
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int image = from; image < to; image++) {
            int at = output.offset(image);
            source.deliver(image, workspace, (dx, offset) -> pass(x, dy, at, dx, offset));
          }
        });
  }

  private void pass(float[] x, float[] dy, int at, float[] dx, int offset) {
    switch (activation.kind()) {
      case RELU -> {
        float[] one = rectifier.factor();
        float[] none = rectifier.shift();
        int channels = output.channels();
        kernels.affineGradient(
            x, dy, at, output.pixels(), channels, rectifier, one, none, none, dx, offset);
      }
      case SIGN -> within(-1, 1, x, dy, at, dx, offset);
      case CLIP -> {
        float low = Math.nextUp(activation.alpha());
        within(low, Math.nextDown(activation.beta()), x, dy, at, dx, offset);
      }
      default -> {
        for (int i = 0; i < output.imageFloats(); i++) {
          dx[offset + i] = dy[at + i] * slope(activation, x[at + i]);
        }
      }
    }
  }

  /// Where the slope is 1 between two points, themselves included, and 0 elsewhere.
  private void within(
      float low, float high, float[] x, float[] dy, int at, float[] dx, int offset) {
    System.arraycopy(dy, at, dx, offset, output.imageFloats());
    kernels.keepWithin(x, at, low, high, dx, offset, output.imageFloats());
  }

  /// The derivative at one point, 0 at a kink, of those that no kernel passes back.
  private static float slope(Activation activation, float x) {
    float alpha = activation.alpha();
    float beta = activation.beta();
    return switch (activation.kind()) {
      case LEAKY_RELU -> x > 0 ? 1 : alpha;
      case SIGMOID -> {
        float value = activation.apply(x);
        yield value * (1 - value);
      }
      case TANH -> {
        float value = activation.apply(x);
        yield 1 - value * value;
      }
      case HARD_SIGMOID -> {
        float value = alpha * x + beta;
        yield value > 0 && value < 1 ? alpha : 0;
      }
      case HARD_SWISH -> x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5f;
      case ELU -> x > 0 ? 1 : activation.apply(x) + alpha;
      case RELU, CLIP, SIGN -> throw new IllegalStateException(activation.kind() + " has a kernel");
    };
  }
}
