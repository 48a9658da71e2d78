package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.kernel.FloatKernels;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.method.ActivationStatistics;
import filterscope.method.Calibration;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.FilterPruning;
import filterscope.method.LayerCalibration;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every method that there is, under its defaults and with each option of its choices. Bytes are held to what is
/// written by `export.PackedModelTest`.
class EveryMethodTest {
  private static final LayerCalibration SEEN =
      new LayerCalibration(Optional.of(new ActivationStatistics(Nets.random(5, 400), -4, 4)));

  /// A method under settings.
  record Variant(Method method, Settings settings) {
    @Override
    public String toString() {
      return method.id() + " " + settings;
    }
  }

  static Stream<Variant> variants() {
    // Methods that remove filters leave the rest as it is: see FilterPruningTest.
    return Methods.all().stream()
        .filter(method -> !(method instanceof FilterPruning))
        .flatMap(EveryMethodTest::variants);
  }

  private static Stream<Variant> variants(Method method) {
    List<Variant> variants = new ArrayList<>(List.of(new Variant(method, method.defaults())));
    for (Param param : method.params()) {
      List<String> texts =
          switch (param) {
            case Param.Choice choice when choice.key().equals("activation-bits") ->
                List.of("1", "4");
            case Param.Choice choice when choice.key().startsWith("activation") -> List.of();
            case Param.Choice choice -> choice.options().stream().map(Param.Option::key).toList();
            case Param.Toggle _ -> List.of("true", "false");
            case Param.Whole whole ->
                List.of(
                    Integer.toString(whole.least()),
                    Integer.toString(Math.min(whole.most(), whole.least() + 4)));
            case Param.Real _ -> List.of();
          };
      for (String text : texts) {
        variants.add(new Variant(method, method.defaults().with(param, text)));
      }
    }
    return variants.stream().distinct();
  }

  private static List<ConvWeights> layers() {
    return List.of(
        weights(1, 12, 8, 3),
        weights(2, 9, 5, 1),
        weights(3, 1, 1, 3),
        weights(4, 7, 3, 5),
        weights(5, 30, 64, 1));
  }

