package filterscope.onnx;

import filterscope.network.Activation;
import filterscope.network.ParametricRelu;
import java.util.function.Function;

/// Elementwise activation functions.
final class ActivationNodes {
  private ActivationNodes() {}

  /// A function without parameters.
  static NodeReader plain(Activation.Kind kind) {
    return node -> node.emit(new Activation(kind, 0, 0));
  }

  /// A function whose parameters are attributes.
  static NodeReader with(Function<Attributes, Activation> activation) {
    return node -> node.emit(activation.apply(node.attributes()));
  }

  /// Bounds are attributes before opset 11, inputs since; absent ones do not bound.
  static void clip(Node node) {
    float least;
    float most;
    if (node.opset() < 11) {
      least = node.attributes().real("min", Float.NEGATIVE_INFINITY);
      most = node.attributes().real("max", Float.POSITIVE_INFINITY);
    } else {
      least = bound(node, 1, Float.NEGATIVE_INFINITY);
      most = bound(node, 2, Float.POSITIVE_INFINITY);
    }
    node.emit(new Activation(Activation.Kind.CLIP, least, most));
  }

  private static float bound(Node node, int input, float otherwise) {
    return node.optional(input, "a bound").map(literal -> number(literal)).orElse(otherwise);
  }

  /// The one number of a literal.
  ///
  /// @throws Refusal if it holds another count
  static float number(Literal literal) {
    if (literal.size() != 1) {
      throw Refusal.inconsistent("takes a tensor " + literal.shape() + " where one number belongs");
    }
    return literal.real(0);
  }

  static void parametricRelu(Node node) {
    node.emit(new ParametricRelu(node.literal(1, "slopes").tensor()));
  }
}
