package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.PoolJobs;
import filterscope.testing.SmallWorld;
import filterscope.ui.canvas.TradeOffPlot;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// Sweeping, searching and measuring sensitivities in the real window, moved by a robot.
final class ExploreWindowTest extends ApplicationTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final StatusModel status = new StatusModel();
  private final WindowModel model = model(status);

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  private static WindowModel model(StatusModel status) {
    PoolJobs jobs = new PoolJobs(Platform::runLater);
    jobs.watch(status::hear);
    return new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), status);
  }

  @Override
  public void start(Stage stage) {
    stage.setScene(new MainWindow(model, new NoFiles(), Appearance.LIGHT, 1280, 800).scene());
    stage.show();
    model.open(world.onnx());
  }

  @BeforeEach
  void awaitTheFirstFigures() throws Exception {
    await(() -> spots() == 1 && !status.busyProperty().get());
  }

  private int spots() {
    return model.tradeOff().pictureProperty().get().spots().size();
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(30_000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private ToggleButton segment(String id, String words) {
    return lookup(id + " .toggle-button")
        .lookup((ToggleButton button) -> button.getText().equals(words))
        .query();
  }

  @Test
  void sweepsFromTheToolbarAndRestoresAPoint() throws Exception {
    clickOn("#sweep");
    Node plot = lookup("#trade-off-plot").query();
    assertThat(plot.isVisible()).isTrue();
    clickOn("#explore-start");
    await(() -> spots() > 3 && !model.explore().runningProperty().get());
    interact(plot::requestFocus);
    type(KeyCode.HOME);
    await(() -> !((TradeOffPlot) plot).getReadout().isEmpty());
    var before = model.workspace().study().orElseThrow().configuration();
    type(KeyCode.END);
    type(KeyCode.ENTER);
    await(() -> !model.workspace().study().orElseThrow().configuration().equals(before));
    clickOn("#undo");
    await(() -> model.workspace().study().orElseThrow().configuration().equals(before));
    clickOn(segment("#trade-off-forms", "Table"));
    assertThat(lookup("#result-table").query().isVisible()).isTrue();
    clickOn("#explore-close");
    assertThat(lookup("#explore-pane").query().isVisible()).isFalse();
  }

  @Test
  void searchesForATarget() throws Exception {
    clickOn("#sweep");
    clickOn(segment("#explore-kind", "Search"));
    clickOn("#explore-wanted");
    push(KeyCode.CONTROL, KeyCode.A);
    write("70");
    clickOn("#explore-start");
    await(() -> model.explore().foundProperty().get() && !model.explore().runningProperty().get());
    clickOn("#explore-use");
    await(() -> !model.workspace().study().orElseThrow().configuration().overrides().isEmpty());
  }

  @Test
  void measuresSensitivities() throws Exception {
    clickOn(segment("#views", "Sensitivity"));
    clickOn("#sensitivity-measure");
    await(() -> model.sensitivity().pictureProperty().get().bars().size() == 2);
    await(() -> !model.sensitivity().runningProperty().get());
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
    public Optional<Path> chooseTarget(Window owner, String kind, String name) {
      return Optional.empty();
    }
  }
}