  private static ConvWeights weights(long seed, int filters, int channels, int kernel) {
    float[] values = Nets.random(seed, filters * channels * kernel * kernel);
    for (int index = 0; index < values.length; index++) {
      values[index] *= 0.1f;
    }
    return new ConvWeights(filters, channels, kernel, kernel, values);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void losesNoMoreThanTheNetworkOfZerosWould(Variant variant) {
    // Random rounding, and a grid as wide as the largest weight at one or two bits, may lose more
    // than everything.
    for (ConvWeights weights : layers()) {
      CompressedConv stored = variant.method().compress(weights, variant.settings(), SEEN);
      double error = 0;
      double energy = 0;
      float[] restored = stored.restore().values();
      assertThat(stored.restore().shape()).isEqualTo(weights.shape());
      for (int index = 0; index < restored.length; index++) {
        error += Math.pow((double) weights.values()[index] - restored[index], 2);
        energy += Math.pow(weights.values()[index], 2);
      }
      if (mayLoseMore(variant)) {
        assertThat(error).isFinite();
      } else {
        assertThat(error).as("%s", weights.shape()).isLessThanOrEqualTo(energy * (1 + 1e-6));
      }
    }
  }

  private static boolean mayLoseMore(Variant variant) {
    Map<String, String> settings = variant.settings().asMap();
    boolean fewProbable =
        "pws".equals(settings.get("quantizer")) || "true".equals(settings.get("centre"));
    return fewProbable || "max".equals(settings.get("estimator"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void givesTheSameForTheSame(Variant variant) {
    for (ConvWeights weights : layers()) {
      float[] before = weights.values().clone();
      CompressedConv one = variant.method().compress(weights, variant.settings(), SEEN);
      CompressedConv other = variant.method().compress(weights, variant.settings(), SEEN);
      assertThat(one.restore().values()).isEqualTo(other.restore().values());
      assertThat(one.bits()).isEqualTo(other.bits());
      assertThat(weights.values()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void keepsItsSettingsInJson(Variant variant) {
    Recipe recipe =
        Recipe.FLOAT.with("layer", new LayerRecipe(variant.method().id(), variant.settings()));
    assertThat(RecipeJson.read(RecipeJson.write(recipe), "test")).isEqualTo(recipe);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void takesALayerOfZeros(Variant variant) {
    ConvWeights zeros = new ConvWeights(4, 3, 3, 3, new float[108]);
    float[] restored =
        variant.method().compress(zeros, variant.settings(), SEEN).restore().values();
    assertThat(restored).containsOnly(0f);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void runsAsTheRestoredWeightsDo(Variant variant) {
    for (Network network : networks()) {
      CompressedNetwork compressed = compress(network, variant);
      float[] image = Nets.random(11, network.inputShape().size());
      float[] definition = run(compressed, new ScalarFloatKernels(), image);
      float[] fast = run(compressed, new VectorFloatKernels(), image);
      assertThat(fast)
          .as("%s", network.layers().getFirst().operator().title())
          .containsExactly(definition, within(2e-4f));
      if (compressed.activations("layer").isFloat()) {
        Network restored = network(withRestored(network, compressed), network.inputShape());
        assertThat(definition)
            .containsExactly(
                run(CompressedNetwork.uncompressed(restored), new ScalarFloatKernels(), image),
                within(2e-4f));
      }
    }
  }

  private static float[] run(CompressedNetwork network, FloatKernels kernels, float[] image) {
    return Nets.run(CompiledNetwork.compile(network, kernels), image);
  }

  private static CompressedNetwork compress(Network network, Variant variant) {
    Recipe recipe =
        Recipe.FLOAT.with("layer", new LayerRecipe(variant.method().id(), variant.settings()));
    return CompressedNetwork.compress(
        network, recipe, Methods::byId, new Calibration(Map.of("layer", SEEN)));
  }

  private static Operator withRestored(Network network, CompressedNetwork compressed) {
    ConvWeights restored = compressed.effectiveWeights("layer");
    return switch (network.layer("layer").operator()) {
      case Convolution convolution -> convolution.withWeights(restored);
      case Dense dense -> dense.withWeights(restored);
      default -> throw new IllegalStateException("no weights");
    };
  }

  private static List<Network> networks() {
    Optional<Tensor> bias = Optional.of(Tensor.vector(Nets.random(8, 12)));
    return List.of(
        network(
            new Convolution(weights(1, 12, 8, 3), bias, Window.square(3, 1, 1), 1),
            Shape.of(1, 8, 7, 6)),
        network(
            new Convolution(
                weights(2, 12, 4, 3), bias, new Window(3, 3, 2, 2, 1, 2, 1, 0, 2, 1), 3),
            Shape.of(1, 12, 9, 10)),
        network(
            new Convolution(weights(3, 12, 5, 1), Optional.empty(), Window.square(1, 2, 0), 1),
            Shape.of(1, 5, 6, 6)),
        network(new Dense(weights(4, 12, 20, 1), bias), Shape.of(1, 20)));
  }

  private static Network network(Operator operator, Shape input) {
    return new Network(
        "one", "image", input, List.of(new Layer("layer", operator, List.of("image"))), "layer");
  }

  /// The level −128 of eight bits has no opposite.
  @org.junit.jupiter.api.Test
  void runsTheLowestLevelOfEightBits() {
    Method qnn = Methods.byId("qnn");
    for (String activations : List.of("1", "2", "8")) {
      runsAsTheRestoredWeightsDo(
          new Variant(
              qnn,
              Settings.of(
                  qnn.params(), Map.of("weight-bits", "8", "activation-bits", activations))));
    }
  }
}
