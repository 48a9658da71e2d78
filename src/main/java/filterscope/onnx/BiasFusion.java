package filterscope.onnx;

import filterscope.network.Arithmetic;
import filterscope.network.Constant;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Operator;
import filterscope.network.Weighted;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts a constant that is added to a convolution or a dense layer, one number for each filter, into the layer as its
/// bias: MatMul and Add become one dense layer, under the name of the MatMul.
final class BiasFusion {
  private final Map<String, Layer> byName = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final List<Layer> layers;

  private BiasFusion(List<Layer> layers, String output) {
    this.layers = layers;
    uses.put(output, 1);
    for (Layer layer : layers) {
      byName.put(layer.name(), layer);
      layer.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
    }
  }

  /// What became of the layers, and the name of the one that computes the output.
  record Fused(List<Layer> layers, String output) {}

  static Fused apply(List<Layer> layers, String output) {
    return new BiasFusion(layers, output).fuse(output);
  }

  private Fused fuse(String output) {
    Map<String, Layer> changed = new HashMap<>();
    for (Layer layer : layers) {
      if (layer.operator() instanceof Arithmetic(Arithmetic.Kind kind)
          && kind == Arithmetic.Kind.ADD) {
        fused(layer)
            .ifPresent(weighted -> {
              changed.put(weighted.name(), weighted);
              renamed.put(layer.name(), weighted.name());
            });
      }
    }
    List<Layer> result = new ArrayList<>();
    for (Layer layer : layers) {
      boolean unused =
          layer.operator() instanceof Constant && uses.getOrDefault(layer.name(), 0) == 0;
      if (!renamed.containsKey(layer.name()) && !unused) {
        Layer kept = changed.getOrDefault(layer.name(), layer);
        List<String> inputs =
            kept.inputs().stream().map(input -> renamed.getOrDefault(input, input)).toList();
        result.add(new Layer(kept.name(), kept.operator(), inputs));
      }
    }
    return new Fused(result, renamed.getOrDefault(output, output));
  }

  /// The layer with weights under an addition, with its bias, when both are such that they can be one.
  private Optional<Layer> fused(Layer addition) {
    for (int side = 0; side < 2; side++) {
      Layer weighted = byName.get(addition.inputs().get(side));
      Layer constant = byName.get(addition.inputs().get(1 - side));
      if (weighted != null
          && constant != null
          && weighted.operator() instanceof Weighted operator
          && constant.operator() instanceof Constant(Tensor value)
          && uses.getOrDefault(weighted.name(), 0) == 1
          && fits(operator, value.shape())) {
        uses.merge(constant.name(), -1, Integer::sum);
        return Optional.of(weighted.with(withBias(operator, value)));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Weighted operator, Shape bias) {
    int filters = operator.weights().filters();
    int axis =
        switch (operator) {
          case Convolution _ -> 3;
          case Dense _ -> 1;
        };
    return operator.bias().isEmpty()
        && bias.elements() == filters
        && bias.rank() >= axis
        && bias.rank() <= (axis == 3 ? 4 : 2)
        && bias.extent(-axis) == filters;
  }

  private static Operator withBias(Weighted operator, Tensor bias) {
    Optional<Tensor> vector = Optional.of(Tensor.vector(bias.values()));
    return switch (operator) {
      case Convolution conv ->
          new Convolution(conv.weights(), vector, conv.window(), conv.groups());
      case Dense dense -> new Dense(dense.weights(), vector);
    };
  }
}
