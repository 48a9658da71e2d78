package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.Constant;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pool;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Values that stay packed between binary layers are held to the way through floats, which a run takes as soon as somebody
/// looks on.
class SignLinkTest {
  private static final Window THREE = Window.square(3, 1, 1);
  private static final Pool HALVED =
      new Pool(Pool.Kind.MAXIMUM, Window.square(2, 2, 0), false, false);
  private static final Activation SIGN = new Activation(Activation.Kind.SIGN, 0, 0);
  private static final Activation CLIP = new Activation(Activation.Kind.CLIP, -1, 1);

  private final List<Layer> layers = new ArrayList<>();
  private String last = "image";

  private void add(String name, Operator operator) {
    layers.add(new Layer(name, operator, List.of(last)));
    last = name;
  }

  private void conv(int number, int filters, int channels) {
    add("conv" + number, Nets.convolution(number, filters, channels, THREE));
  }

  private CompiledNetwork compiled(Shape image) {
    Network network = new Network("chain", "image", image, layers, last);
    LayerRecipe signs =
        new LayerRecipe(
            CrossFilter.ID,
            Settings.of(
                new CrossFilter().params(), Map.of("weight-bits", "1", "activation-bits", "1")));
    Recipe recipe = Recipe.FLOAT;
    for (Layer layer : network.weightedLayers()) {
      recipe = recipe.with(layer.name(), signs);
    }
    return CompiledNetwork.compile(
        CompressedNetwork.compress(network, recipe, Methods::byId), new VectorFloatKernels());
  }

  private static void assertSameAsThroughFloats(CompiledNetwork network) {
    Scratch scratch = network.newScratch();
    float[] packed = new float[network.outputShape().size()];
    float[] floats = new float[packed.length];
    for (int seed = 0; seed < 20; seed++) {
      float[] image = Nets.random(100 + seed, network.inputShape().size());
      network.run(image, scratch, packed);
      network.run(image, scratch, floats, (layer, value) -> {});
      assertThat(packed).isEqualTo(floats);
    }
    assertThat(packed).isNotEqualTo(new float[packed.length]);
  }

  @Test
  void valuesStayPackedBetweenConvolutions() {
    conv(1, 40, 3);
    add("norm1", Nets.batchNorm(31, 40));
    add("clip1", CLIP);
    conv(2, 64, 40);
    add("norm2", Nets.batchNorm(32, 64));
    conv(3, 33, 64);
    CompiledNetwork network = compiled(Shape.of(1, 3, 7, 6));
    assertThat(network.packedPlaces()).isEqualTo(2);
    assertSameAsThroughFloats(network);
  }

  /// The order of XNOR-Net: convolution, maximum, batch normalisation, sign. Some factors of the normalisation are negative.
  @Test
  void signsGoThroughMaximumAndBatchNormalisation() {
    conv(1, 32, 3);
    add("pool1", HALVED);
    conv(2, 70, 32);
    add("pool2", HALVED);
    add("norm2", Nets.batchNorm(33, 70));
    add("clip2", CLIP);
    conv(3, 8, 70);
    CompiledNetwork network = compiled(Shape.of(1, 3, 12, 13));
    assertThat(network.packedPlaces()).isEqualTo(2);
    assertSameAsThroughFloats(network);
  }

  /// A network that was trained binary elsewhere, without any recipe: weights of one magnitude, and signs that are never zero.
  @Test
  void signsOfANetworkThatIsBinaryAlreadyStayPacked() {
    add("sign0", SIGN);
    nonZero(0);
    for (int number = 1; number <= 3; number++) {
      int channels = number == 1 ? 3 : 32;
      add("conv" + number, binary(number, 32, channels));
      if (number < 3) {
        add("pool" + number, new Pool(Pool.Kind.MAXIMUM, THREE, false, false));
        add("norm" + number, Nets.batchNorm(40 + number, 32));
        add("sign" + number, SIGN);
        nonZero(number);
      }
    }
    Network network = new Network("larq", "image", Shape.of(1, 3, 6, 6), layers, last);
    CompiledNetwork compiled =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), new VectorFloatKernels());
    assertThat(compiled.packedPlaces()).isEqualTo(2);
    assertThat(compiled.kernels().values()).allMatch(kernel -> kernel.startsWith("XNOR"));
    assertSameAsThroughFloats(compiled);
  }

  private void nonZero(int number) {
    layers.add(new Layer("tenth" + number, new Constant(Tensor.vector(0.1f)), List.of()));
    layers.add(
        new Layer(
            "sum" + number, new Arithmetic(Arithmetic.Kind.ADD), List.of(last, "tenth" + number)));
    last = "sum" + number;
    add("never zero" + number, SIGN);
  }

  private static Convolution binary(long seed, int filters, int channels) {
    float[] values = Nets.random(seed, filters * channels * 9);
    for (int index = 0; index < values.length; index++) {
      values[index] = Math.signum(values[index]);
    }
    return new Convolution(
        new ConvWeights(filters, channels, 3, 3, values), Optional.empty(), THREE, 1);
  }

  @Test
  void valuesThatASumNeedsStayFloats() {
    conv(1, 32, 3);
    String shortcut = last;
    conv(2, 32, 32);
    layers.add(new Layer("sum", new Arithmetic(Arithmetic.Kind.ADD), List.of("conv2", shortcut)));
    last = "sum";
    conv(3, 32, 32);
    CompiledNetwork network = compiled(Shape.of(1, 3, 6, 6));
    assertThat(network.packedPlaces()).isZero();
    assertSameAsThroughFloats(network);
  }

  @Test
  void runsThatAreCutAnywhereGiveTheSame() {
    conv(1, 32, 3);
    add("pool1", HALVED);
    add("norm1", Nets.batchNorm(34, 32));
    conv(2, 64, 32);
    conv(3, 10, 64);
    CompiledNetwork network = compiled(Shape.of(1, 3, 8, 8));
    float[] image = Nets.random(8, network.inputShape().size());
    float[] whole = Nets.run(network, image);
    Scratch scratch = network.newScratch();
    for (int cut = 0; cut <= network.steps(); cut++) {
      float[] saved = new float[network.savedFloats(cut)];
      network.runUntil(cut, image, scratch, saved, 0);
      float[] resumed = new float[whole.length];
      network.runFrom(cut, saved, 0, scratch, resumed);
      assertThat(resumed).as("cut before step %d", cut).isEqualTo(whole);
    }
  }
}
