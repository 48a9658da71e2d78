package filterscope.engine;

import filterscope.kernel.FloatKernels;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pool;
import filterscope.network.Reshape;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Small networks and short ways to run them, for the tests of the engine.
final class Nets {
  private Nets() {}

  static float[] random(long seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  static float[] counting(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return values;
  }

  /// A network of one operator, whose inputs after the first are constants.
  static Network single(Operator operator, Shape input, Tensor... constants) {
    List<Layer> layers = new ArrayList<>();
    List<String> inputs = new ArrayList<>(List.of("image"));
    for (Tensor constant : constants) {
      String name = "constant" + layers.size();
      layers.add(new Layer(name, new filterscope.network.Constant(constant), List.of()));
      inputs.add(name);
    }
    layers.add(new Layer("layer", operator, inputs));
    return new Network("single", "image", input, layers, "layer");
  }

  static float[] run(Network network, float... image) {
    return run(network, new ScalarFloatKernels(), image);
  }

  static float[] run(Network network, FloatKernels kernels, float[] image) {
    return run(CompiledNetwork.compile(CompressedNetwork.uncompressed(network), kernels), image);
  }

  static float[] run(CompiledNetwork compiled, float[] image) {
    float[] output = new float[compiled.outputShape().size()];
    compiled.run(image, compiled.newScratch(), output);
    return output;
  }

  static Convolution convolution(long seed, int filters, int channels, Window window) {
    return new Convolution(
        new ConvWeights(
            filters,
            channels,
            window.height(),
            window.width(),
            scaled(random(seed, filters * channels * window.height() * window.width()), 0.2f)),
        Optional.of(new Tensor(Shape.of(filters), random(seed + 1, filters))),
        window,
        1);
  }

  static BatchNorm batchNorm(long seed, int channels) {
    float[] variance = random(seed, channels);
    for (int i = 0; i < channels; i++) {
      variance[i] = 0.5f + variance[i] * variance[i];
    }
    return new BatchNorm(
        Tensor.vector(random(seed + 1, channels)),
        Tensor.vector(random(seed + 2, channels)),
        Tensor.vector(random(seed + 3, channels)),
        Tensor.vector(variance),
        1e-5f);
  }

  private static float[] scaled(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return values;
  }

  /// Two branches, a residual sum, a concatenation, pooling and a dense layer: several values are alive at most cuts.
  static Network branching() {
    Window three = Window.square(3, 1, 1);
    List<Layer> layers =
        List.of(
            new Layer("stem", convolution(1, 8, 3, three), List.of("image")),
            new Layer("stem norm", batchNorm(3, 8), List.of("stem")),
            new Layer("stem relu", Activation.relu(), List.of("stem norm")),
            new Layer("left", convolution(5, 8, 8, three), List.of("stem relu")),
            new Layer("left norm", batchNorm(7, 8), List.of("left")),
            new Layer(
                "sum", new Arithmetic(Arithmetic.Kind.ADD), List.of("left norm", "stem relu")),
            new Layer("sum relu", Activation.relu(), List.of("sum")),
            new Layer("right", convolution(9, 5, 8, Window.square(1, 1, 0)), List.of("stem relu")),
            new Layer("joined", new Concat(1), List.of("sum relu", "right")),
            new Layer("norm", batchNorm(11, 13), List.of("joined")),
            new Layer("relu", Activation.relu(), List.of("norm")),
            new Layer(
                "pool",
                new Pool(Pool.Kind.MAXIMUM, Window.square(2, 2, 0), false, false),
                List.of("relu")),
            new Layer("last", convolution(13, 17, 13, three), List.of("pool")),
            new Layer("global", new GlobalPool(Pool.Kind.AVERAGE), List.of("last")),
            new Layer("flat", new Reshape(Shape.of(1, 17)), List.of("global")),
            new Layer(
                "dense",
                new Dense(
                    new ConvWeights(10, 17, 1, 1, random(15, 170)),
                    Optional.of(Tensor.vector(random(16, 10)))),
                List.of("flat")));
    return new Network("branching", "image", Shape.of(1, 3, 8, 8), layers, "dense");
  }
}
