package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.kernel.FloatKernels;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.method.ActivationStatistics;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerCalibration;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.BoundedRelu;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.Recipes;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.Dense;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.Network;
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
import org.junit.jupiter.api.Test;

/// Networks that run in integers from the first to the last quantized layer.
final class IntegerPartTest {
  /// A stem, a residual block with a shortcut convolution, both kinds of pools, a dense layer.
  private static Network residual() {
    Window three = Window.square(3, 1, 1);
    return new Network(
        "residual",
        "image",
        Shape.of(1, 3, 8, 8),
        List.of(
            new Layer("stem", Nets.convolution(1, 8, 3, three), List.of("image")),
            new Layer("norm", Nets.batchNorm(3, 8), List.of("stem")),
            new Layer("relu", Activation.relu(), List.of("norm")),
            new Layer(
                "pool",
                new Pool(Pool.Kind.MAXIMUM, Window.square(2, 2, 0), false, false),
                List.of("relu")),
            new Layer("left1", Nets.convolution(5, 12, 8, three), List.of("pool")),
            new Layer("left1 relu", Activation.relu(), List.of("left1")),
            new Layer("left2", Nets.convolution(7, 10, 12, three), List.of("left1 relu")),
            new Layer("left2 norm", Nets.batchNorm(9, 10), List.of("left2")),
            new Layer(
                "shortcut", Nets.convolution(11, 10, 8, Window.square(1, 1, 0)), List.of("pool")),
            new Layer(
                "sum", new Arithmetic(Arithmetic.Kind.ADD), List.of("left2 norm", "shortcut")),
            new Layer("sum relu", Activation.relu(), List.of("sum")),
            new Layer("last", Nets.convolution(13, 16, 10, three), List.of("sum relu")),
            new Layer("last relu", Activation.relu(), List.of("last")),
            new Layer("global", new GlobalPool(Pool.Kind.AVERAGE), List.of("last relu")),
            new Layer("flat", new Reshape(Shape.of(1, 16)), List.of("global")),
            new Layer(
                "dense",
                new Dense(
                    new filterscope.network.ConvWeights(10, 16, 1, 1, Nets.random(15, 160)),
                    Optional.of(Tensor.vector(Nets.random(16, 10)))),
                List.of("flat"))),
        "dense");
  }

  /// What goes into each layer for a few images.
  private static Calibration calibration(Network network) {
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), new ScalarFloatKernels());
    Map<String, List<Float>> seen = new HashMap<>();
    for (int image = 0; image < 8; image++) {
      float[] input = image(network, image);
      Map<String, float[]> values = new HashMap<>(Map.of("image", input));
      floating.run(
          input,
          floating.newScratch(),
          new float[10],
          (layer, value) -> values.put(layer, value.values()));
      values.put("flat", values.get("global"));
      for (Layer layer : network.weightedLayers()) {
        List<Float> all = seen.computeIfAbsent(layer.name(), name -> new ArrayList<>());
        for (float value :
            Optional.ofNullable(values.get(layer.inputs().getFirst())).orElseThrow()) {
          all.add(value);
        }
      }
    }
    Map<String, LayerCalibration> layers = new HashMap<>();
    seen.forEach((layer, all) -> {
      float[] sample = new float[all.size()];
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int index = 0; index < sample.length; index++) {
        sample[index] = all.get(index);
        least = Math.min(least, sample[index]);
        most = Math.max(most, sample[index]);
      }
      layers.put(
          layer, new LayerCalibration(Optional.of(new ActivationStatistics(sample, least, most))));
    });
    return new Calibration(layers);
  }

  private static float[] image(Network network, int seed) {
    return Nets.random(100 + seed, network.inputShape().size());
  }

  private static CompiledNetwork compiled(Network network, boolean ends, FloatKernels kernels) {
    BoundedRelu method = new BoundedRelu();
    LayerRecipe choice = new LayerRecipe(method.id(), method.defaults());
    Recipe recipe = Recipes.uniform(network, choice, !ends, !ends, _ -> true);
    return CompiledNetwork.compile(
        CompressedNetwork.compress(network, recipe, Methods::byId, calibration(network)), kernels);
  }

  @Test
  void everyValueBetweenQuantizedLayersIsAnInteger() {
    Network network = residual();
    CompiledNetwork whole = compiled(network, true, new ScalarFloatKernels());
    assertThat(whole.integerLayers())
        .containsExactlyInAnyOrder(
            "relu",
            "pool",
            "left1 relu",
            "left2 norm",
            "shortcut",
            "sum relu",
            "last relu",
            "global");
    assertThat(whole.kernels().values()).containsOnly("integers, scalar definition");
    assertThat(whole.isSimulated()).isFalse();
    // First and last layer float: the part begins behind the first and ends before the last.
    CompiledNetwork inner = compiled(network, false, new ScalarFloatKernels());
    assertThat(inner.integerLayers())
        .containsExactlyInAnyOrder("left1 relu", "left2 norm", "shortcut", "sum relu");
  }

  @Test
  void theFastFormIsTheDefinitionToTheBit() {
    Network network = residual();
    for (boolean ends : new boolean[] {true, false}) {
      CompiledNetwork plain = compiled(network, ends, new ScalarFloatKernels());
      CompiledNetwork fast = compiled(network, ends, new VectorFloatKernels());
      if (ends) {
        for (int seed = 0; seed < 5; seed++) {
          assertThat(Nets.run(fast, image(network, seed)))
              .isEqualTo(Nets.run(plain, image(network, seed)));
        }
      }
      assertThat(fast.integerLayers()).isEqualTo(plain.integerLayers());
    }
  }

  @Test
  void comesCloseToTheFloatNetwork() {
    Network network = residual();
    CompiledNetwork integers = compiled(network, true, new ScalarFloatKernels());
    double error = 0;
    double energy = 0;
    for (int seed = 0; seed < 8; seed++) {
      float[] image = image(network, seed);
      float[] exact = Nets.run(network, image);
      float[] found = Nets.run(integers, image);
      for (int logit = 0; logit < exact.length; logit++) {
        error += Math.pow((double) exact[logit] - found[logit], 2);
        energy += Math.pow(exact[logit], 2);
      }
    }
    assertThat(error / energy).isLessThan(0.01);
  }

  @Test
  void goesOnFromSavedIntegers() {
    Network network = residual();
    CompiledNetwork integers = compiled(network, true, new ScalarFloatKernels());
    float[] image = image(network, 3);
    float[] whole = Nets.run(integers, image);
    for (int step = 0; step < integers.steps(); step++) {
      float[] saved = new float[integers.savedFloats(step)];
      float[] output = new float[10];
      integers.runUntil(step, image, integers.newScratch(), saved, 0);
      integers.runFrom(step, saved, 0, integers.newScratch(), output);
      assertThat(output).as("step %d", step).isEqualTo(whole);
    }
  }
}
