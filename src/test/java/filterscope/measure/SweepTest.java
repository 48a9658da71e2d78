package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.Recipes;
import filterscope.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final Network NETWORK = SmallNetworks.classifier();
  private static final CompiledNetwork FLOATING =
      CompiledNetwork.compile(CompressedNetwork.uncompressed(NETWORK), new ScalarFloatKernels());
  private static final SweepGrid GRID =
      SweepAxes.of(
              List.of(SmallNetworks.method()),
              Map.of("weight-bits", List.of("1", "3"), "group", List.of("1", "2")))
          .grid();

  @TempDir Path folder;

  private final NoiseImages images = new NoiseImages(40, image -> image % 7);

  private static Recipe recipe(LayerRecipe choice) {
    return Recipes.uniform(NETWORK, choice, true, true, _ -> true);
  }

  private Trial trial(Evaluator evaluator) {
    return new Trial(FLOATING, evaluator, images.asInputs(), Optional.empty(), Methods::byId);
  }

  private SweepReport sweep(
      Progress progress,
      java.util.function.Function<Recipe, Optional<TradeOff>> known,
      List<SweepReport> soFar) {
    // No room for prepared inputs, so that every run from the start decodes its image again.
    try (Evaluator evaluator =
        new Evaluator(
            images.asInputs(), 2, Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 1 << 20)) {
      return new Sweep(trial(evaluator), SweepTest::recipe, known).run(GRID, progress, soFar::add);
    }
  }

  private SweepOrigin origin() {
    return SweepOrigin.of("classifier", "abc", images.asInputs());
  }

  @Test
  void measuresEveryPointAsAnEvaluationOfItsOwnDoes() {
    SweepReport report = sweep(Progress.NONE, _ -> Optional.empty(), new ArrayList<>());
    assertThat(report.points()).hasSize(4);
    for (SweepPoint point : report.points()) {
      CompressedNetwork alone =
          CompressedNetwork.compress(NETWORK, recipe(point.choice()), Methods::byId);
      try (Evaluator evaluator = new Evaluator(images.asInputs(), 1)) {
        assertThat(point.figures().accuracy())
            .isEqualTo(
                evaluator.evaluate(FLOATING, FLOATING.with(alone), 40, Progress.NONE, _ -> {}));
      }
      assertThat(point.figures().memory()).isEqualTo(Footprint.of(alone));
      assertThat(point.figures().recipe()).isEqualTo(recipe(point.choice()));
    }
  }

  @Test
  void runsTheSharedFirstLayerOnlyOnceForAllPoints() {
    sweep(Progress.NONE, _ -> Optional.empty(), new ArrayList<>());
    assertThat(images.decoded()).isEqualTo(40);
  }

  @Test
  void handsOverAllPointsSoFarAndHowLongTheRestTakes() {
    List<SweepReport> soFar = new ArrayList<>();
    sweep(Progress.NONE, _ -> Optional.empty(), soFar);
    assertThat(soFar).extracting(report -> report.points().size()).containsExactly(0, 1, 2, 3, 4);
    assertThat(soFar.getFirst().secondsLeft()).isEmpty();
    assertThat(soFar.get(1).secondsLeft()).isPresent();
    assertThat(soFar.getLast().secondsLeft()).hasValue(0);
  }

  @Test
  void stopsBetweenPointsAndGoesOnFromTheFile() {
    Path file = folder.resolve("points.csv");
    SweepFile first = new SweepFile(file, origin());
    AtomicInteger done = new AtomicInteger();
    Progress afterTwo =
        new Progress() {
          @Override
          public void report(double share, String what) {}

          @Override
          public boolean isCancelled() {
            return done.get() >= 2;
          }
        };
    assertThatThrownBy(() ->
            sweep(
                afterTwo,
                first::find,
                new ArrayList<>() {
                  @Override
                  public boolean add(SweepReport report) {
                    first.add(report.points());
                    done.set(report.points().size());
                    return true;
                  }
                }))
        .isInstanceOf(CancellationException.class);
    SweepFile again = new SweepFile(file, origin());
    again.readBack();
    List<SweepReport> rest = new ArrayList<>();
    SweepReport report = sweep(Progress.NONE, again::find, rest);
    assertThat(rest).extracting(soFar -> soFar.points().size()).containsExactly(2, 3, 4);
    again.add(report.points());
    assertThat(report.points())
        .extracting(SweepPoint::choice)
        .containsExactlyElementsOf(GRID.choices());
    SweepReport fresh = sweep(Progress.NONE, _ -> Optional.empty(), new ArrayList<>());
    assertThat(report.points()).isEqualTo(fresh.points());
    assertThat(file).content().hasLineCount(5);
  }

  @Test
  void refusesAFileAboutOtherImages() throws IOException {
    Path file = folder.resolve("points.csv");
    SweepReport report = sweep(Progress.NONE, _ -> Optional.empty(), new ArrayList<>());
    new SweepFile(file, origin()).add(report.points());
    SweepFile other =
        new SweepFile(file, SweepOrigin.of("classifier", "abc", NoiseImages.inputs(39)));
    assertThatThrownBy(other::readBack)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("40 images in place of 39");
    Files.writeString(file, "a,b\n1,2\n");
    assertThatThrownBy(other::readBack)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("other columns");
  }

  @Test
  void keepsCommasAndQuotesOfNames() {
    SweepOrigin odd = new SweepOrigin("a \"b\", c", "1", "d,e", "2", "mean=[1, 2]", 40);
    Path file = folder.resolve("odd.csv");
    SweepReport report = sweep(Progress.NONE, _ -> Optional.empty(), new ArrayList<>());
    new SweepFile(file, odd).add(report.points());
    SweepFile again = new SweepFile(file, odd);
    again.readBack();
    assertThat(again.find(recipe(GRID.choices().getFirst())))
        .contains(report.points().getFirst().figures());
  }

  @Test
  void leavesOutWhatDoesNotFitALayerAndSaysWhy() {
    Method refusing = new AxisMethod("refusing", List.of(AxisMethod.group()));
    SweepGrid grid =
        SweepAxes.of(List.of(refusing), Map.of("group", List.of("1", "2", "4"))).grid();
    try (Evaluator evaluator = new Evaluator(images.asInputs(), 1)) {
      Trial trial =
          new Trial(FLOATING, evaluator, images.asInputs(), Optional.empty(), _ -> refusing);
      SweepReport report =
          new Sweep(trial, SweepTest::recipe, _ -> Optional.empty())
              .run(grid, Progress.NONE, _ -> {});
      assertThat(report.points()).hasSize(2);
      assertThat(report.skipped()).hasSize(1);
      assertThat(report.skipped().getFirst().reason()).isEqualTo("layer 'conv2': not in twos");
    }
  }
}
