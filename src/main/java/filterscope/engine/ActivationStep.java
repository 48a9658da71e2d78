package filterscope.engine;

import filterscope.kernel.BitKernels;
import filterscope.network.Activation;
import java.util.Optional;

/// An activation function that could not be folded into the step before it.
final class ActivationStep implements Step {
  private final Activation activation;
  private final int from;
  private final int to;
  private final int count;

  ActivationStep(Activation activation, int from, int to, int count) {
    this.activation = activation;
    this.from = from;
    this.to = to;
    this.count = count;
  }

  @Override
  public Optional<BitKernels.Monotone> monotone(int channels) {
    boolean ascends =
        switch (activation.kind()) {
          case RELU, SIGMOID, TANH, SIGN -> true;
          case CLIP -> activation.alpha() <= activation.beta();
          case LEAKY_RELU, ELU, HARD_SIGMOID -> activation.alpha() >= 0;
          case HARD_SWISH -> false;
        };
    return ascends ? Optional.of(new Ascending(activation)) : Optional.empty();
  }

  /// The function on every channel.
  private record Ascending(Activation activation) implements BitKernels.Monotone {
    @Override
    public float apply(int filter, float value) {
      return activation.apply(value);
    }

    @Override
    public boolean descends(int filter) {
      return false;
    }
  }

  @Override
  public void run(float[][] storages, float[] work) {
    float[] x = storages[from];
    float[] y = storages[to];
    float alpha = activation.alpha();
    float beta = activation.beta();
    switch (activation.kind()) {
      case RELU -> {
        for (int i = 0; i < count; i++) {
          y[i] = Math.max(x[i], 0);
        }
      }
      case CLIP -> {
        for (int i = 0; i < count; i++) {
          y[i] = Math.min(Math.max(x[i], alpha), beta);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < count; i++) {
          y[i] = Math.max(x[i], 0) + alpha * Math.min(x[i], 0);
        }
      }
      case HARD_SIGMOID -> {
        for (int i = 0; i < count; i++) {
          y[i] = Math.max(0, Math.min(1, alpha * x[i] + beta));
        }
      }
      case HARD_SWISH -> {
        for (int i = 0; i < count; i++) {
          y[i] = x[i] * Math.max(0, Math.min(1, x[i] / 6 + 0.5f));
        }
      }
      case SIGMOID, TANH, SIGN, ELU -> {
        for (int i = 0; i < count; i++) {
          y[i] = activation.apply(x[i]);
        }
      }
    }
  }
}
