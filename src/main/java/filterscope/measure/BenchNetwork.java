package filterscope.measure;

import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.Activation;
import filterscope.network.BatchNorm;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pool;
import filterscope.network.Reshape;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The network of the benchmark: VGG-small for images of 32×32, as the binary papers use it (2×128, 2×256, 2×512 filters of 3×3, a
/// 2×2 maximum after every second), in the block order of XNOR-Net: convolution, maximum, batch normalisation, and a hard
/// tanh that signs take no notice of. Its weights are random: times do not depend on them.
final class BenchNetwork {
  static final String TITLE = "VGG-small 3×32×32";

  private static final int[] FILTERS = {128, 128, 256, 256, 512, 512};
  private static final int CLASSES = 10;

  private final Random random = new Random(7);
  private final List<Layer> layers = new ArrayList<>();
  private String last = "image";

  private BenchNetwork() {}

  static Network make() {
    return new BenchNetwork().sketch();
  }

  private Network sketch() {
    int channels = 3;
    int side = 32;
    for (int index = 0; index < FILTERS.length; index++) {
      int filters = FILTERS[index];
      Window window = Window.square(3, 1, 1);
      ConvWeights weights =
          new ConvWeights(filters, channels, 3, 3, randoms(filters * channels * 9));
      add("conv" + (index + 1), new Convolution(weights, Optional.empty(), window, 1));
      if (index % 2 == 1) {
        add(
            "pool" + (index + 1),
            new Pool(Pool.Kind.MAXIMUM, Window.square(2, 2, 0), false, false));
        side /= 2;
      }
      add("norm" + (index + 1), norm(filters));
      boolean isLast = index == FILTERS.length - 1;
      add(
          "act" + (index + 1),
          isLast ? Activation.relu() : new Activation(Activation.Kind.CLIP, -1, 1));
      channels = filters;
    }
    int features = channels * side * side;
    add("flatten", new Reshape(Shape.of(1, features)));
    ConvWeights weights = new ConvWeights(CLASSES, features, 1, 1, randoms(CLASSES * features));
    add("dense", new Dense(weights, Optional.empty()));
    return new Network(TITLE, "image", Shape.of(1, 3, 32, 32), layers, last);
  }

  private void add(String name, Operator operator) {
    layers.add(new Layer(name, operator, List.of(last)));
    last = name;
  }

  private BatchNorm norm(int channels) {
    float[] ones = new float[channels];
    java.util.Arrays.fill(ones, 1);
    return new BatchNorm(
        Tensor.vector(ones),
        Tensor.vector(randoms(channels)),
        Tensor.vector(new float[channels]),
        Tensor.vector(ones),
        1e-5f);
  }

  private float[] randoms(int count) {
    float[] values = new float[count];
    for (int index = 0; index < count; index++) {
      values[index] = (float) random.nextGaussian() * 0.05f;
    }
    return values;
  }

  /// The network with every layer but the first and the last at one bit, scales shared by eight filters.
  ///
  /// @param activationBits 1 or 32
  static CompressedNetwork binary(Network network, int activationBits) {
    Map<String, String> given = new HashMap<>();
    given.put("weight-bits", "1");
    given.put("group", "8");
    given.put("activation-bits", Integer.toString(activationBits));
    LayerRecipe choice =
        new LayerRecipe(CrossFilter.ID, Settings.of(new CrossFilter().params(), given));
    Recipe recipe = Recipe.FLOAT;
    List<Layer> weighted = network.weightedLayers();
    for (Layer layer : weighted.subList(1, weighted.size() - 1)) {
      recipe = recipe.with(layer.name(), choice);
    }
    return CompressedNetwork.compress(network, recipe, Methods::byId);
  }
}
