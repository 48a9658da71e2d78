package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import filterscope.job.BadInputException;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.method.Calibration;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.FloatConv;
import filterscope.method.LayerCalibration;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.network.Activation;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Pad;
import filterscope.network.Reshape;
import filterscope.network.Transpose;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledNetworkTest {
  private static final float[] IMAGE = Nets.random(99, 3 * 8 * 8);

  private final FloatKernels kernels = new VectorFloatKernels();

  private CompiledNetwork compile(CompressedNetwork network) {
    return CompiledNetwork.compile(network, kernels);
  }

  private static CompressedNetwork compressed(Network network, String... layers) {
    Recipe recipe = Recipe.FLOAT;
    for (String layer : layers) {
      recipe = recipe.with(layer, new LayerRecipe("signs", Settings.defaults(List.of())));
    }
    return CompressedNetwork.compress(network, recipe, id -> new Signs());
  }

  /// Keeps only the signs, so that results clearly differ.
  private static final class Signs implements Method {
    @Override
    public String id() {
      return "signs";
    }

    @Override
    public String title() {
      return "Signs";
    }

    @Override
    public String summary() {
      return "Keeps only the signs.";
    }

    @Override
    public String paper() {
      return "none";
    }

    @Override
    public Evidence evidence() {
      return Evidence.TEXT;
    }

    @Override
    public List<Param> params() {
      return List.of();
    }

    @Override
    public CompressedConv compress(
        ConvWeights weights, Settings settings, LayerCalibration calibration) {
      float[] signs = weights.values().clone();
      for (int i = 0; i < signs.length; i++) {
        signs[i] = Math.signum(signs[i]);
      }
      return new FloatConv(weights.withValues(signs));
    }
  }

  @Test
  void foldsNormalisationsAndActivationsIntoTheStepBeforeThem() {
    CompiledNetwork compiled = compile(CompressedNetwork.uncompressed(Nets.branching()));
    assertThat(compiled.stepInfos().stream().map(StepInfo::title))
        .containsExactly(
            "Layout",
            "Conv 3×3 + BatchNorm + ReLU",
            "Conv 3×3 + BatchNorm",
            "Add + ReLU",
            "Conv 1×1",
            "Concat",
            "BatchNorm + ReLU",
            "MaxPool 2×2",
            "Conv 3×3",
            "GlobalAvgPool",
            "Dense");
    assertThat(compiled.stepOf("stem norm")).hasValue(1);
    assertThat(compiled.stepOf("flat")).hasValue(9);
    assertThat(compiled.stepOf("dense")).hasValue(10);
    assertThat(compiled.stepOf("nowhere")).isEmpty();
  }

  @Test
  void foldingChangesNothingButRounding() {
    Network network = Nets.branching();
    List<Layer> kept = new ArrayList<>(network.layers());
    Shape shape = network.shape("stem");
    kept.add(1, new Layer("apart", new Transpose(List.of(0, 2, 1, 3)), List.of("stem")));
    kept.add(2, new Layer("back", new Transpose(List.of(0, 2, 1, 3)), List.of("apart")));
    kept.set(3, new Layer("stem norm", network.layer("stem norm").operator(), List.of("back")));
    Network unfolded =
        new Network("unfolded", "image", network.inputShape(), kept, network.output());
    assertThat(unfolded.shape("back")).isEqualTo(shape);
    float[] folded = Nets.run(network, new ScalarFloatKernels(), IMAGE);
    assertThat(Nets.run(unfolded, new ScalarFloatKernels(), IMAGE))
        .containsExactly(folded, within(1e-4f));
    assertThat(Nets.run(network, kernels, IMAGE)).containsExactly(folded, within(1e-3f));
  }

  @Test
  void preparesOnlyTheLayersWhoseWeightsChanged() {
    Network network = Nets.branching();
    CompiledNetwork floating = compile(CompressedNetwork.uncompressed(network));
    List<Integer> prepared = new ArrayList<>();
    StepFactory counting =
        (geometry, layer, given, factors, offsets, finish) -> {
          prepared.add(geometry.filters());
          return StepFactory.simulated(kernels)
              .prepare(geometry, layer, given, factors, offsets, finish);
        };
    CompressedNetwork first = compressed(network, "right");
    CompiledNetwork counted = CompiledNetwork.compile(first, counting, 1 << 20);
    prepared.clear();
    CompiledNetwork second =
        counted.with(
            first.with(
                first.recipe().with("last", first.recipe().of("right").orElseThrow()),
                id -> new Signs(),
                Calibration.NONE));
    assertThat(prepared).containsExactly(17);
    assertThat(second.firstDifference(counted)).isEqualTo(second.stepOf("last").orElseThrow());
    assertThat(second.firstDifference(second.with(second.source()))).isEqualTo(second.steps());
    assertThat(Nets.run(second, IMAGE))
        .containsExactly(Nets.run(floating.with(compressed(network, "right", "last")), IMAGE))
        .isNotEqualTo(Nets.run(floating, IMAGE));
  }

  @Test
  void findsNoDifferenceWhenALayerIsFloatAgain() {
    Network network = Nets.branching();
    CompiledNetwork floating = compile(CompressedNetwork.uncompressed(network));
    CompiledNetwork back =
        floating.with(compressed(network, "left")).with(CompressedNetwork.uncompressed(network));
    assertThat(floating.firstDifference(back)).isEqualTo(floating.steps());
    assertThat(Nets.run(back, IMAGE)).containsExactly(Nets.run(floating, IMAGE));
  }

  @Test
  void compilesAnotherNetworkAfresh() {
    CompiledNetwork one = compile(CompressedNetwork.uncompressed(Nets.branching()));
    CompiledNetwork other = one.with(CompressedNetwork.uncompressed(Nets.branching()));
    assertThat(one.firstDifference(other)).isZero();
    assertThat(Nets.run(other, IMAGE)).containsExactly(Nets.run(one, IMAGE));
  }

  @Test
  void goesOnFromEveryCutBitForBit() {
    CompiledNetwork floating = compile(CompressedNetwork.uncompressed(Nets.branching()));
    CompiledNetwork changed = floating.with(compressed(Nets.branching(), "dense"));
    assertThat(changed.steps()).isEqualTo(floating.steps());
    float[] expected = Nets.run(floating, IMAGE);
    for (int step = 0; step <= floating.steps(); step++) {
      Scratch scratch = floating.newScratch();
      float[] saved = new float[floating.savedFloats(step) + 3];
      floating.runUntil(step, IMAGE, scratch, saved, 3);
      float[] output = new float[10];
      floating.run(Nets.random(7, IMAGE.length), scratch, output);
      floating.runFrom(step, saved, 3, scratch, output);
      assertThat(output).as("cut before step %d", step).containsExactly(expected);
      floating.runFrom(step, saved, 3, floating.newScratch(), output);
      assertThat(output).as("fresh scratch, cut before step %d", step).containsExactly(expected);
    }
  }

  @Test
  void savesOnlyWhatLaterStepsNeed() {
    CompiledNetwork compiled = compile(CompressedNetwork.uncompressed(Nets.branching()));
    assertThat(compiled.savedFloats(0)).isEqualTo(3 * 64);
    assertThat(compiled.savedFloats(2)).isEqualTo(8 * 64);
    assertThat(compiled.savedFloats(3)).isEqualTo(2 * 8 * 64);
    assertThat(compiled.savedFloats(compiled.steps())).isEqualTo(10);
  }

  @Test
  void givesTheSameOnAScratchThatWasUsedBefore() {
    CompiledNetwork compiled = compile(CompressedNetwork.uncompressed(Nets.branching()));
    float[] expected = Nets.run(compiled, IMAGE);
    Scratch scratch = compiled.newScratch();
    float[] output = new float[10];
    for (int image = 0; image < 5; image++) {
      compiled.run(Nets.random(image, IMAGE.length), scratch, output);
    }
    compiled.run(IMAGE, scratch, output);
    assertThat(output).containsExactly(expected);
  }

  @Test
  void leavesTheImageAsItWas() {
    Network network =
        new Network(
            "elementwise",
            "image",
            Shape.of(1, 4),
            List.of(new Layer("relu", Activation.relu(), List.of("image"))),
            "relu");
    float[] image = {-1, 2, -3, 4};
    assertThat(Nets.run(network, kernels, image)).containsExactly(0, 2, 0, 4);
    assertThat(image).containsExactly(-1, 2, -3, 4);
  }

  @Test
  void hasTheImageAsItsOutputWhenNothingIsComputed() {
    Network network =
        new Network(
            "renamed",
            "image",
            Shape.of(1, 2, 3),
            List.of(
                new Layer("flat", new Reshape(Shape.of(2, 3)), List.of("image")),
                new Layer("turned", new Transpose(List.of(1, 0)), List.of("flat"))),
            "turned");
    assertThat(Nets.run(network, kernels, Nets.counting(6))).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void runsInSeveralThreadsAtOnce() throws Exception {
    CompiledNetwork compiled = compile(CompressedNetwork.uncompressed(Nets.branching()));
    List<float[]> expected = new ArrayList<>();
    for (int image = 0; image < 20; image++) {
      expected.add(Nets.run(compiled, Nets.random(image, IMAGE.length)));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Callable<List<float[]>> worker =
          () -> {
            Scratch scratch = compiled.newScratch();
            List<float[]> results = new ArrayList<>();
            for (int image = 0; image < 20; image++) {
              float[] output = new float[10];
              compiled.run(Nets.random(image, IMAGE.length), scratch, output);
              results.add(output);
            }
            return results;
          };
      for (Future<List<float[]>> done : pool.invokeAll(List.of(worker, worker))) {
        assertThat(done.get()).usingRecursiveComparison().isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allocatesNothingPerImageOnceItIsCompiled(boolean fast) throws Exception {
    CompiledNetwork compiled =
        CompiledNetwork.compile(
            CompressedNetwork.uncompressed(Nets.branching()),
            fast ? kernels : new ScalarFloatKernels());
    Scratch scratch = compiled.newScratch();
    float[] output = new float[10];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 1000 && least > 0; round++) {
      Thread.sleep(10); // a turn for the compiler's thread
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int image = 0; image < 100; image++) {
        compiled.run(IMAGE, scratch, output);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes allocated for 100 images").isZero();
  }

  @Test
  void showsValuesInTheAxisOrderOfTheNetwork() {
    Network network = Nets.branching();
    CompiledNetwork compiled = compile(CompressedNetwork.uncompressed(network));
    Map<String, Tensor> seen = new LinkedHashMap<>();
    float[] output = new float[10];
    compiled.run(IMAGE, compiled.newScratch(), output, seen::put);
    assertThat(seen.keySet())
        .containsExactly(
            "stem relu",
            "left norm",
            "sum relu",
            "right",
            "joined",
            "relu",
            "pool",
            "last",
            "global",
            "dense");
    seen.forEach((layer, value) -> {
      Network upToHere =
          new Network("part", "image", network.inputShape(), network.layers(), layer);
      assertThat(value.shape()).isEqualTo(network.shape(layer));
      assertThat(value.values())
          .as(layer)
          .containsExactly(Nets.run(upToHere, kernels, IMAGE), within(1e-5f));
    });
    assertThat(seen.values().stream().toList().getLast().values()).containsExactly(output);
  }

  @Test
  void refusesANetworkThatNeedsTooMuchMemory() {
    Network padded =
        Nets.single(
            new Pad(List.of(0, 0, 40000, 40000), List.of(0, 0, 0, 0), Pad.Mode.EDGE, 0),
            Shape.of(1, 3, 2, 2));
    assertThatThrownBy(() -> compile(CompressedNetwork.uncompressed(padded)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'layer'")
        .hasMessageContaining("GB");
    assertThatThrownBy(() ->
            CompiledNetwork.compile(
                CompressedNetwork.uncompressed(Nets.branching()),
                StepFactory.simulated(kernels),
                1000))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("network 'branching' needs");
  }

  @Test
  void refusesAScratchOfAnotherPlan() {
    CompiledNetwork one = compile(CompressedNetwork.uncompressed(Nets.branching()));
    CompiledNetwork other = compile(CompressedNetwork.uncompressed(Nets.branching()));
    assertThatThrownBy(() -> one.run(IMAGE, other.newScratch(), new float[10]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another plan");
  }

  @Test
  void runsNoLayerThatTheOutputDoesNotDependOn() {
    List<Layer> layers = new ArrayList<>(Nets.branching().layers());
    layers.add(
        new Layer(
            "unused", Nets.convolution(1, 4, 8, Window.square(1, 1, 0)), List.of("stem relu")));
    Network network = new Network("more", "image", Shape.of(1, 3, 8, 8), layers, "dense");
    CompiledNetwork compiled = compile(CompressedNetwork.uncompressed(network));
    assertThat(compiled.stepOf("unused")).isEmpty();
    assertThat(Nets.run(compiled, IMAGE))
        .containsExactly(Nets.run(Nets.branching(), kernels, IMAGE));
  }
}
