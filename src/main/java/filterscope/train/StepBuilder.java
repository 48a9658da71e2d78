package filterscope.train;

import filterscope.job.BadInputException;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.GradientKernels;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Pool;
import filterscope.network.ReduceMean;
import filterscope.network.Reshape;
import filterscope.network.Softmax;
import filterscope.network.Weighted;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Makes the steps of training out of the layers of a network, in the same order. A rectifier that alone takes the result
/// of a batch normalisation becomes part of its step; a softmax at the end becomes part of the loss.
final class StepBuilder {
  private final Network network;
  private final int batch;
  private final GradientKernels kernels;
  private final Function<String, LayerQuantizer> quantizers;
  private final String logits;
  private final Set<String> used = new HashSet<>();
  private final Set<String> learning = new HashSet<>();

  /// The place in a list of inputs that is first to write a gradient, by the value's name.
  private final Map<String, Layer> firstToWrite = new HashMap<>();

  private final Map<String, FeatureMaps> maps = new HashMap<>();
  private final Map<String, Step> steps = new LinkedHashMap<>();

  /// @param quantizers what to compute with instead of a layer's weights and activations, by the layer's name
  StepBuilder(
      Network network,
      int batch,
      GradientKernels kernels,
      Function<String, LayerQuantizer> quantizers) {
    this.network = network;
    this.batch = batch;
    this.kernels = kernels;
    this.quantizers = quantizers;
    this.logits = logitsOf(network);
    markUsed();
    maps.put(network.input(), mapsOf(network.inputShape(), network.input()));
    for (Layer layer : network.layers()) {
      if (used.contains(layer.name())) {
        build(layer);
      }
    }
  }

  /// The result before a softmax at the end.
  private static String logitsOf(Network network) {
    for (Layer layer : network.layers()) {
      if (layer.name().equals(network.output()) && layer.operator() instanceof Softmax) {
        return layer.inputs().get(0);
      }
    }
    return network.output();
  }

  private void markUsed() {
    used.add(logits);
    for (Layer layer : network.layers().reversed()) {
      if (used.contains(layer.name())) {
        used.addAll(layer.inputs());
        layer.inputs().forEach(input -> firstToWrite.putIfAbsent(input, layer));
      }
    }
  }

  FeatureMaps input() {
    return maps(network.input());
  }

  FeatureMaps logits() {
    return maps(logits);
  }

  /// The steps in order, by the name of the layer that they learn for.
  Map<String, Step> steps() {
    return steps;
  }

  private FeatureMaps maps(String value) {
    return Optional.ofNullable(maps.get(value))
        .orElseThrow(() -> new IllegalStateException("no maps of '" + value + "'"));
  }

  private FeatureMaps mapsOf(Shape shape, String value) {
    return switch (shape.rank()) {
      case 4 -> new FeatureMaps(batch, shape.extent(2), shape.extent(3), shape.extent(1));
      case 2 -> new FeatureMaps(batch, 1, 1, shape.extent(1));
      default ->
          throw new BadInputException(
              "'%s' of network '%s' has shape %s; only images (1×C×H×W) and vectors (1×N) can be trained"
                  .formatted(value, network.name(), shape));
    };
  }

  private void build(Layer layer) {
    Optional<BatchNorm> rectified = fusedInto(layer);
    if (rectified.isPresent()) {
      maps.put(layer.name(), maps(layer.inputs().get(0)));
      learning.add(layer.name());
      return;
    }
    FeatureMaps output = mapsOf(network.shape(layer.name()), layer.name());
    List<Source> sources = new ArrayList<>();
    for (int index = 0; index < layer.inputs().size(); index++) {
      sources.add(source(layer, index));
    }
    Step step = step(layer, sources, output);
    boolean learns =
        !step.parameters().isEmpty() || layer.inputs().stream().anyMatch(learning::contains);
    if (learns) {
      learning.add(layer.name());
    }
    maps.put(layer.name(), output);
    steps.put(layer.name(), step);
  }

  private Source source(Layer layer, int index) {
    String name = layer.inputs().get(index);
    boolean first = layer.equals(firstToWrite.get(name)) && layer.inputs().indexOf(name) == index;
    return new Source(maps(name), learning.contains(name), !first);
  }

