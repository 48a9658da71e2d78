package filterscope.train;

import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Draws up an untrained network layer by layer. Weights are normal with variance 2/n_in (He et al. 2015), from a seed.
/// Methods return the name of the layer they add.
final class NetworkSketch {
  private static final String INPUT = "image";
  private static final float EPSILON = 1e-5f;

  private final Shape inputShape;
  private final Random random;
  private final List<Layer> layers = new ArrayList<>();

  NetworkSketch(Shape inputShape, long seed) {
    this.inputShape = inputShape;
    this.random = new Random(seed);
  }

  String input() {
    return INPUT;
  }

  /// The shape of what a layer computes.
  Shape shape(String layer) {
    return new Network("sketch", INPUT, inputShape, layers, layer).shape(layer);
  }

  /// A convolution without bias, padded so that only the stride shrinks the image.
  String conv(String name, String from, int filters, int size, int stride) {
    int channels = shape(from).extent(1);
    ConvWeights weights = weights(filters, channels, size, 2.0 / (channels * size * size));
    Window window = Window.square(size, stride, size / 2);
    return add(name, new Convolution(weights, Optional.empty(), window, 1), from);
  }

  String batchNorm(String name, String from) {
    int channels = shape(from).extent(1);
    BatchNorm norm =
        new BatchNorm(
            filled(channels, 1),
            filled(channels, 0),
            filled(channels, 0),
            filled(channels, 1),
            EPSILON);
    return add(name, norm, from);
  }

  String relu(String name, String from) {
    return add(name, Activation.relu(), from);
  }

  /// −1 below −1, 1 above 1, between them the number itself: the float counterpart of a sign, with the gradient that is the
  /// sign's straight-through estimate.
  String hardTanh(String name, String from) {
    return add(name, new Activation(Activation.Kind.CLIP, -1, 1), from);
  }

  /// A mean over 2×2 pixels.
  String averagePool(String name, String from) {
    return add(name, new Pool(Pool.Kind.AVERAGE, Window.square(2, 2, 0), false, false), from);
  }

  String maxPool(String name, String from) {
    return add(name, new Pool(Pool.Kind.MAXIMUM, Window.square(2, 2, 0), false, false), from);
  }

  String globalAverage(String name, String from) {
    return add(name, new GlobalPool(Pool.Kind.AVERAGE), from);
  }

  String sum(String name, String left, String right) {
    layers.add(new Layer(name, new Arithmetic(Arithmetic.Kind.ADD), List.of(left, right)));
    return name;
  }

  String flatten(String name, String from) {
    return add(name, new Reshape(Shape.of(1, shape(from).size())), from);
  }

  /// A dense layer with a bias of zeros.
  String dense(String name, String from, int outputs) {
    int channels = shape(from).extent(1);
    ConvWeights weights = weights(outputs, channels, 1, 1.0 / channels);
    return add(name, new Dense(weights, Optional.of(filled(outputs, 0))), from);
  }

  Network finish(String name, String output) {
    return new Network(name, INPUT, inputShape, layers, output);
  }

  private String add(String name, Operator operator, String from) {
    layers.add(new Layer(name, operator, List.of(from)));
    return name;
  }

  private ConvWeights weights(int filters, int channels, int size, double variance) {
    float[] values = new float[filters * channels * size * size];
    double deviation = Math.sqrt(variance);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return new ConvWeights(filters, channels, size, size, values);
  }

  private static Tensor filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return Tensor.vector(values);
  }
}
