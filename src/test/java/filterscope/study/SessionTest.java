package filterscope.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.Accuracy;
import filterscope.measure.Footprint;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.Proportion;
import filterscope.measure.Timing;
import filterscope.measure.TradeOff;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.testing.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A session brings back what a person worked on.
class SessionTest {
  @TempDir Path folder;
  private Study study = study();

  private static Study study() {
    return new Study(
        new OpenNetwork(
            new filterscope.onnx.OnnxModel(
                new filterscope.network.Network(
                    "none", "x", filterscope.tensor.Shape.of(1), List.of(), "x"),
                Path.of("none.onnx"),
                "",
                "",
                0,
                List.of()),
            Optional.empty()),
        Preparation.plain(Preparation.Channels.GREY),
        Optional.empty(),
        "",
        Configuration.FLOAT,
        Optional.empty());
  }

  @BeforeEach
  void configure() {
    SmallWorld world = new SmallWorld(folder);
    OpenNetwork opened = OpenNetwork.read(world.onnx(), Progress.NONE);
    Method method = Methods.all().getFirst();
    LayerRecipe one = new LayerRecipe(method.id(), method.defaults());
    LayerRecipe chain =
        new LayerRecipe(
            List.of(
                new MethodChoice(method.id(), method.defaults()),
                new MethodChoice(method.id(), method.defaults())));
    study =
        Study.of(opened, Optional.of(one))
            .withLayer("conv3")
            .withConfiguration(
                new Configuration(
                    Optional.of(one),
                    Map.of("conv2", Optional.of(chain), "conv3", Optional.empty()),
                    false,
                    true),
                Optional.empty());
  }

  @Test
  void bringsEverythingBack() {
    Session session = Session.of(study, Map.of("theme", "DARK", "view", "scales"));
    Session again = Session.parse(session.text(), "here");
    assertThat(again).isEqualTo(session);
    Session.Restored restored = again.restore(List.of(), Progress.NONE);
    assertThat(restored.notes()).isEmpty();
    assertThat(restored.study().configuration()).isEqualTo(study.configuration());
    assertThat(restored.study().preparation()).isEqualTo(study.preparation());
    assertThat(restored.study().data()).isEqualTo(study.data());
    assertThat(restored.study().layer()).isEqualTo("conv3");
  }

  @Test
  void keepsSavedConfigurationsInTheirOrder() {
    List<SavedConfiguration> saved =
        List.of(
            new SavedConfiguration("two bits", study.configuration()),
            new SavedConfiguration("float", Configuration.FLOAT));
    Session again = Session.parse(Session.of(study, Map.of(), saved, List.of()).text(), "here");
    assertThat(again.saved()).isEqualTo(saved);
    assertThat(again.restore(List.of(), Progress.NONE).saved()).isEqualTo(saved);
  }

