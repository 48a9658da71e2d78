package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final Network NETWORK = SmallNetworks.classifier();
  private static final CompiledNetwork FLOATING =
      CompiledNetwork.compile(CompressedNetwork.uncompressed(NETWORK), new ScalarFloatKernels());
  private static final List<String> LAYERS = List.of("conv1", "conv2", "conv3", "dense");
  private static final List<LayerRecipe> CHOICES =
      SweepAxes.of(
              List.of(SmallNetworks.method()), Map.of("weight-bits", List.of("1", "2", "4", "8")))
          .grid()
          .choices();

  /// Images that the float network gets right, so that accuracy is agreement with it.
  private static Inputs inputs() {
    NoiseImages images = new NoiseImages(80, image -> 0);
    float[] input = new float[3 * 36];
    float[] output = new float[7];
    int[] labels = new int[80];
    Inputs plain = images.asInputs();
    for (int image = 0; image < 80; image++) {
      plain.prepare(image, input);
      FLOATING.run(input, FLOATING.newScratch(), output);
      labels[image] = Answers.largest(output);
    }
    return new NoiseImages(80, image -> labels[image]).asInputs();
  }

  private static SearchReport search(
      SearchGoal goal, Optional<Duration> stopwatch, List<SearchReport> soFar) {
    Inputs inputs = inputs();
    try (Evaluator evaluator = new Evaluator(inputs, 2)) {
      Trial trial = new Trial(FLOATING, evaluator, inputs, stopwatch, Methods::byId);
      return new Search(FLOATING, trial, inputs, 2, goal)
          .run(LAYERS, CHOICES, Progress.NONE, soFar::add);
    }
  }

  private static SearchGoal accuracy(double least) {
    return new SearchGoal(OptionalDouble.of(least), OptionalLong.empty(), OptionalDouble.empty());
  }

  private static SearchGoal bytes(long most) {
    return new SearchGoal(OptionalDouble.empty(), OptionalLong.of(most), OptionalDouble.empty());
  }

  @Test
  void findsASmallerNetworkThanAnyUniformOneOfThatAccuracy() {
    SearchReport report = search(accuracy(0.9), Optional.empty(), new ArrayList<>());
    TradeOff best = report.best().orElseThrow();
    assertThat(best.accuracy().top1().share()).isGreaterThanOrEqualTo(0.9);
    Inputs inputs = inputs();
    try (Evaluator evaluator = new Evaluator(inputs, 1)) {
      for (LayerRecipe choice : CHOICES) {
        CompressedNetwork uniform =
            SmallNetworks.compressed(
                NETWORK, "weight-bits", choice.settings().asMap().getOrDefault("weight-bits", ""));
        Accuracy accuracy =
            evaluator.evaluate(FLOATING, FLOATING.with(uniform), 80, Progress.NONE, _ -> {});
        if (accuracy.top1().share() >= 0.9) {
          assertThat(best.memory().compressedBytes())
              .isLessThanOrEqualTo(Footprint.of(uniform).compressedBytes());
        }
      }
    }
  }

  @Test
  void staysWithinTheBytesAndUsesThem() {
    long floats = Footprint.of(CompressedNetwork.uncompressed(NETWORK)).compressedBytes();
    for (long most : new long[] {floats / 5, floats / 3, floats}) {
      SearchReport report = search(bytes(most), Optional.empty(), new ArrayList<>());
      TradeOff best = report.best().orElseThrow();
      assertThat(best.memory().compressedBytes()).isLessThanOrEqualTo(most);
      assertThat(report.points())
          .filteredOn(point -> point.memory().compressedBytes() <= most)
          .allSatisfy(point ->
              assertThat(point.accuracy().top1().share())
                  .isLessThanOrEqualTo(best.accuracy().top1().share()));
    }
    assertThat(search(bytes(floats), Optional.empty(), new ArrayList<>()).best().orElseThrow())
        .extracting(best -> best.accuracy().top1().share())
        .isEqualTo(1.0);
  }

  @Test
  void keepsTheBestSoFarWhileItRuns() {
    List<SearchReport> soFar = new ArrayList<>();
    SearchReport end = search(accuracy(0.8), Optional.empty(), soFar);
    long last = Long.MAX_VALUE;
    for (SearchReport report : soFar) {
      long now = report.best().map(best -> best.memory().compressedBytes()).orElse(last);
      assertThat(now).isLessThanOrEqualTo(last);
      last = now;
    }
    assertThat(end.best().map(best -> best.memory().compressedBytes())).contains(last);
    assertThat(end.front()).isNotEmpty();
  }

  @Test
  void saysThatNothingIsAccurateEnough() {
    Inputs hard = NoiseImages.inputs(40);
    try (Evaluator evaluator = new Evaluator(hard, 1)) {
      Trial trial = new Trial(FLOATING, evaluator, hard, Optional.empty(), Methods::byId);
      SearchReport report =
          new Search(FLOATING, trial, hard, 1, accuracy(1))
              .run(LAYERS, CHOICES, Progress.NONE, _ -> {});
      assertThat(report.best()).isEmpty();
      assertThat(report.points()).isNotEmpty();
    }
  }

  @Test
  void measuresTimeWhenTimeIsWhatCounts() {
    SearchGoal goal =
        new SearchGoal(OptionalDouble.empty(), OptionalLong.empty(), OptionalDouble.of(1e6));
    SearchReport report = search(goal, Optional.of(Duration.ofMillis(1)), new ArrayList<>());
    assertThat(report.best().orElseThrow().speed()).isPresent();
  }

  @Test
  void saysItsGoalInWords() {
    assertThat(accuracy(0.91).words()).isEqualTo("an accuracy of at least 91.00 %");
    assertThat(bytes(90_000).words()).isEqualTo("at most 90,000 bytes");
  }
}