  /// The batch normalisation whose step rectifies in place of this layer.
  private Optional<BatchNorm> fusedInto(Layer layer) {
    if (!isRelu(layer) || layer.inputs().get(0).equals(network.input())) {
      return Optional.empty();
    }
    Layer before = network.layer(layer.inputs().get(0));
    return before.operator() instanceof BatchNorm norm && isRectified(before)
        ? Optional.of(norm)
        : Optional.empty();
  }

  private boolean isRectified(Layer norm) {
    List<Layer> consumers =
        network.consumers(norm.name()).stream()
            .filter(layer -> used.contains(layer.name()))
            .toList();
    return !norm.name().equals(logits) && consumers.size() == 1 && isRelu(consumers.get(0));
  }

  private static boolean isRelu(Layer layer) {
    return layer.operator() instanceof Activation activation
        && activation.kind() == Activation.Kind.RELU;
  }

  private Step step(Layer layer, List<Source> sources, FeatureMaps output) {
    Source source = sources.isEmpty() ? new Source(output, false, false) : sources.get(0);
    return switch (layer.operator()) {
      case Convolution convolution ->
          weighted(
              layer, convolution, geometry(convolution, source.maps(), output), source, output);
      case Dense dense -> weighted(layer, dense, geometry(layer, dense), source, output);
      case BatchNorm norm ->
          new BatchNormStep(layer.name(), norm, isRectified(layer), source, output, kernels);
      case Activation activation -> new ActivationStep(activation, source, output, kernels);
      case Pool pool -> new PoolStep(pool, source, output, kernels);
      case GlobalPool pool ->
          new PoolStep(global(pool.kind(), source.maps()), source, output, kernels);
      case ReduceMean mean when isGlobal(mean, layer) ->
          new PoolStep(global(Pool.Kind.AVERAGE, source.maps()), source, output, kernels);
      case Arithmetic arithmetic when arithmetic.kind() == Arithmetic.Kind.ADD ->
          add(layer, sources, output);
      case Concat concat when isOfChannels(concat, layer) -> new ConcatStep(sources, output);
      case Reshape _ when isFlat(output) -> new FlattenStep(source, output);
      default -> throw refusal(layer);
    };
  }

  private Step weighted(
      Layer layer, Weighted operator, ConvGeometry geometry, Source source, FeatureMaps output) {
    LayerQuantizer quantizer = quantizers.apply(layer.name());
    return new ConvStep(layer.name(), operator, geometry, source, output, kernels, quantizer);
  }

  private static ConvGeometry geometry(Convolution conv, FeatureMaps input, FeatureMaps output) {
    Window window = conv.window();
    return new ConvGeometry(
        input.height(),
        input.width(),
        input.channels(),
        output.channels(),
        window.height(),
        window.width(),
        window.strideY(),
        window.strideX(),
        window.dilationY(),
        window.dilationX(),
        window.padTop(),
        window.padLeft(),
        output.height(),
        output.width(),
        conv.groups());
  }

  private ConvGeometry geometry(Layer layer, Dense dense) {
    if (network.inputShapes(layer).get(0).rank() != 2) {
      throw refusal(layer);
    }
    int channels = dense.weights().channels();
    int filters = dense.weights().filters();
    return new ConvGeometry(1, 1, channels, filters, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1);
  }

  private static Pool global(Pool.Kind kind, FeatureMaps input) {
    Window window = new Window(input.height(), input.width(), 1, 1, 1, 1, 0, 0, 0, 0);
    return new Pool(kind, window, false, false);
  }

  private boolean isGlobal(ReduceMean mean, Layer layer) {
    return network.inputShapes(layer).get(0).rank() == 4
        && mean.axes().size() == 2
        && mean.axes().containsAll(List.of(2, 3));
  }

  private boolean isOfChannels(Concat concat, Layer layer) {
    int rank = network.shape(layer.name()).rank();
    return concat.axis() == 1 || concat.axis() == 1 - rank;
  }

  private static boolean isFlat(FeatureMaps output) {
    return output.pixels() == 1;
  }

  private Step add(Layer layer, List<Source> sources, FeatureMaps output) {
    for (Source source : sources) {
      if (!source.maps().hasShapeOf(output)) {
        throw refusal(layer);
      }
    }
    return new AddStep(sources.get(0), sources.get(1), output);
  }

  private BadInputException refusal(Layer layer) {
    return new BadInputException(
        "network '%s' cannot be trained: the trainer does not know how layer '%s' (%s of %s) passes a gradient back"
            .formatted(
                network.name(),
                layer.name(),
                layer.operator().title(),
                network.inputShapes(layer)));
  }
}