  @Test
  void keepsWhatWasMeasuredForTheSameNetworkOnly() {
    TradeOff point =
        new TradeOff(
            study.recipe(),
            new Accuracy(new Proportion(41, 64), new Proportion(60, 64), new Proportion(0, 0)),
            new Footprint(1, 2, 3, 4, 5, 6, 7, 8, 900),
            3.25,
            Optional.of(
                new MeasuredSpeed(
                    new Timing(1.5, 1.25, 2, 9),
                    new Timing(0.5, 0.25, 1, 9),
                    Optional.empty(),
                    "scalar",
                    Map.of(),
                    1,
                    true)));
    TradeOff untimed =
        new TradeOff(new Recipe(Map.of()), point.accuracy(), point.memory(), 1, Optional.empty());
    String text = Session.of(study, Map.of(), List.of(), List.of(point, untimed)).text();
    Session again = Session.parse(text, "here");
    assertThat(again.measured()).containsExactly(point, untimed);
    assertThat(again.restore(List.of(), Progress.NONE).measured()).containsExactly(point, untimed);
    Session other =
        Session.parse(text.replace(study.opened().model().sha256(), "0".repeat(64)), "here");
    assertThat(other.restore(List.of(), Progress.NONE).measured()).isEmpty();
    assertThatThrownBy(() -> Session.parse(text.replace("\"hits\" : 41", "\"hits\" : 65"), "here"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("here keeps a measured configuration that cannot be read")
        .hasMessageContaining("65 of 64 is not a share");
    assertThatThrownBy(() -> Session.parse(text.replace("\"theory\"", "\"t\""), "here"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("here keeps a measured configuration without its theory");
  }

  @Test
  void leavesOutWhatDoesNotFitOfASavedConfiguration() {
    String text =
        Session.of(
                study.withConfiguration(Configuration.FLOAT, Optional.empty()),
                Map.of(),
                List.of(new SavedConfiguration("mine", study.configuration())),
                List.of())
            .text()
            .replace("\"conv2\"", "\"conv9\"");
    Session.Restored restored = Session.parse(text, "here").restore(List.of(), Progress.NONE);
    assertThat(restored.saved().getFirst().configuration().overrides()).containsOnlyKeys("conv3");
    assertThat(restored.notes())
        .containsExactly(
            "of the kept 'mine': it has no layer 'conv9', whose settings are left out");
  }

  @Test
  void opensSessionsFromBeforeConfigurationsWereKept() {
    ObjectNode old = (ObjectNode) JsonMapper.shared().readTree(Session.of(study, Map.of()).text());
    assertThat(old.remove("saved")).isNotNull();
    assertThat(old.remove("measured")).isNotNull();
    assertThat(Session.parse(old.toString(), "old.json")).isEqualTo(Session.of(study, Map.of()));
  }

  @Test
  void refusesASavedConfigurationWithoutAName() {
    String text =
        Session.of(
                study,
                Map.of(),
                List.of(new SavedConfiguration("mine", Configuration.FLOAT)),
                List.of())
            .text()
            .replace("\"mine\"", "\" \"");
    assertThatThrownBy(() -> Session.parse(text, "s.json"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("s.json keeps a configuration without a name");
  }

  @Test
  void findsANetworkThatMovedAmongThoseThatAreKnown() throws IOException {
    Session session = Session.of(study, Map.of());
    Path moved = Files.createDirectories(folder.resolve("moved")).resolve("small.onnx");
    Files.move(session.network(), moved);
    assertThat(session.restore(List.of(moved), Progress.NONE).study().opened().model().file())
        .isEqualTo(moved);
    assertThatThrownBy(() -> session.restore(List.of(), Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("small.onnx")
        .hasMessageContaining("not there any more");
  }

  @Test
  void tellsWhatDoesNotFit() {
    String text =
        Session.of(study, Map.of()).text().replace("\"conv2\"", "\"conv9\"").replace("conv3", "x");
    Session.Restored restored = Session.parse(text, "here").restore(List.of(), Progress.NONE);
    assertThat(restored.notes()).anySatisfy(note -> assertThat(note).contains("'conv9'"));
    assertThat(restored.study().opened().weightedLayers()).contains(restored.study().layer());
  }

  @Test
  void refusesWhatIsNoSession() {
    for (String text :
        List.of("", "{}", "[]", "{\"format\":\"filterscope-session\",\"version\":9}", "\u0000")) {
      assertThatThrownBy(() -> Session.parse(text, "s.json"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("s.json");
    }
  }

  @Test
  void refusesOrReadsEveryMutation() {
    byte[] whole =
        Session.of(study, Map.of("theme", "DARK"))
            .text()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Random random = new Random(41);
    for (int turn = 0; turn < 200; turn++) {
      byte[] mutated = whole.clone();
      for (int change = 0; change <= turn % 3; change++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(32, 127);
      }
      try {
        Session.parse(new String(mutated, java.nio.charset.StandardCharsets.UTF_8), "s.json");
      } catch (BadInputException e) {
        assertThat(e.sentence()).isNotBlank();
      }
    }
  }

  @Test
  void keepsTheLastOfManyChanges() {
    SessionFile file = new SessionFile(folder.resolve("state").resolve("session.json"));
    try (Autosave autosave = new Autosave(file, Duration.ofMillis(20))) {
      for (String layer : List.of("conv1", "conv2", "conv3")) {
        autosave.save(Session.of(study.withLayer(layer), Map.of()));
      }
    }
    assertThat(file.read().orElseThrow().layer()).isEqualTo("conv3");
  }

  @Test
  void keepsStateWhereTheOperatingSystemWantsIt() {
    assertThat(SessionFile.folder("Mac OS X", Path.of("/Users/me")))
        .isEqualTo(Path.of("/Users/me/Library/Application Support/Filterscope"));
  }
}
