package filterscope.measure;

import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.Recipes;
import filterscope.network.Activation;
import filterscope.network.BatchNorm;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.ParametricRelu;
import filterscope.network.Pool;
import filterscope.network.Reshape;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Networks that tests of this package compress and run.
final class SmallNetworks {
  private SmallNetworks() {}

  static ConvWeights random(int filters, int channels, int kernel, long seed) {
    Random random = new Random(seed);
    float[] values = new float[filters * channels * kernel * kernel];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) random.nextGaussian() * (1 + index % 3);
    }
    return new ConvWeights(filters, channels, kernel, kernel, values);
  }

  /// One convolution without bias on a 4×4 image.
  static Network oneConvolution(ConvWeights weights) {
    return new Network(
        "one",
        "image",
        Shape.of(1, weights.channels(), 4, 4),
        List.of(convolution("conv", "image", weights, Optional.empty())),
        "conv");
  }

  /// Three convolutions, the first two normalised, and a dense layer: `1×3×6×6` to seven classes as `1×7`.
  static Network classifier() {
    return new Network(
        "classifier",
        "image",
        Shape.of(1, 3, 6, 6),
        List.of(
            convolution("conv1", "image", random(5, 3, 3, 1), Optional.empty()),
            layer("norm1", norm(5), "conv1"),
            layer("relu1", Activation.relu(), "norm1"),
            convolution("conv2", "relu1", random(6, 5, 3, 2), Optional.of(vector(6))),
            layer("norm2", norm(6), "conv2"),
            layer(
                "prelu2", new ParametricRelu(new Tensor(Shape.of(6, 1, 1), new float[6])), "norm2"),
            convolution("conv3", "prelu2", random(8, 6, 3, 3), Optional.of(vector(8))),
            layer("pool", new GlobalPool(Pool.Kind.AVERAGE), "conv3"),
            layer("flat", new Reshape(Shape.of(1, 8)), "pool"),
            layer("dense", new Dense(random(7, 8, 1, 4), Optional.of(vector(7))), "flat")),
        "dense");
  }

  private static Tensor vector(int size) {
    Tensor tensor = Tensor.vector(new float[size]);
    for (int index = 0; index < size; index++) {
      tensor.values()[index] = 0.1f * index;
    }
    return tensor;
  }

  private static BatchNorm norm(int channels) {
    float[] ones = new float[channels];
    java.util.Arrays.fill(ones, 1);
    return new BatchNorm(
        Tensor.vector(ones), vector(channels), vector(channels), Tensor.vector(ones), 1e-5f);
  }

  static Layer layer(String name, filterscope.network.Operator operator, String input) {
    return new Layer(name, operator, List.of(input));
  }

  static Layer convolution(String name, String input, ConvWeights weights, Optional<Tensor> bias) {
    int kernel = weights.kernelHeight();
    return layer(
        name, new Convolution(weights, bias, Window.square(kernel, 1, kernel / 2), 1), input);
  }

  /// Settings of cross-filter compression: `"group", "2"`.
  static Settings settings(String... given) {
    Map<String, String> values = new HashMap<>();
    for (int index = 0; index < given.length; index += 2) {
      values.put(given[index], given[index + 1]);
    }
    return Settings.of(method().params(), values);
  }

  static Method method() {
    return Methods.byId(CrossFilter.ID);
  }

  /// All layers under the same settings.
  static CompressedNetwork compressed(Network network, String... settings) {
    LayerRecipe choice = new LayerRecipe(CrossFilter.ID, settings(settings));
    return CompressedNetwork.compress(
        network, Recipes.uniform(network, choice, false, false, _ -> true), Methods::byId);
  }
}
