package filterscope.export;

import filterscope.measure.Footprint;
import filterscope.method.ActivationStatistics;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerCalibration;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.Recipes;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
import filterscope.network.Constant;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Dequantize;
import filterscope.network.Gather;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.LocalResponseNorm;
import filterscope.network.MatrixProduct;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pad;
import filterscope.network.ParametricRelu;
import filterscope.network.Pool;
import filterscope.network.Quantize;
import filterscope.network.ReduceMean;
import filterscope.network.Reshape;
import filterscope.network.Slice;
import filterscope.network.Softmax;
import filterscope.network.Transpose;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// Small networks, compressed in every way that there is.
final class Worlds {
  /// Inputs of every layer between −1 and 3.
  private static final Calibration CALIBRATION =
      new Calibration(
          network().weightedLayers().stream()
              .collect(
                  Collectors.toMap(
                      Layer::name,
                      _ ->
                          new LayerCalibration(
                              Optional.of(
                                  new ActivationStatistics(new float[] {-1, 0, 2, 3}, -1, 3))))));

  private Worlds() {}

  /// A compressed network and how it was compressed.
  record Named(String name, CompressedNetwork network) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Claims claims(CompressedNetwork network) {
    return Claims.of(network.network().name(), "0".repeat(64), Footprint.of(network));
  }

  static Subject subject(CompressedNetwork network) {
    return new Subject("small", network, Optional.empty(), claims(network), Optional.empty());
  }

  /// Every method with its defaults, and some choices that leave a last byte half full.
  static List<Named> compressed() {
    List<Named> all = new ArrayList<>();
    for (Method method : Methods.all()) {
      if (method instanceof filterscope.method.FilterPruning) {
        continue;
      }
      all.add(named(method, Map.of()));
    }
    Method first = Methods.all().getFirst();
    all.add(named(first, Map.of("weight-bits", "3", "group", "2")));
    all.add(named(first, Map.of("weight-bits", "5", "grid", "symmetric", "scale-bits", "16")));
    all.add(named(first, Map.of("axis", "kernels", "group", "3", "group-in", "2")));
    for (String order : List.of("sorted", "optimal")) {
      Named reordered = named(first, Map.of("order", order, "group", "2"));
      all.add(new Named(reordered.name(), reordered.network().inStorageOrder(Methods::byId)));
    }
    all.add(named(first, Map.of("activation-bits", "1")));
    all.add(named(first, Map.of("activation-bits", "4", "weight-bits", "2")));
    all.add(new Named("float", CompressedNetwork.uncompressed(network())));
    return all;
  }

  /// Cross-filter compression of sorted filters, not yet in storage order.
  static CompressedNetwork ordered(String order) {
    return named(Methods.all().getFirst(), Map.of("order", order, "group", "2")).network();
  }

  private static Named named(Method method, Map<String, String> settings) {
    LayerRecipe choice = new LayerRecipe(method.id(), Settings.of(method.params(), settings));
    Recipe recipe = Recipes.uniform(network(), choice, false, false, _ -> true);
    return new Named(
        method.id() + " " + settings,
        CompressedNetwork.compress(network(), recipe, Methods::byId, CALIBRATION));
  }

  /// Grey images of 8×8; convolutions with and without bias, batch normalisation, a depthwise convolution, a dense layer.
  static Network network() {
    Random random = new Random(29);
    Window window = Window.square(3, 1, 1);
    return new Network(
        "small",
        "image",
        Shape.of(1, 1, 8, 8),
        List.of(
            new Layer(
                "conv1",
                new Convolution(
                    weights(random, 7, 1, 3), Optional.of(vector(random, 7)), window, 1),
                List.of("image")),
            new Layer("relu1", Activation.relu(), List.of("conv1")),
            new Layer(
                "conv2",
                new Convolution(weights(random, 6, 7, 3), Optional.empty(), window, 1),
                List.of("relu1")),
            new Layer(
                "norm",
                new BatchNorm(
                    vector(random, 6),
                    vector(random, 6),
                    vector(random, 6),
                    Tensor.vector(1, 2, 3, 1, 2, 3),
                    1e-5f),
                List.of("conv2")),
            new Layer("relu2", Activation.relu(), List.of("norm")),
            new Layer(
                "depthwise",
                new Convolution(weights(random, 6, 1, 3), Optional.empty(), window, 6),
                List.of("relu2")),
            new Layer("pool", new GlobalPool(Pool.Kind.AVERAGE), List.of("depthwise")),
            new Layer("flat", new Reshape(Shape.of(1, 6)), List.of("pool")),
            new Layer(
                "head",
                new Dense(weights(random, 5, 6, 1), Optional.of(vector(random, 5))),
                List.of("flat"))),
        "head");
  }

  private static ConvWeights weights(Random random, int filters, int channels, int size) {
    return new ConvWeights(
        filters, channels, size, size, vector(random, filters * channels * size * size).values());
  }

  private static Tensor vector(Random random, int length) {
    float[] values = new float[length];
    for (int index = 0; index < length; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return Tensor.vector(values);
  }

  /// One float network for every operator but those with weights.
  static List<CompressedNetwork> everyOperator() {
    Tensor four = Tensor.vector(1, 2, 3, 4);
    Window window = new Window(3, 2, 2, 1, 1, 2, 1, 0, 2, 1);
    List<Operator> operators =
        new ArrayList<>(
            List.of(
                new BatchNorm(four, four, four, four, 0.01f),
                new ParametricRelu(new Tensor(Shape.of(4, 1, 1), four.values())),
                new Pool(Pool.Kind.MAXIMUM, window, true, false),
                new Pool(Pool.Kind.AVERAGE, window, false, true),
                new GlobalPool(Pool.Kind.MAXIMUM),
                new Reshape(Shape.of(1, 2, 72)),
                new Transpose(List.of(0, 2, 3, 1)),
                new Slice(List.of(0, 1, 5, 0), List.of(1, 2, 6, 3), List.of(1, 1, -1, 2)),
                new Pad(List.of(0, 1, 0, 2), List.of(0, 0, 3, 0), Pad.Mode.CONSTANT, 0.1f),
                new ReduceMean(List.of(2, 3), false),
                new Softmax(1, 2, true),
                new LocalResponseNorm(3, 0.1f, 0.5f, 2),
                new Gather(2, List.of(4), true),
                new Quantize(Tensor.vector(0.1f), Tensor.vector(3), 1, 0, 255)));
    for (Activation.Kind kind : Activation.Kind.values()) {
      operators.add(new Activation(kind, -0.1f, Float.POSITIVE_INFINITY));
    }
    List<List<Layer>> chains = new ArrayList<>();
    operators.forEach(operator -> chains.add(List.of(new Layer("only", operator, List.of("x")))));
    chains.add(
        List.of(
            new Layer("fixed", new Constant(new Tensor(Shape.of(), new float[] {2})), List.of()),
            new Layer("sum", new Arithmetic(Arithmetic.Kind.MULTIPLY), List.of("x", "fixed")),
            new Layer("both", new Concat(1), List.of("x", "sum")),
            new Layer("turned", new Transpose(List.of(0, 1, 3, 2)), List.of("both")),
            new Layer("product", new MatrixProduct(), List.of("both", "turned"))));
    chains.add(
        List.of(
            new Layer("q", new Quantize(four, four, 1, -128, 127), List.of("x")),
            new Layer("d", new Dequantize(four, four, 1), List.of("q"))));
    return chains.stream()
        .map(layers ->
            CompressedNetwork.uncompressed(
                new Network("one", "x", Shape.of(1, 4, 6, 6), layers, layers.getLast().name())))
        .toList();
  }
}
