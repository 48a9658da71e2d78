package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.export.PackedModel;
import filterscope.job.PoolJobs;
import filterscope.method.GridConv;
import filterscope.study.LayerFigures;
import filterscope.study.Session;
import filterscope.testing.SmallWorld;
import filterscope.ui.model.LayerRow;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.controlsfx.control.NotificationPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The real window on the platform without a display, moved by a robot.
final class WindowTest extends ApplicationTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final WindowModel model = model();
  private Optional<MainWindow> window = Optional.empty();

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  private static WindowModel model() {
    StatusModel status = new StatusModel();
    PoolJobs jobs = new PoolJobs(Platform::runLater);
    jobs.watch(status::hear);
    return new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), status);
  }

  @Override
  public void start(Stage stage) {
    MainWindow shown = new MainWindow(model, new Answers(), Appearance.LIGHT, 1280, 800);
    window = Optional.of(shown);
    stage.setScene(shown.scene());
    stage.show();
    model.open(world.onnx());
  }

  @BeforeEach
  void awaitTheFirstFigures() throws Exception {
    awaitAccuracy();
  }

  private void awaitAccuracy() throws TimeoutException {
    await(() ->
        model.meters().accuracyProperty().get().detail().contains("n = 64 of 64")
            && !model.status().busyProperty().get());
  }

  /// Waits for something that happens when the work is done; the limit only ends a test that would hang.
  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> onFx(condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static boolean onFx(Callable<Boolean> condition) {
    return WaitForAsyncUtils.waitForAsyncFx(30_000, condition);
  }

  private LayerFigures shown() {
    return model.stage().figuresProperty().get().orElseThrow();
  }

  private int scales() {
    return shown().stored() instanceof GridConv grid ? grid.grouping().groups() : 0;
  }

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

  private ToggleButton toggle(String words) {
    return lookup("#param-weight-bits .toggle-button")
        .lookup((ToggleButton button) -> button.getText().equals(words))
        .query();
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
  void walksThroughTheLayersWithTheArrows() throws Exception {
    ListView<LayerRow> list = lookup("#layers").queryListView();
    interact(list::requestFocus);
    type(KeyCode.DOWN);
    await(() -> model.stage().layerProperty().get().equals("conv3"));
    type(KeyCode.UP, 2);
    await(() -> model.stage().layerProperty().get().equals("conv1"));
    assertThat(shown().isFloat()).isTrue();
  }

  @Test
  void choosesAndSelectsLayersInTheGraph() throws Exception {
    clickOn(form("Graph"));
    Node graph = lookup("#graph").query();
    interact(graph::requestFocus);
    type(KeyCode.HOME);
    await(() -> model.stage().layerProperty().get().equals("conv1"));
    press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
    assertThat(model.layers().selected()).containsExactly("conv1", "conv2");
    clickOn(scope("Selected 2"));
    clickOn(toggle("2"));
    await(() -> row("conv1").bitsProperty().get().equals("2"));
    assertThat(row("conv2").bitsProperty().get()).isEqualTo("2");
    assertThat(row("conv3").bitsProperty().get()).isEqualTo("4");
  }

  @Test
  void sortsTheTableAndChoosesLayersInIt() throws Exception {
    clickOn(form("Table"));
    TableView<LayerRow> table = lookup("#layer-table").queryTableView();
    assertThat(names(table)).containsExactly("conv1", "conv2", "conv3", "head");
    assertThat(table.getWidth()).isGreaterThan(900);
    assertThat(table.getSelectionModel().getSelectedItem()).isSameAs(row("conv2"));
    clickOn(header("size"));
    assertThat(names(table)).containsExactly("head", "conv1", "conv2", "conv3");
    clickOn(header("size"));
    // 16·16·9 weights in 4 bits; 16·8·9 in 4 bits; 8·9 floats; 4·16 floats.
    assertThat(names(table)).containsExactly("conv3", "conv2", "conv1", "head");
    assertThat(model.stage().layerProperty().get()).isEqualTo("conv2");
    assertThat(table.getSelectionModel().getSelectedItem()).isSameAs(row("conv2"));
    clickOn(cell("conv1"));
    await(() -> model.stage().layerProperty().get().equals("conv1"));
    press(KeyCode.SHIFT).type(KeyCode.UP, 2).release(KeyCode.SHIFT);
    await(() -> model.stage().layerProperty().get().equals("conv3"));
    assertThat(model.layers().selected()).containsExactlyInAnyOrder("conv1", "conv2", "conv3");
    clickOn(scope("Selected 3"));
    clickOn(toggle("2"));
    await(() -> row("conv1").bitsProperty().get().equals("2"));
    awaitAccuracy();
    assertThat(names(table)).containsExactly("conv3", "conv2", "head", "conv1");
    assertThat(model.layers().selected()).containsExactlyInAnyOrder("conv1", "conv2", "conv3");
    clickOn(header("size"));
    assertThat(names(table)).containsExactly("conv1", "conv2", "conv3", "head");
    doubleClickOn(cell("conv2"));
    assertThat(table.isVisible()).isFalse();
    assertThat(lookup("#layers").query().isVisible()).isTrue();
    await(() -> model.stage().layerProperty().get().equals("conv2"));
    assertThat(model.layers().selected()).containsExactly("conv2");
  }

  private static List<String> names(TableView<LayerRow> table) {
    return table.getItems().stream().map(LayerRow::name).toList();
  }

  private ToggleButton form(String words) {
    return lookup("#layer-forms .toggle-button")
        .lookup((ToggleButton button) -> button.getText().equals(words))
        .query();
  }

  private Node header(String title) {
    return lookup("#layer-table .column-header .label")
        .lookup((Labeled label) -> label.getText().equals(title))
        .query();
  }

  private Node cell(String layer) {
    return lookup("#layer-table .table-cell")
        .lookup((Labeled cell) -> cell.getText().equals(layer))
        .query();
  }

  @Test
  void coloursLayersByWhatIsKnown() {
    assertThat(model.layers().measures())
        .contains(filterscope.ui.model.LayerMeasure.ERROR, filterscope.ui.model.LayerMeasure.TIME)
        .doesNotContain(filterscope.ui.model.LayerMeasure.SENSITIVITY);
    interact(() -> model.layers().colourProperty().set(filterscope.ui.model.LayerMeasure.BYTES));
    assertThat(model.layers().share(row("conv3")))
        .hasValueSatisfying(share -> assertThat(share).isBetween(0.1, 1.0));
  }

  @Test
  void changesOneLayerOrAll() throws Exception {
    clickOn(scope("This layer"));
    clickOn(toggle("2"));
    await(() -> row("conv2").bitsProperty().get().equals("2"));
    assertThat(row("conv3").bitsProperty().get()).isEqualTo("4");
    clickOn(scope("All layers"));
    clickOn(toggle("3"));
    await(() -> row("conv3").bitsProperty().get().equals("3"));
    assertThat(row("conv2").bitsProperty().get()).isEqualTo("3");
    assertThat(row("conv1").bitsProperty().get()).isEqualTo("float");
  }

  private ToggleButton scope(String words) {
    return lookup("#scope .toggle-button")
        .lookup((ToggleButton button) -> button.getText().equals(words))
        .query();
  }

  private LayerRow row(String name) {
    return model.layers().rows().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
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
  void lightsUpAGroupInEveryPicture() {
    interact(() -> model.stage().highlightedGroupProperty().set(1));
    assertThat(
            lookup(".fs-filter-wall")
                .<filterscope.ui.canvas.FilterWall>query()
                .getHighlightedGroup())
        .isEqualTo(1);
    push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
    assertThat(
            lookup(".fs-scale-map").<filterscope.ui.canvas.ScaleMap>query().getHighlightedGroup())
        .isEqualTo(1);
  }

  @Test
  void savesEveryPictureFromItsMenu() throws Exception {
    for (KeyCode view : List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3)) {
      push(KeyCode.SHORTCUT, view);
      Node picture =
          lookup(".pictures .fs-drawing")
              .match((Node each) ->
                  each.isVisible()
                      && each.getBoundsInParent().getWidth() > 0
                      && each.getParent().isVisible())
              .query();
      String kind = ((filterscope.ui.canvas.Picture) picture).kind();
      clickOn(picture, MouseButton.SECONDARY).clickOn("#save-svg");
      Path vectors = folder.resolve("conv2-" + kind + ".svg");
      await(() -> Files.exists(vectors));
      assertThat(Files.readString(vectors)).startsWith("<?xml").contains("<text");
      clickOn(picture, MouseButton.SECONDARY).clickOn("#save-png");
      Path pixels = folder.resolve("conv2-" + kind + ".png");
      await(() -> Files.exists(pixels));
      assertThat(javax.imageio.ImageIO.read(pixels.toFile()).getWidth())
          .isEqualTo((int) Math.rint(picture.getLayoutBounds().getWidth() * 2));
    }
  }

  @Test
  void dragsTheBoundOfTheWeightsAsOneChange() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.DIGIT3);
    Node histogram = lookup(".fs-weight-histogram").query();
    interact(histogram::requestFocus);
    await(() -> shown().stored() instanceof GridConv);
    double before = shown().error();
    for (int step = 0; step < 12; step++) {
      press(KeyCode.SHIFT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
    }
    await(() -> shown().error() != before);
    assertThat(model.configuration().choiceProperty().get().settings().asMap())
        .containsEntry("estimator", "percentile");
    awaitAccuracy();
    var bounds = histogram.localToScreen(histogram.getBoundsInLocal());
    double middle = (bounds.getMinX() + 64 + bounds.getMaxX() - 20) / 2;
    var undone = model.workspace().study().orElseThrow().configuration();
    double y = bounds.getMinY() + bounds.getHeight() / 2;
    double handle = middle;
    for (double x = middle; x < bounds.getMaxX() - 20; x += 2) {
      moveTo(x, y);
      if (javafx.scene.Cursor.H_RESIZE.equals(histogram.getCursor())) {
        handle = x;
        break;
      }
    }
    assertThat(handle).isGreaterThan(middle);
    drag(handle, y).moveBy(-20, 0).moveBy(-20, 0).moveBy(-10, 0).drop();
    await(() -> !model.workspace().study().orElseThrow().configuration().equals(undone));
    interact(model::undo);
    assertThat(model.workspace().study().orElseThrow().configuration()).isEqualTo(undone);
  }

  @Test
  void showsTheWeightsOfAllLayersAndChoosesOne() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.DIGIT3);
    clickOn(
        lookup("#weights-extent .toggle-button")
            .lookup((ToggleButton button) -> button.getText().equals("All layers"))
            .<ToggleButton>query());
    Node all = lookup(".fs-layer-histograms").query();
    await(() -> String.valueOf(all.getAccessibleText()).contains("4 layers"));
    interact(all::requestFocus);
    type(KeyCode.END).type(KeyCode.ENTER);
    await(() -> model.stage().layerProperty().get().equals("head"));
    assertThat(all.isVisible()).isFalse();
  }

  @Test
  void answersWhy() {
    clickOn(lookup(".memory-meter .why").queryButton());
    assertThat(lookup(".why-formula").queryAll()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void showsThePriceOfEveryOrderAndProvesThatTheFunctionStays() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
    ToggleButton best =
        lookup("#filter-orders .toggle-button")
            .lookup((ToggleButton button) -> button.getText().startsWith("Best"))
            .query();
    await(() -> best.getText().length() > "Best ".length());
    clickOn(best).clickOn("#prove-order");
    await(() -> model.order().verdictProperty().get().contains("the same function"));
    double before = shown().error();
    clickOn("#use-order");
    await(() -> shown().error() != before);
    assertThat(model.configuration().choiceProperty().get().settings().asMap())
        .containsEntry("order", "optimal");
    assertThat(shown().error()).isLessThan(before);
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
  void findsLayersFromTheKeyboard() {
    push(KeyCode.SHORTCUT, KeyCode.F);
    write("head");
    assertThat(lookup("#layers").<LayerRow>queryListView().getItems()).hasSize(1);
  }

  @Test
  void speaksEveryControl() {
    assertThat(lookup(".slider").queryAllAs(Slider.class))
        .allSatisfy(slider -> assertThat(slider.getAccessibleText()).isNotBlank());
    assertThat(lookup(".meter").<Node>queryAll())
        .hasSize(3)
        .allSatisfy(meter -> assertThat(meter.getAccessibleText()).isNotBlank());
  }

  /// Answers instead of a person.
  private static final class Answers implements FileDialogs {
    @Override
    public Optional<Path> chooseNetwork(Window owner) {
      return Optional.of(world.bareNetwork());
    }

    @Override
    public List<Path> chooseImageFiles(Window owner) {
      return world.images();
    }

    @Override
    public Optional<Path> chooseImageFolder(Window owner) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> chooseExportFolder(Window owner) {
      return Optional.of(folder.resolve("exported"));
    }

    @Override
    public Optional<Path> chooseTarget(Window owner, String kind, String name) {
      return Optional.of(folder.resolve(name));
    }
  }
}
