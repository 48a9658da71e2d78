package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// An elementwise activation function. `alpha` and `beta` are the parameters of the kinds that have some, named as in
/// ONNX; `CLIP` uses them as its lower and upper bound.
public record Activation(Kind kind, float alpha, float beta) implements Operator {

  /// The functions.
  public enum Kind {
    RELU("ReLU"),
    LEAKY_RELU("LeakyReLU"),
    CLIP("Clip"),
    SIGMOID("Sigmoid"),
    TANH("Tanh"),
    HARD_SIGMOID("HardSigmoid"),
    HARD_SWISH("HardSwish"),
    SIGN("Sign"),
    ELU("ELU");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  public static Activation relu() {
    return new Activation(Kind.RELU, 0, 0);
  }

  /// The value of the function at one point; the definition that kernels are held to.
  public float apply(float x) {
    return switch (kind) {
      case RELU -> x > 0 ? x : Float.isNaN(x) ? x : 0;
      case LEAKY_RELU -> x >= 0 ? x : alpha * x;
      case CLIP -> Math.min(Math.max(x, alpha), beta);
      case SIGMOID -> (float) (1 / (1 + Math.exp(-(double) x)));
      case TANH -> (float) Math.tanh(x);
      case HARD_SIGMOID -> Math.max(0, Math.min(1, alpha * x + beta));
      case HARD_SWISH -> x * Math.max(0, Math.min(1, x / 6 + 0.5f));
      case SIGN -> Math.signum(x);
      case ELU -> x >= 0 ? x : (float) (alpha * Math.expm1(x));
    };
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return Operators.one(inputs);
  }

  @Override
  public String title() {
    return kind.title;
  }
}
