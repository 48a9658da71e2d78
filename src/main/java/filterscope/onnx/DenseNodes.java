package filterscope.onnx;

import filterscope.network.Arithmetic;
import filterscope.network.ConvWeights;
import filterscope.network.Dense;
import filterscope.network.MatrixProduct;
import filterscope.network.Reshape;
import filterscope.network.Transpose;
import filterscope.onnx.Value.Computed;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Matrix products: with constant weights they become dense layers.
final class DenseNodes {
  private DenseNodes() {}

  /// `alpha·A'·B' + beta·C` of ONNX; alpha goes into constant weights, beta into a constant bias.
  static void gemm(Node node) {
    Computed input = node.computed(0);
    if (input.shape().rank() != 2 || node.shape(1).rank() != 2) {
      throw Refusal.inconsistent(
          "multiplies matrices, not " + input.shape() + " by " + node.shape(1));
    }
    if (node.attributes().flag("transA", false)) {
      node.keepBatch(0);
      input = node.before("A", new Transpose(List.of(1, 0)), List.of(input));
    }
    boolean transposed = node.attributes().flag("transB", false);
    float alpha = node.attributes().real("alpha", 1);
    float beta = node.attributes().real("beta", 1);
    int outputs = node.shape(1).extent(transposed ? 0 : 1);
    Optional<Tensor> bias = constantBias(node, outputs, beta);
    boolean adds = node.has(2) && bias.isEmpty() && beta != 0;
    if (node.value(1) instanceof Literal weights) {
      Dense dense = new Dense(weights(node, weights, transposed, alpha), bias);
      if (adds) {
        addTo(node, node.before("product", dense, List.of(input)), beta);
      } else {
        node.emit(dense, List.of(input));
      }
      return;
    }
    Computed right = node.computed(1);
    if (transposed) {
      right = node.before("B", new Transpose(List.of(1, 0)), List.of(right));
    }
    Computed product = node.before("product", new MatrixProduct(), List.of(input, right));
    Computed scaled = alpha == 1 && adds ? product : times(node, "scaled", product, alpha);
    if (bias.isPresent()) {
      Computed offset = node.constant("C", Literal.real(bias.get().shape(), bias.get().values()));
      node.emit(new Arithmetic(Arithmetic.Kind.ADD), List.of(scaled, offset));
    } else if (adds) {
      addTo(node, scaled, beta);
    } else {
      node.become(scaled);
    }
  }

  private static void addTo(Node node, Computed product, float beta) {
    Computed offset = times(node, "offset", node.computed(2), beta);
    node.emit(new Arithmetic(Arithmetic.Kind.ADD), List.of(product, offset));
  }

  private static Computed times(Node node, String what, Computed value, float factor) {
    return factor == 1
        ? value
        : node.before(
            what,
            new Arithmetic(Arithmetic.Kind.MULTIPLY),
            List.of(value, node.constant(what + " by", Literal.scalar(factor))));
  }

  /// C as one number for each output, when it is constant and of such a shape.
  private static Optional<Tensor> constantBias(Node node, int outputs, float beta) {
    if (!node.has(2) || beta == 0 || !(node.value(2) instanceof Literal literal)) {
      return Optional.empty();
    }
    int size = literal.size();
    boolean fits =
        size == 1
            || (size == outputs
                && literal.shape().rank() >= 1
                && literal.shape().extent(-1) == outputs);
    if (!fits) {
      return Optional.empty();
    }
    float[] bias = new float[outputs];
    for (int output = 0; output < outputs; output++) {
      bias[output] = beta * literal.real(size == 1 ? 0 : output);
    }
    return Optional.of(Tensor.vector(bias));
  }

  /// @param transposed whether the rows are the outputs already
  private static ConvWeights weights(Node node, Literal matrix, boolean transposed, float alpha) {
    int rows = matrix.shape().extent(-2);
    int columns = matrix.shape().extent(-1);
    int outputs = transposed ? rows : columns;
    int channels = transposed ? columns : rows;
    float[] values = matrix.reals();
    if (transposed && alpha == 1) {
      return new ConvWeights(outputs, channels, 1, 1, values);
    }
    node.budget().take(4L * values.length);
    float[] weights = new float[values.length];
    for (int output = 0; output < outputs; output++) {
      for (int channel = 0; channel < channels; channel++) {
        int from = transposed ? output * channels + channel : channel * outputs + output;
        weights[output * channels + channel] = alpha * values[from];
      }
    }
    return new ConvWeights(outputs, channels, 1, 1, weights);
  }

  static void matMul(Node node) {
    Shape left = node.shape(0);
    Shape right = node.shape(1);
    if (left.rank() == 0 || right.rank() == 0) {
      throw Refusal.inconsistent("multiplies a scalar");
    }
    if (node.value(1) instanceof Literal weights && isOneMatrix(left, right)) {
      Literal matrix =
          right.rank() == 1 ? weights.withShape(Shape.of(right.extent(0), 1)) : weights;
      Dense dense = new Dense(weights(node, matrix, false, 1), Optional.empty());
      if (right.rank() > 1) {
        node.emit(dense, List.of(node.computed(0)));
        return;
      }
      Computed product = node.before("product", dense, List.of(node.computed(0)));
      node.emit(new Reshape(withoutLast(product.shape())), List.of(product));
      return;
    }
    if (left.rank() < 2 || right.rank() < 2) {
      throw new Refusal("multiplies by a vector that is computed", "export it as a matrix product");
    }
    node.emit(new MatrixProduct(), List.of(node.computed(0), node.computed(1)));
  }

  /// Whether the right operand is one matrix for all of the left one: a dense layer.
  private static boolean isOneMatrix(Shape left, Shape right) {
    int[] extents = right.toArray();
    return right.rank() <= 2
        || (right.rank() <= left.rank()
            && Arrays.stream(extents, 0, extents.length - 2).allMatch(extent -> extent == 1));
  }

  private static Shape withoutLast(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 1));
  }
}
