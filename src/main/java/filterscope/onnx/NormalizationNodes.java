package filterscope.onnx;

import filterscope.network.BatchNorm;
import filterscope.network.LocalResponseNorm;
import filterscope.network.ReduceMean;
import filterscope.network.Softmax;
import filterscope.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Operators that relate numbers to the statistics of their neighbours.
final class NormalizationNodes {
  private NormalizationNodes() {}

  static void batchNorm(Node node) {
    if (node.attributes().flag("training_mode", false)) {
      throw new Refusal(
          "is a batch normalisation in training mode", "export the network in evaluation mode");
    }
    if (!node.attributes().flag("spatial", true)) {
      throw new Refusal(
          "is a batch normalisation for every pixel (spatial=0)", "export it for every channel");
    }
    node.emit(
        new BatchNorm(
            vector(node, 1, "a scale"),
            vector(node, 2, "a shift"),
            vector(node, 3, "a mean"),
            vector(node, 4, "a variance"),
            node.attributes().real("epsilon", 1e-5f)));
  }

  private static Tensor vector(Node node, int input, String role) {
    return Tensor.vector(node.literal(input, role).reals());
  }

  static void localResponseNorm(Node node) {
    int size = node.attributes().integer("size", 0, 1, Limits.WINDOW);
    node.emit(
        new LocalResponseNorm(
            size,
            node.attributes().real("alpha", 1e-4f),
            node.attributes().real("beta", 0.75f),
            node.attributes().real("bias", 1)));
  }

  /// Before opset 13 over all axes from one on, since then over one.
  static NodeReader softmax(boolean logarithm) {
    return node -> {
      int rank = node.computed(0).shape().rank();
      boolean single = node.opset() >= 13;
      int first = Extents.axis(node.attributes().integer("axis", single ? -1 : 1), rank);
      node.keepBatch(first);
      node.emit(new Softmax(first, single ? first : rank - 1, logarithm));
    };
  }

  /// Axes are an attribute before opset 18, an input since.
  static void reduceMean(Node node) {
    int rank = node.computed(0).shape().rank();
    long[] given =
        node.attributes()
            .integers("axes")
            .orElseGet(() -> node.optional(1, "axes").map(Literal::wholes).orElse(new long[0]));
    if (given.length == 0 && node.attributes().flag("noop_with_empty_axes", false)) {
      node.become(node.computed(0));
      return;
    }
    List<Integer> axes =
        given.length == 0
            ? IntStream.range(0, rank).boxed().toList()
            : Arrays.stream(given).mapToObj(axis -> Extents.axis(axis, rank)).toList();
    if (axes.contains(0)) {
      node.keepBatch(0);
    }
    node.emit(new ReduceMean(axes, node.attributes().flag("keepdims", true)));
  }
}
