package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.Dense;
import filterscope.network.Network;
import filterscope.network.Reshape;
import filterscope.tensor.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EvaluatorTest {
  private static final int PLENTY = 1 << 20;
  private static final Network NETWORK = SmallNetworks.classifier();
  private static final CompiledNetwork FLOATING =
      CompiledNetwork.compile(CompressedNetwork.uncompressed(NETWORK), new ScalarFloatKernels());

  @Test
  void agreesWithAPlainLoopWhateverTheThreads() {
    Inputs inputs = NoiseImages.inputs(50);
    CompiledNetwork compressed = compiled(Recipe.FLOAT.with("conv1", bits(1)));
    Accuracy expected = plainLoop(compressed, inputs, 50);
    assertThat(expected.agreement().hits()).isBetween(1L, 49L);
    for (int threads = 1; threads <= 4; threads++) {
      try (Evaluator evaluator = new Evaluator(inputs, threads)) {
        assertThat(evaluate(evaluator, compressed, 50)).isEqualTo(expected);
        assertThat(evaluate(evaluator, compressed, 20))
            .isEqualTo(plainLoop(compressed, inputs, 20));
        assertThat(evaluate(evaluator, FLOATING, 1000)).isEqualTo(plainLoop(FLOATING, inputs, 50));
      }
    }
  }

  @Test
  void rememberedActivationsGiveExactlyWhatAFullRunGives() {
    Inputs inputs = NoiseImages.inputs(40);
    for (int kept : new int[] {0, 3 * 4 * 300, PLENTY}) {
      try (Evaluator evaluator =
          new Evaluator(inputs, 2, Duration.ofSeconds(1), Duration.ofSeconds(1), kept, kept)) {
        Recipe recipe = Recipe.FLOAT;
        String[] layers = {"conv3", "conv3", "dense", "conv1", "dense", "conv2", "conv2", "conv3"};
        for (int change = 0; change < layers.length; change++) {
          recipe = recipe.with(layers[change], bits(1 + change % 4));
          CompiledNetwork compressed = compiled(recipe);
          assertThat(evaluate(evaluator, compressed, change % 2 == 0 ? 40 : 25))
              .as("change %s of %s, %s bytes kept", change, layers[change], kept)
              .isEqualTo(plainLoop(compressed, inputs, change % 2 == 0 ? 40 : 25));
          evaluate(evaluator, FLOATING, 40);
        }
      }
    }
  }

  @Test
  void decodesEveryImageOnlyOnceWhenThereIsRoomForIt() {
    NoiseImages images = new NoiseImages(30, image -> image % 7);
    try (Evaluator evaluator = new Evaluator(images.asInputs(), 2)) {
      for (int bits = 1; bits <= 3; bits++) {
        evaluate(evaluator, compiled(Recipe.FLOAT.with("conv2", bits(bits))), 30);
      }
    }
    assertThat(images.decoded()).isEqualTo(30);
  }

  @Test
  void runsOnlyFromTheLayerThatChanges() {
    NoiseImages images = new NoiseImages(30, image -> image % 7);
    try (Evaluator evaluator =
        new Evaluator(
            images.asInputs(), 2, Duration.ofSeconds(1), Duration.ofSeconds(1), 0, PLENTY)) {
      for (int bits = 1; bits <= 5; bits++) {
        evaluate(evaluator, compiled(Recipe.FLOAT.with("conv3", bits(bits))), 30);
      }
    }
    // No room for inputs, so that only a run from the start decodes: the first one of each image.
    assertThat(images.decoded()).isEqualTo(30);
  }

  @Test
  void handsOverEstimatesThatGrow() {
    List<Accuracy> partials = new ArrayList<>();
    CountDownLatch estimated = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    NoiseImages images =
        new NoiseImages(
            50,
            image -> {
              // Every label is looked at before the first image is.
              if (asked.incrementAndGet() > 50 + 20) {
                awaitUninterruptibly(estimated);
              }
              return image % 7;
            });
    try (Evaluator evaluator =
        new Evaluator(images.asInputs(), 2, Duration.ZERO, Duration.ZERO, PLENTY, PLENTY)) {
      CompiledNetwork compressed = compiled(Recipe.FLOAT.with("conv2", bits(2)));
      Accuracy last =
          evaluator.evaluate(
              FLOATING,
              compressed,
              50,
              Progress.NONE,
              partial -> {
                partials.add(partial);
                estimated.countDown();
              });
      assertThat(last.samples()).isEqualTo(50);
    }
    assertThat(partials.get(0).samples()).isLessThanOrEqualTo(20);
    assertThat(partials).isNotEmpty();
    assertThat(partials)
        .isSortedAccordingTo((one, other) -> Long.compare(one.samples(), other.samples()));
    assertThat(partials).allMatch(partial -> partial.samples() > 0);
  }

  @Test
  void stopsAtTheNextImageWhenCancelledAndIsUsableAfterwards() {
    NoiseImages images = new NoiseImages(1000, image -> image % 7);
    CompiledNetwork compressed = compiled(Recipe.FLOAT.with("conv2", bits(2)));
    Progress afterTen =
        new Progress() {
          @Override
          public void report(double share, String what) {}

          @Override
          public boolean isCancelled() {
            return images.decoded() >= 10;
          }
        };
    try (Evaluator evaluator = new Evaluator(images.asInputs(), 2)) {
      assertThatThrownBy(() -> evaluator.evaluate(FLOATING, compressed, 1000, afterTen, _ -> {}))
          .isInstanceOf(CancellationException.class);
      assertThat(images.decoded()).isBetween(10, 12);
      assertThat(evaluate(evaluator, compressed, 30))
          .isEqualTo(plainLoop(compressed, images.asInputs(), 30));
    }
  }

  @Test
  void measuresAnotherNetworkAgainstTheSameFloatOne() {
    Inputs inputs = NoiseImages.inputs(30);
    Network tuned =
        NETWORK.map(layer ->
            layer.operator() instanceof Dense dense
                ? layer.with(dense.withWeights(SmallNetworks.random(7, 8, 1, 77)))
                : layer);
    CompiledNetwork other =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(tuned), new ScalarFloatKernels());
    try (Evaluator evaluator = new Evaluator(inputs, 2)) {
      evaluate(evaluator, compiled(Recipe.FLOAT.with("conv3", bits(2))), 30);
      assertThat(evaluate(evaluator, other, 30)).isEqualTo(plainLoop(other, inputs, 30));
      CompiledNetwork next =
          other.with(
              CompressedNetwork.compress(
                  tuned, Recipe.FLOAT.with("conv3", bits(1)), Methods::byId));
      assertThat(evaluate(evaluator, next, 30)).isEqualTo(plainLoop(next, inputs, 30));
    }
  }

  @Test
  void readsAnswersThatAreAnImageOfOnePixel() {
    Inputs inputs = NoiseImages.inputs(20);
    Network image =
        new Network(
            "image",
            NETWORK.input(),
            NETWORK.inputShape(),
            java.util.stream.Stream.concat(
                    NETWORK.layers().stream(),
                    java.util.stream.Stream.of(
                        SmallNetworks.layer("pixel", new Reshape(Shape.of(1, 7, 1, 1)), "dense")))
                .toList(),
            "pixel");
    CompiledNetwork compiled =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(image), new ScalarFloatKernels());
    try (Evaluator evaluator = new Evaluator(inputs, 1)) {
      assertThat(evaluator.evaluate(compiled, compiled, 20, Progress.NONE, _ -> {}).top1())
          .isEqualTo(plainLoop(FLOATING, inputs, 20).top1());
    }
  }

  @Test
  void saysWhichLabelDoesNotFitTheNetwork() {
    NoiseImages images = new NoiseImages(9, image -> image);
    try (Evaluator evaluator = new Evaluator(images.asInputs(), 2)) {
      assertThatThrownBy(() -> evaluate(evaluator, FLOATING, 9))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("image 7 of noise has label 7")
          .hasMessageContaining("classes 0 to 6");
    }
  }

  @Test
  void refusesImagesOfAnotherTaskHoweverFewAreAskedFor() {
    NoiseImages images = new NoiseImages(9, image -> image);
    try (Evaluator evaluator = new Evaluator(images.asInputs(), 1)) {
      for (int limit = 0; limit <= 9; limit++) {
        int asked = limit;
        assertThatThrownBy(() -> evaluate(evaluator, FLOATING, asked))
            .isInstanceOf(BadInputException.class);
      }
    }
  }

  @Test
  void refusesNetworksThatDoNotClassify() {
    Network segments =
        new Network("segments", NETWORK.input(), NETWORK.inputShape(), NETWORK.layers(), "conv2");
    CompiledNetwork compiled =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(segments), new ScalarFloatKernels());
    try (Evaluator evaluator = new Evaluator(NoiseImages.inputs(3), 1)) {
      assertThatThrownBy(() -> evaluator.evaluate(compiled, compiled, 3, Progress.NONE, _ -> {}))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("1×6×6×6");
    }
  }

  @Test
  void anAnswerThatIsNotANumberIsWrong() {
    assertThat(Answers.largest(new float[] {1, Float.NaN, 3})).isEqualTo(Answers.NOT_A_NUMBER);
    Answers answers = new Answers(FLOATING, 1);
    answers.record(0, new float[] {5, Float.NaN}, 0);
    assertThat(answers.isKnown(0)).isTrue();
    assertThat(answers.predicted(0)).isEqualTo(Answers.NOT_A_NUMBER);
    assertThat(answers.isAmongFive(0)).isFalse();
  }

  @Test
  void theLowestIndexWinsTies() {
    float[] outputs = {1, 3, 3, 0, 3};
    assertThat(Answers.largest(outputs)).isEqualTo(1);
    assertThat(Answers.rank(outputs, 1)).isZero();
    assertThat(Answers.rank(outputs, 4)).isEqualTo(2);
    assertThat(Answers.rank(outputs, 3)).isEqualTo(4);
    Answers equal = new Answers(FLOATING, 2);
    equal.record(0, new float[6], 4);
    equal.record(1, new float[6], 5);
    assertThat(equal.isAmongFive(0)).isTrue();
    assertThat(equal.isAmongFive(1)).isFalse();
  }

  @Test
  void keepsNoMoreThanItsBudget() {
    FloatStore store = new FloatStore(100, 25, 350);
    List<Optional<float[]>> arrays =
        java.util.stream.IntStream.range(0, 5).mapToObj(_ -> store.reserve()).toList();
    assertThat(arrays.stream().filter(Optional::isPresent)).hasSize(3);
    assertThat(arrays.get(0).orElseThrow()).hasSize(25);
    assertThat(store.get(7)).isEmpty();
    store.keep(7, arrays.get(0).orElseThrow());
    assertThat(store.get(7)).isPresent();
  }

  @Test
  void reportsHowFarItIs() {
    AtomicInteger reports = new AtomicInteger();
    List<String> texts = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void report(double share, String what) {
            reports.incrementAndGet();
            texts.add(share + " " + what);
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    try (Evaluator evaluator = new Evaluator(NoiseImages.inputs(5), 1)) {
      evaluator.evaluate(FLOATING, FLOATING, 5, progress, _ -> {});
    }
    assertThat(texts).endsWith("1.0 evaluated 5 of 5 images");
    assertThat(reports.get()).isPositive();
  }

  @Test
  void timesBothNetworksAndSaysThatCompressedLayersAreSimulated() {
    MeasuredSpeed speed =
        Stopwatch.measure(
            FLOATING,
            compiled(Recipe.FLOAT.with("conv2", bits(1))),
            Optional.empty(),
            NoiseImages.inputs(3),
            Progress.NONE);
    assertThat(speed.simulated()).isTrue();
    assertThat(speed.onnxRuntime()).isEmpty();
    assertThat(speed.kernels())
        .containsEntry("conv1", "float")
        .containsEntry("conv2", "restored floats");
    assertThat(speed.threads()).isEqualTo(1);
    assertThat(speed.backend()).isEqualTo(new ScalarFloatKernels().name());
    assertThat(speed.floating().runs()).isGreaterThanOrEqualTo(5);
    assertThat(speed.speedup()).isPositive();
    assertThat(FLOATING.isSimulated()).isFalse();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Accuracy evaluate(Evaluator evaluator, CompiledNetwork network, int limit) {
    return evaluator.evaluate(FLOATING, network, limit, Progress.NONE, _ -> {});
  }

  private static CompiledNetwork compiled(Recipe recipe) {
    return FLOATING.with(CompressedNetwork.compress(NETWORK, recipe, Methods::byId));
  }

  private static LayerRecipe bits(int bits) {
    return new LayerRecipe(
        CrossFilter.ID,
        SmallNetworks.settings("weight-bits", Integer.toString(bits), "group", "4"));
  }

  /// The same by a loop over the images, one after the other, nothing remembered, a fresh plan.
  private static Accuracy plainLoop(CompiledNetwork compiled, Inputs inputs, int limit) {
    CompiledNetwork network = CompiledNetwork.compile(compiled.source(), new ScalarFloatKernels());
    long top1 = 0;
    long top5 = 0;
    long agreed = 0;
    for (int image : Evaluator.order(inputs.size(), limit)) {
      float[] answer = run(network, inputs, image);
      float[] floating = run(FLOATING, inputs, image);
      List<Integer> ranking = ranking(answer);
      top1 += ranking.get(0) == inputs.label(image) ? 1 : 0;
      top5 += ranking.subList(0, 5).contains(inputs.label(image)) ? 1 : 0;
      agreed += ranking.get(0).equals(ranking(floating).get(0)) ? 1 : 0;
    }
    return new Accuracy(
        new Proportion(top1, limit), new Proportion(top5, limit), new Proportion(agreed, limit));
  }

  private static float[] run(CompiledNetwork network, Inputs inputs, int image) {
    float[] input = new float[inputs.floats()];
    float[] output = new float[7];
    inputs.prepare(image, input);
    Scratch scratch = network.newScratch();
    network.run(input, scratch, output);
    return output;
  }

  private static List<Integer> ranking(float[] outputs) {
    List<Integer> classes = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
    classes.sort((one, other) -> Float.compare(outputs[other], outputs[one]));
    return classes;
  }
}
