package filterscope.ui;

import filterscope.data.Samples;
import filterscope.job.PoolJobs;
import filterscope.method.GridConv;
import filterscope.study.LayerFigures;
import filterscope.testing.SmallWorld;
import filterscope.ui.model.LayerRow;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The real window on the platform without a display with a small network, for tests that move it by a robot.
abstract class WindowRobot extends ApplicationTest {
  @TempDir static Path folder;
  static SmallWorld world;

  final WindowModel model = model();
  Optional<MainWindow> window = Optional.empty();

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  static WindowModel model() {
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

  final void awaitAccuracy() throws TimeoutException {
    await(() ->
        model.meters().accuracyProperty().get().detail().contains("n = 64 of 64")
            && !model.status().busyProperty().get());
  }

  /// Waits for something that happens when the work is done; the limit only ends a test that would hang.
  static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> onFx(condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  static boolean onFx(Callable<Boolean> condition) {
    return WaitForAsyncUtils.waitForAsyncFx(30_000, condition);
  }

  final LayerFigures shown() {
    return model.stage().figuresProperty().get().orElseThrow();
  }

  final int scales() {
    return shown().stored() instanceof GridConv grid ? grid.grouping().groups() : 0;
  }

  final ToggleButton toggle(String words) {
    return lookup("#param-weight-bits .toggle-button")
        .lookup((ToggleButton button) -> button.getText().equals(words))
        .query();
  }

  final ToggleButton scope(String words) {
    return lookup("#scope .toggle-button")
        .lookup((ToggleButton button) -> button.getText().equals(words))
        .query();
  }

  final LayerRow row(String name) {
    return model.layers().rows().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// Answers instead of a person.
  static final class Answers implements FileDialogs {
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
