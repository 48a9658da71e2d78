package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.PoolJobs;
import filterscope.testing.SmallWorld;
import filterscope.ui.canvas.ConfusionMatrix;
import filterscope.ui.canvas.FeatureMaps;
import filterscope.ui.model.Exhibit;
import filterscope.ui.model.ImageFilter;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The views of the window that look at images, moved by a robot.
final class ImagePagesTest extends ApplicationTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final StatusModel status = new StatusModel();
  private final PoolJobs jobs = new PoolJobs(Platform::runLater);
  private final WindowModel model =
      new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), status);

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  @Override
  public void start(Stage stage) {
    jobs.watch(status::hear);
    stage.setScene(new MainWindow(model, new NoFiles(), Appearance.LIGHT, 1280, 800).scene());
    stage.show();
    model.open(world.onnx());
  }

  @BeforeEach
  void awaitTheFirstFigures() throws Exception {
    await(() ->
        model.meters().accuracyProperty().get().detail().contains("n = 64 of 64")
            && !status.busyProperty().get());
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(30_000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void tab(String words) {
    clickOn(
        lookup("#views .toggle-button")
            .lookup((ToggleButton button) -> button.getText().equals(words))
            .<ToggleButton>query());
  }

  private void twoBits() throws TimeoutException {
    clickOn(
        lookup("#param-weight-bits .toggle-button")
            .lookup((ToggleButton button) -> button.getText().equals("2"))
            .<ToggleButton>query());
    awaitCounts();
  }

  private void awaitCounts() throws TimeoutException {
    await(() ->
        model.meters().accuracyProperty().get().detail().contains("n = 64 of 64")
            && !status.busyProperty().get());
  }

  @Test
  void walksThroughImagesAndLayersOfTheActivations() throws Exception {
    tab("Activations");
    await(() -> model.activations().placeProperty().get().isPresent());
    assertThat(lookup("#feature-maps").<FeatureMaps>query().getReadout()).startsWith("channel 0");
    ListView<Exhibit> strip = lookup("#images").queryListView();
    interact(strip::requestFocus);
    type(KeyCode.RIGHT, 3);
    await(() -> model.picker().chosenProperty().get().equals(Optional.of(new Exhibit.OfSet(3))));
    doubleClickOn("#image-number").write("17").type(KeyCode.ENTER);
    await(() -> model.picker().chosenProperty().get().equals(Optional.of(new Exhibit.OfSet(17))));
    assertThat(strip.getSelectionModel().getSelectedItem()).isEqualTo(new Exhibit.OfSet(17));
    interact(() -> lookup("#depth-chart").query().requestFocus());
    type(KeyCode.HOME);
    await(() -> model.layers().chosenProperty().get().equals("conv1"));
  }

  @Test
  void showsTheImagesOfACellOfTheConfusionMatrix() throws Exception {
    tab("Images");
    twoBits();
    await(() -> model.images().countsProperty().get().isPresent());
    assertThat(lookup(".stage-facts").queryAllAs(Labeled.class))
        .anyMatch(label -> label.getText().contains("of 64 flipped"));
    ConfusionMatrix matrix = lookup("#confusion").query();
    interact(matrix::requestFocus);
    type(KeyCode.DOWN).type(KeyCode.ENTER);
    await(() -> model.picker().filterProperty().get() instanceof ImageFilter.Moved);
    assertThat(lookup("#parting").<Labeled>query().getText()).startsWith("They ");
  }

  @Test
  void comparesASavedConfigurationWithTheNextOne() throws Exception {
    tab("Compare");
    clickOn("#compare-name").write("four").clickOn("#compare-save");
    twoBits();
    assertThat(model.compare().firstProperty().get()).isEqualTo("four");
    await(() ->
        lookup("#compare-table").queryTableView().getItems().size() == 4
            && model.compare().comparisonProperty().get().orElseThrow().counts().isPresent());
    clickOn("#compare-restore");
    await(() -> model.layers().rows().get(1).bitsProperty().get().equals("4"));
  }

  @Test
  void worksOnePatchThroughWithTheKeyboard() throws Exception {
    tab("Bits");
    await(() -> model.bits().workedProperty().get().isPresent());
    interact(() -> lookup("#patch").query().requestFocus());
    type(KeyCode.RIGHT);
    await(() -> model.bits().workedProperty().get().orElseThrow().at().column() == 5);
    clickOn(
        lookup("#bits-shown .toggle-button")
            .lookup((ToggleButton button) -> button.getText().equals("Planes"))
            .<ToggleButton>query());
    assertThat(lookup("#planes").query().isVisible()).isTrue();
    assertThat(lookup("#patch").query().isVisible()).isFalse();
  }

  /// A person who never chooses a file.
  private static final class NoFiles implements FileDialogs {
    @Override
    public Optional<Path> chooseNetwork(Window owner) {
      return Optional.empty();
    }

    @Override
    public List<Path> chooseImageFiles(Window owner) {
      return List.of();
    }

    @Override
    public Optional<Path> chooseImageFolder(Window owner) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> chooseTarget(Window owner, String title, String name) {
      return Optional.empty();
    }
  }
}
