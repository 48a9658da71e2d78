package filterscope.network;

import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A trained float network for one image: one input, one output, layers in an order in which every layer comes after
/// those it depends on. Immutable; shapes are inferred and checked on construction.
public final class Network {
  private final String name;
  private final String input;
  private final String output;
  private final List<Layer> layers;
  private final Map<String, Layer> byName = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();

  /// @param input the name under which layers refer to the image
  /// @param output the name of the layer whose result is the network's
  /// @throws IllegalArgumentException if a layer refers to one that does not come before it, a name stands twice, or
  ///     shapes do not fit; the message names the layer
  public Network(String name, String input, Shape inputShape, List<Layer> layers, String output) {
    this.name = name;
    this.input = input;
    this.output = output;
    this.layers = List.copyOf(layers);
    shapes.put(input, inputShape);
    for (Layer layer : layers) {
      List<Shape> inputs = new ArrayList<>();
      for (String source : layer.inputs()) {
        Shape shape = shapes.get(source);
        if (shape == null) {
          throw new IllegalArgumentException(
              "layer '" + layer.name() + "' takes '" + source + "', which does not come before it");
        }
        inputs.add(shape);
      }
      try {
        if (shapes.put(layer.name(), layer.operator().outputShape(inputs)) != null) {
          throw new IllegalArgumentException("the name stands twice");
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IllegalArgumentException("layer '" + layer.name() + "': " + e.getMessage(), e);
      }
      byName.put(layer.name(), layer);
    }
    if (!shapes.containsKey(output)) {
      throw new IllegalArgumentException("no layer computes the output '" + output + "'");
    }
  }

  public String name() {
    return name;
  }

  public String input() {
    return input;
  }

  public String output() {
    return output;
  }

  public Shape inputShape() {
    return shape(input);
  }

  public Shape outputShape() {
    return shape(output);
  }

  public List<Layer> layers() {
    return layers;
  }

  /// @throws IllegalArgumentException if there is none of this name
  public Layer layer(String layer) {
    return Optional.ofNullable(byName.get(layer))
        .orElseThrow(() ->
            new IllegalArgumentException("network '" + name + "' has no layer '" + layer + "'"));
  }

  /// The shape of a layer's result, or of the input.
  ///
  /// @throws IllegalArgumentException if there is none of this name
  public Shape shape(String value) {
    return Optional.ofNullable(shapes.get(value))
        .orElseThrow(() ->
            new IllegalArgumentException("network '" + name + "' has no layer '" + value + "'"));
  }

  /// The shapes of what a layer takes.
  public List<Shape> inputShapes(Layer layer) {
    return layer.inputs().stream().map(this::shape).toList();
  }

  /// The layers that a method can compress, in order.
  public List<Layer> weightedLayers() {
    return layers.stream().filter(layer -> layer.operator() instanceof Weighted).toList();
  }

  /// The weights of a layer.
  ///
  /// @throws IllegalArgumentException if the layer has none
  public ConvWeights weights(String layer) {
    if (layer(layer).operator() instanceof Weighted weighted) {
      return weighted.weights();
    }
    throw new IllegalArgumentException("layer '" + layer + "' has no weights");
  }

  /// Layers that take the result of this one.
  public List<Layer> consumers(String value) {
    return layers.stream().filter(layer -> layer.inputs().contains(value)).toList();
  }

  /// All parameters, those of batch normalisation and constants included.
  public long parameters() {
    return layers.stream().mapToLong(layer -> layer.operator().parameters()).sum();
  }

  /// Multiply-accumulate operations of one layer for one image.
  public long macs(Layer layer) {
    return layer.operator().macs(inputShapes(layer));
  }

  /// Multiply-accumulate operations for one image.
  public long macs() {
    return layers.stream().mapToLong(this::macs).sum();
  }

  /// This network with every layer replaced by what `change` makes of it.
  public Network map(UnaryOperator<Layer> change) {
    return new Network(name, input, inputShape(), layers.stream().map(change).toList(), output);
  }

  @Override
  public String toString() {
    return "Network[" + name + ", " + layers.size() + " layers]";
  }
}
