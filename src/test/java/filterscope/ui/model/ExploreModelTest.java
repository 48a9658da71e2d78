package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.method.catalog.CrossFilter;
import filterscope.study.Session;
import filterscope.testing.SmallWorld;
import filterscope.ui.canvas.PlotUnit;
import filterscope.ui.canvas.SensitivityPicture;
import filterscope.ui.canvas.TradeOffPicture;
import filterscope.ui.canvas.TradeOffPicture.Spot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExploreModelTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final StatusModel status = new StatusModel();
  private final WindowModel window =
      new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), status);
  private final ExploreModel explore = window.explore();

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  @BeforeEach
  void openTheNetwork() {
    jobs.watch(status::hear);
    window.open(world.onnx());
    jobs.runAll();
  }

  private TradeOffPicture picture() {
    return window.tradeOff().pictureProperty().get();
  }

  private AxisModel axis(String key) {
    return explore.wish().axes().stream()
        .filter(axis -> axis.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private void choose(String key, String... texts) {
    axis(key).values().forEach(value -> value.chosen().set(List.of(texts).contains(value.text())));
  }

  @Test
  void makesEveryVisitedConfigurationAPoint() {
    assertThat(picture().spots()).hasSize(1);
    assertThat(picture().floating()).isEqualTo(1.0);
    window.configuration().set(CrossFilter.WEIGHT_BITS, "2");
    jobs.runAll();
    assertThat(picture().spots()).hasSize(2);
    assertThat(picture().spots()).extracting(Spot::current).containsExactly(false, true);
    assertThat(picture().spots().get(1).title()).contains("b=2");
    assertThat(picture().spots()).anySatisfy(spot -> assertThat(spot.front()).isTrue());
    window.tradeOff().unitProperty().set(PlotUnit.MILLIS);
    assertThat(picture().spots())
        .allSatisfy(spot -> assertThat(spot.cost()).isPositive().isLessThan(1000));
  }

  @Test
  void restoresAConfigurationAsOneGesture() {
    var first = window.workspace().study().orElseThrow().configuration();
    window.configuration().set(CrossFilter.WEIGHT_BITS, "3");
    jobs.runAll();
    window.tradeOff().restore(0);
    jobs.runAll();
    assertThat(window.workspace().study().orElseThrow().configuration()).isEqualTo(first);
    assertThat(picture().spots()).extracting(Spot::current).containsExactly(true, false);
    window.undo();
    assertThat(window.workspace().study().orElseThrow().configuration()).isNotEqualTo(first);
  }

  @Test
  void offersTheParametersOfTheChosenMethodsAndCountsThePoints() {
    choose("weight-bits", "1", "2");
    choose("group", "1", "2", "4");
    assertThat(explore.planProperty().get()).startsWith("6 points");
    choose("group");
    assertThat(explore.planProperty().get()).startsWith("2 points");
    int before = explore.wish().axes().size();
    explore.wish().chooseAll(true);
    assertThat(explore.wish().axes().size()).isGreaterThan(before);
    assertThat(axis("weight-bits").chosen()).containsExactly("1", "2");
    explore.wish().chooseAll(false);
    assertThat(explore.wish().axes()).hasSize(before);
  }

  @Test
  void sweepsIntoTheTradeOffAndTheTable() {
    choose("weight-bits", "1", "2", "4");
    choose("group", "1", "2");
    explore.start();
    assertThat(explore.runningProperty().get()).isTrue();
    jobs.runAll();
    assertThat(explore.runningProperty().get()).isFalse();
    assertThat(explore.wordsProperty().get()).startsWith("6 of 6 points");
    // The configuration that was visited has other settings than the six of the sweep.
    assertThat(picture().spots()).hasSizeBetween(6, 7);
    assertThat(window.tradeOff().tableProperty().get().blocks()).hasSize(1);
    assertThat(window.tradeOff().tableProperty().get().blocks().getFirst().rows())
        .contains("1", "2", "4");
    window.tradeOff().restore(picture().spots().size() - 1);
    jobs.runAll();
    assertThat(picture().spots().getLast().current()).isTrue();
  }

  @Test
  void stopsAndGoesOnWhereItStopped() {
    choose("weight-bits", "1", "2");
    choose("group", "1");
    explore.start();
    explore.cancel();
    assertThat(explore.runningProperty().get()).isFalse();
    jobs.runAll();
    assertThat(picture().spots()).hasSize(1);
    explore.start();
    jobs.runAll();
    assertThat(explore.wordsProperty().get()).startsWith("2 of 2 points");
  }

  @Test
  void noticesThatTheStatusBarStoppedIt() {
    explore.start();
    assertThat(explore.runningProperty().get()).isTrue();
    // The job's start is told only once it runs; a person stops what they see running.
    status.cancel();
    explore.cancel();
    jobs.runAll();
    assertThat(explore.runningProperty().get()).isFalse();
    assertThat(explore.wordsProperty().get()).contains("stopped");
  }

  @Test
  void searchesAndUsesTheBest() {
    explore.kindProperty().set(ExploreModel.Kind.SEARCH);
    choose("weight-bits", "1", "4");
    choose("group", "1");
    explore.wantedProperty().set("80");
    explore.start();
    jobs.runAll();
    assertThat(explore.foundProperty().get()).as(explore.wordsProperty().get()).isTrue();
    assertThat(explore.wordsProperty().get()).contains("best");
    explore.useBest();
    jobs.runAll();
    assertThat(picture().spots()).anySatisfy(spot -> assertThat(spot.current()).isTrue());
    assertThat(window.meters().accuracyProperty().get().share().orElseThrow().share())
        .isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void saysWhatIsWrongWithATarget() {
    explore.kindProperty().set(ExploreModel.Kind.SEARCH);
    explore.wantedProperty().set("many");
    explore.start();
    assertThat(explore.wrongProperty().get()).isTrue();
    assertThat(explore.wordsProperty().get()).contains("not “many”");
    assertThat(jobs.waiting()).isZero();
  }

  @Test
  void understandsTargetsAsPeopleTypeThem() {
    assertThat(SearchTarget.ACCURACY.goal("91,5 %").orElseThrow().leastAccuracy().orElseThrow())
        .isEqualTo(0.915);
    assertThat(SearchTarget.ACCURACY.goal("120")).isEmpty();
    assertThat(SearchTarget.BYTES.goal("90.5").orElseThrow().mostBytes()).hasValue(90_500);
    assertThat(SearchTarget.MILLIS.goal("0.3").orElseThrow().mostMillis()).hasValue(0.3);
    assertThat(SearchTarget.MILLIS.goal("-1")).isEmpty();
  }

  @Test
  void measuresTheSensitivityOfEveryCompressedLayer() {
    window.sensitivity().measure();
    jobs.runAll();
    SensitivityPicture bars = window.sensitivity().pictureProperty().get();
    assertThat(bars.bars()).extracting(bar -> bar.layer()).containsExactly("conv2", "conv3");
    assertThat(bars.floating()).isEqualTo(1.0);
    assertThat(bars.samples()).isEqualTo(SmallWorld.IMAGES);
    assertThat(bars.bars().getFirst().bits()).contains("bits");
    window.sensitivity().choose("conv3");
    assertThat(window.layers().chosenProperty().get()).isEqualTo("conv3");
    assertThat(window.configuration().scopeProperty().get()).isEqualTo(Scope.THIS);
    window.configuration().set(CrossFilter.WEIGHT_BITS, "8");
    jobs.runAll();
    assertThat(window.sensitivity().wordsProperty().get()).contains("measure again");
  }

  @Test
  void bringsPointsBackAtTheNextStart() {
    window.configuration().set(CrossFilter.WEIGHT_BITS, "2");
    jobs.runAll();
    List<String> titles = picture().spots().stream().map(Spot::title).toList();
    Session kept = Session.parse(window.session().text(Map.of()).orElseThrow(), "here");
    WindowModel later =
        new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), new StatusModel());
    later.session().restore(kept, Optional.empty());
    jobs.runAll();
    assertThat(later.tradeOff().pictureProperty().get().spots())
        .extracting(Spot::title)
        .isEqualTo(titles);
    later.tradeOff().restore(0);
    jobs.runAll();
    assertThat(later.tradeOff().pictureProperty().get().spots())
        .extracting(Spot::current)
        .containsExactly(true, false);
  }

  @Test
  void forgetsPointsOfAnotherNetwork() {
    window.open(world.bareNetwork());
    jobs.runAll();
    assertThat(picture().spots()).isEmpty();
  }
}
