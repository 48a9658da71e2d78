package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.export.PackedModel;
import filterscope.method.GridConv;
import filterscope.study.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Window;
import org.controlsfx.control.NotificationPane;
import org.junit.jupiter.api.Test;

/// The frame of the window: the toolbar, the configuration and the meters.
final class WindowTest extends WindowRobot {
  private Slider groupSlider() {
    return lookup("#param-group .slider").query();
  }

  @Test
  void movesTheMapTheMemoryAndTheAccuracyWithTheSlider() throws Exception {
    clickOn(toggle("2"));
    await(() -> shown().stored() instanceof GridConv grid && grid.weightBits() == 2);
    awaitAccuracy();
    double memory = model.meters().memoryProperty().get().share();
    double accuracy = model.meters().accuracyProperty().get().share().orElseThrow().share();
    int before = scales();
    interact(() -> groupSlider().requestFocus());
    type(KeyCode.RIGHT);
    await(() -> scales() != before);
    awaitAccuracy();
    assertThat(before).isEqualTo(2);
    assertThat(scales()).isEqualTo(1);
    assertThat(model.meters().memoryProperty().get().share()).isLessThan(memory);
    assertThat(model.meters().accuracyProperty().get().share().orElseThrow().share())
        .isNotEqualTo(accuracy);
    assertThat(model.meters().accuracyProperty().get().ghost()).contains(accuracy);
    assertThat(lookup(".memory-meter .meter-value").<Labeled>query().getText())
        .isEqualTo(model.meters().memoryProperty().get().value());
  }

  /// Every method that the menu offers: what is computed has the method's defaults, and no picture of it breaks.
  @Test
  void takesEveryMethodWithItsDefaultsAndDrawsIt() throws Exception {
    javafx.scene.control.ComboBox<filterscope.method.Method> menu = lookup("#method").query();
    for (filterscope.method.Method method : List.copyOf(menu.getItems())) {
      interact(() -> menu.setValue(method));
      var choice = model.configuration().choiceProperty().get();
      assertThat(choice.method()).isEqualTo(method.id());
      assertThat(choice.settings()).as(method.id()).isEqualTo(method.defaults());
      await(() -> !model.status().busyProperty().get());
      for (String view : List.of("Filters", "Scales", "Weights")) {
        clickOn(view);
      }
    }
  }

  @Test
  void dragsTheSliderAsOneChange() throws Exception {
    drag(groupSlider().lookup(".thumb")).moveBy(-120, 0).drop();
    await(() -> scales() > 2);
    awaitAccuracy();
    clickOn("#undo");
    await(() -> scales() == 2);
    assertThat(lookup("#undo").queryButton().isDisabled()).isTrue();
  }

  @Test
  void showsASentenceForABrokenFileAndKeepsTheNetwork() throws Exception {
    NotificationPane notifications = lookup(".notification-pane").query();
    interact(() -> model.open(world.broken()));
    await(notifications::isShowing);
    assertThat(notifications.getText()).contains("broken.onnx");
    assertThat(model.titleProperty().get()).isEqualTo("Small");
    assertThat(shown().original().filters()).isEqualTo(16);
  }

  @Test
  void setsHowImagesArePrepared() throws Exception {
    clickOn("#data").clickOn("#prepare");
    var mean = lookup("#preparation-mean").queryTextInputControl();
    doubleClickOn(mean).push(KeyCode.SHORTCUT, KeyCode.A).write("much").type(KeyCode.ENTER);
    assertThat(lookup(".preparation-refusal").<Labeled>query().getText()).contains("Mean takes");
    push(KeyCode.SHORTCUT, KeyCode.A).write("0.4").type(KeyCode.ENTER);
    await(() -> model.preparation().shownProperty().get().mean().equals(List.of(0.4)));
    assertThat(lookup(".preparation-refusal").<Labeled>query().getText()).isEmpty();
    awaitAccuracy();
  }

