package filterscope.export;

import filterscope.job.BadInputException;
import filterscope.kernel.ActivationGrid;
import filterscope.method.ActivationQuantizer;
import filterscope.method.CompressedNetwork;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.Constant;
import filterscope.network.Dequantize;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Quantize;
import filterscope.network.Weighted;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The network of floats that computes what a compressed one computes, for runtimes that know nothing of stored forms: restored
/// weights, and before a layer with quantized activations the steps that quantize them.
final class RestoredNetwork {
  private final CompressedNetwork compressed;
  private final Set<String> taken;
  private final List<Layer> layers = new ArrayList<>();

  private RestoredNetwork(CompressedNetwork compressed) {
    this.compressed = compressed;
    this.taken =
        compressed.network().layers().stream().map(Layer::name).collect(Collectors.toSet());
    taken.add(compressed.network().input());
  }

  /// @throws BadInputException if a layer has a K-map, for which ONNX has no form here
  static Network of(CompressedNetwork compressed) {
    return new RestoredNetwork(compressed).build();
  }

  private Network build() {
    Network network = compressed.network();
    for (Layer layer : network.layers()) {
      if (layer.operator() instanceof Weighted weighted) {
        String input = quantized(layer);
        layers.add(
            new Layer(
                layer.name(),
                weighted.withWeights(compressed.effectiveWeights(layer.name())),
                List.of(input)));
      } else {
        layers.add(layer);
      }
    }
    return new Network(
        network.name(), network.input(), network.inputShape(), layers, network.output());
  }

  /// Adds the steps that quantize what goes into a layer.
  ///
  /// @return the name of their result
  private String quantized(Layer layer) {
    String input = layer.inputs().getFirst();
    ActivationQuantizer activations = compressed.activations(layer.name());
    if (activations.kMap()) {
      throw new BadInputException(
          "layer '"
              + layer.name()
              + "' multiplies by the K-map of XNOR-Net, for which ONNX has no form here; leave k-map off, or export a packed model");
    }
    return switch (activations.grid()) {
      case ActivationGrid.Floats _ -> input;
      case ActivationGrid.Sign _ -> sign(layer.name(), input);
      case ActivationGrid.Unsigned grid ->
          steps(layer.name(), input, grid, 0, grid.bound(), 0, 255);
      case ActivationGrid.Signed grid ->
          steps(layer.name(), input, grid, -grid.bound(), grid.bound(), -128, 127);
    };
  }

  /// The sign with +1 for zero: ONNX has 0 for zero, and half a one behind it tips that over.
  private String sign(String layer, String input) {
    Activation sign = new Activation(Activation.Kind.SIGN, 0, 0);
    String half = add(layer + "/half", new Constant(new Tensor(Shape.of(), new float[] {0.5f})));
    String first = add(layer + "/sign-or-zero", sign, input);
    String tipped = add(layer + "/tipped", new Arithmetic(Arithmetic.Kind.ADD), first, half);
    return add(layer + "/sign", sign, tipped);
  }

  private String steps(
      String layer,
      String input,
      ActivationGrid grid,
      float least,
      float most,
      int lowest,
      int highest) {
    Tensor step = new Tensor(Shape.of(), new float[] {grid.step()});
    Tensor zero = new Tensor(Shape.of(), new float[1]);
    String clipped =
        add(layer + "/clipped", new Activation(Activation.Kind.CLIP, least, most), input);
    String integers =
        add(layer + "/quantized", new Quantize(step, zero, 1, lowest, highest), clipped);
    return add(layer + "/dequantized", new Dequantize(step, zero, 1), integers);
  }

  private String add(String wanted, Operator operator, String... inputs) {
    String name = wanted;
    for (int number = 2; !taken.add(name); number++) {
      name = wanted + "#" + number;
    }
    layers.add(new Layer(name, operator, List.of(inputs)));
    return name;
  }
}
