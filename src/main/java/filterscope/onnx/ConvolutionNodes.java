package filterscope.onnx;

import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.GlobalPool;
import filterscope.network.Pool;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Convolutions and poolings.
final class ConvolutionNodes {
  private ConvolutionNodes() {}

  static void conv(Node node) {
    Literal filters = node.literal(1, "weights");
    Shape shape = filters.shape();
    if (shape.rank() != 4) {
      throw Windows.notImages(shape.rank() - 2);
    }
    int height = shape.extent(2);
    int width = shape.extent(3);
    node.attributes()
        .integers("kernel_shape", 2, 1, Limits.WINDOW)
        .filter(kernel -> kernel[0] != height || kernel[1] != width)
        .ifPresent(kernel -> {
          throw Refusal.inconsistent("has weights " + shape + " that belie its kernel_shape");
        });
    ConvWeights weights =
        new ConvWeights(shape.extent(0), shape.extent(1), height, width, filters.reals());
    Window window = Windows.of(node, height, width, node.computed(0).shape());
    int groups = node.attributes().integer("group", 1, 1, Integer.MAX_VALUE);
    Optional<Tensor> bias =
        node.optional(2, "a bias").map(literal -> Tensor.vector(literal.reals()));
    node.emit(new Convolution(weights, bias, window, groups));
  }

  static void maxPool(Node node) {
    pool(node, Pool.Kind.MAXIMUM, false);
  }

  static void averagePool(Node node) {
    pool(node, Pool.Kind.AVERAGE, node.attributes().flag("count_include_pad", false));
  }

  private static void pool(Node node, Pool.Kind kind, boolean countPadding) {
    Shape input = node.computed(0).shape();
    if (input.rank() != 4) {
      throw Windows.notImages(input.rank() - 2);
    }
    int[] kernel =
        node.attributes()
            .integers("kernel_shape", 2, 1, Limits.WINDOW)
            .orElseThrow(() -> Refusal.inconsistent("lacks its kernel_shape"));
    Window window = Windows.of(node, kernel[0], kernel[1], input);
    boolean ceil = node.attributes().flag("ceil_mode", false);
    node.emit(new Pool(kind, window, ceil, countPadding));
  }

  static void globalMaxPool(Node node) {
    global(node, Pool.Kind.MAXIMUM);
  }

  static void globalAveragePool(Node node) {
    global(node, Pool.Kind.AVERAGE);
  }

  private static void global(Node node, Pool.Kind kind) {
    if (node.computed(0).shape().rank() != 4) {
      throw Windows.notImages(node.computed(0).shape().rank() - 2);
    }
    node.emit(new GlobalPool(kind), List.of(node.computed(0)));
  }
}