  @Test
  void exportsWhatTheMetersShow() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.E);
    await(() -> lookup("#export-start").tryQuery().isPresent());
    clickOn("#export-onnx").clickOn("#export-csv").clickOn("#export-start");
    await(() ->
        !model.export().runningProperty().get()
            && !model.export().accountProperty().get().isEmpty());
    String account = lookup("#export-account").<Labeled>query().getText();
    assertThat(account).contains("small.fsc", "small.html", "small.csv", "small.recipe.json");
    assertThat(account).doesNotContain("restored.onnx");
    Path packed = folder.resolve("exported").resolve("small.fsc");
    PackedModel model = PackedModel.read(packed);
    assertThat(model.size().fileBytes()).isEqualTo(Files.size(packed));
    assertThat(model.claims().compressedBytes()).isEqualTo(model.size().payloadBytes());
    assertThat(model.claims().accuracy().orElseThrow().samples()).isEqualTo(64);
  }

  @Test
  void copiesTheStateAndPastesItAgain() throws Exception {
    clickOn(toggle("2"));
    awaitAccuracy();
    interact(() -> window.orElseThrow().show(StageView.SCALES));
    push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.C);
    clickOn(toggle("3"));
    await(() -> shown().stored() instanceof GridConv grid && grid.weightBits() == 3);
    push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.V);
    await(() -> shown().stored() instanceof GridConv grid && grid.weightBits() == 2);
    awaitAccuracy();
    interact(() -> model.session().paste("{\"nothing\":1}"));
    assertThat(model.sentenceProperty().get().orElseThrow()).contains("is no session");
  }

  @Test
  void opensTheSampleWithASentenceWhereTheNetworkOfASessionIsGone() throws Exception {
    Session session = Session.of(model.workspace().study().orElseThrow(), java.util.Map.of());
    Session gone =
        new Session(
            folder.resolve("gone.onnx"),
            session.sha256(),
            session.preparation(),
            session.data(),
            session.layer(),
            session.configuration(),
            java.util.Map.of(),
            List.of(),
            List.of());
    interact(() -> model.session().restore(gone, Optional.of("bare")));
    await(() -> model.titleProperty().get().equals("bare.onnx"));
    assertThat(model.sentenceProperty().get().orElseThrow())
        .contains("gone.onnx")
        .contains("not there any more");
  }

  @Test
  void helpsWithEveryViewAndEveryShortcut() throws Exception {
    type(KeyCode.F1);
    await(() -> lookup(".help-key").tryQuery().isPresent());
    String keys =
        lookup(".help-key").<Labeled>queryAll().stream()
            .map(Labeled::getText)
            .collect(Collectors.joining("\n", "\n", "\n"));
    int tab = 0;
    for (StageView view : StageView.values()) {
      tab++;
      assertThat(keys).contains("\nCtrl+" + tab % 10 + "\n" + view.title() + "\n");
    }
    var accelerators = window.orElseThrow().scene().getAccelerators().keySet();
    assertThat(accelerators).hasSizeGreaterThan(StageView.values().length + 5);
    for (KeyCombination accelerator : accelerators) {
      String name = accelerator.getName().replace("Shortcut", "Ctrl");
      String ordered = name.startsWith("Shift+Ctrl") ? "Ctrl+Shift" + name.substring(10) : name;
      assertThat(keys).contains(ordered);
    }
    for (Labeled words : lookup(".help-words").<Labeled>queryAll()) {
      assertThat(words.getHeight())
          .as(words.getText())
          .isGreaterThanOrEqualTo(words.prefHeight(words.getWidth()));
    }
    Window help = lookup(".help").query().getScene().getWindow();
    assertThat(help.getHeight()).isLessThan(FilterscopeApp.LEAST_HEIGHT);
    type(KeyCode.F1);
    await(() -> lookup(".help-key").tryQuery().isEmpty());
  }

  @Test
  void opensAFileWithTheKeyboard() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.O);
    await(() -> model.titleProperty().get().equals("bare.onnx"));
    assertThat(lookup(".meter-choose").query().isVisible()).isTrue();
  }

  @Test
  void refusesAValueThatIsNoGroupSize() {
    var field = lookup("#param-group .exact").queryTextInputControl();
    doubleClickOn(field).write("many").type(KeyCode.ENTER);
    assertThat(field.getPseudoClassStates())
        .anyMatch(state -> state.getPseudoClassName().equals("wrong"));
    assertThat(scales()).isEqualTo(2);
    doubleClickOn(field).write("4").type(KeyCode.ENTER);
    assertThat(field.getPseudoClassStates())
        .noneMatch(state -> state.getPseudoClassName().equals("wrong"));
  }

  @Test
  void turnsDarkAndLight() {
    clickOn("#theme");
    assertThat(window.orElseThrow().appearance()).isEqualTo(Appearance.DARK);
    assertThat(window.orElseThrow().scene().getRoot().getStyleClass())
        .contains("dark")
        .doesNotContain("light");
    push(KeyCode.SHORTCUT, KeyCode.D);
    assertThat(window.orElseThrow().appearance()).isEqualTo(Appearance.LIGHT);
  }

  @Test
  void answersWhy() {
    clickOn(lookup(".memory-meter .why").queryButton());
    assertThat(lookup(".why-formula").queryAll()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void countsWithOtherAssumptions() throws Exception {
    clickOn(toggle("1"));
    await(() -> shown().stored() instanceof GridConv grid && grid.weightBits() == 1);
    awaitAccuracy();
    double before = model.meters().speedProperty().get().factors().orElseThrow().binary();
    clickOn(lookup(".speed-meter .why").queryButton());
    clickOn(
        lookup("#assume-lanes .toggle-button")
            .lookup((ToggleButton button) -> button.getText().equals("256"))
            .<ToggleButton>query());
    assertThat(model.meters().speedProperty().get().factors().orElseThrow().binary())
        .isGreaterThan(before);
    assertThat(lookup(".why-formula").<Labeled>queryAllAs(Labeled.class))
        .anyMatch(line -> line.getText().contains("/256"));
  }

  @Test
  void countsMemoryAndIntervalsOtherwise() throws Exception {
    double stored = model.meters().memoryProperty().get().share();
    String value = model.meters().memoryProperty().get().value();
    clickOn(lookup(".memory-meter .why").queryButton());
    clickOn("#assume-ends");
    assertThat(model.meters().memoryProperty().get().share()).isLessThan(stored);
    assertThat(lookup(".memory-meter .meter-title").<Labeled>query().getText())
        .isEqualTo("Memory, counted otherwise");
    assertThat(lookup(".why-fact").<Labeled>queryAllAs(Labeled.class))
        .anyMatch(line -> line.getText().contains("the first and the last layer do not"))
        .anyMatch(line -> line.getText().startsWith("Stored, in a packed model"));
    clickOn("#assume-stored");
    assertThat(model.meters().memoryProperty().get().value()).isEqualTo(value);
    type(KeyCode.ESCAPE);
    double low = model.meters().accuracyProperty().get().low();
    clickOn(lookup(".accuracy-meter .why").queryButton());
    clickOn(
        lookup("#assume-confidence .toggle-button")
            .lookup((ToggleButton button) -> button.getText().startsWith("99"))
            .<ToggleButton>query());
    assertThat(model.meters().accuracyProperty().get().low()).isLessThan(low);
    assertThat(lookup(".accuracy-meter .meter-beside").<Labeled>query().getText())
        .endsWith(" at 99\u2009%");
    clickOn(
        lookup("#assume-reach .toggle-button")
            .lookup((ToggleButton button) -> button.getText().equals("± 2"))
            .<ToggleButton>query());
    assertThat(lookup(".why-formula").<Labeled>queryAllAs(Labeled.class))
        .anyMatch(line -> line.getText().startsWith("± 2 takes about"));
  }

  @Test
  void speaksEveryControl() {
    assertThat(lookup(".slider").queryAllAs(Slider.class))
        .allSatisfy(slider -> assertThat(slider.getAccessibleText()).isNotBlank());
    assertThat(lookup(".meter").<Node>queryAll())
        .hasSize(3)
        .allSatisfy(meter -> assertThat(meter.getAccessibleText()).isNotBlank());
  }
}
