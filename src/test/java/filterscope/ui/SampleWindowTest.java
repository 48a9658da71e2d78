package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.job.PoolJobs;
import filterscope.measure.Proportion;
import filterscope.method.GridConv;
import filterscope.study.Machine;
import filterscope.ui.model.AccuracyReading;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The window with the network that a person sees first, on its 10,000 images, moved by a robot.
final class SampleWindowTest extends ApplicationTest {
  private final StatusModel status = new StatusModel();
  private final PoolJobs jobs = new PoolJobs(Platform::runLater);
  private final WindowModel model =
      new WindowModel(
          jobs, new Machine(Backend::best, 2, Duration.ofMillis(50)), Samples.ofHome(), status);

  @Override
  public void start(Stage stage) {
    jobs.watch(status::hear);
    stage.setScene(new MainWindow(model, new NoFiles(), Appearance.LIGHT, 1280, 800).scene());
    stage.show();
    model.open(FilterscopeApp.FIRST_SAMPLE);
  }

  @BeforeEach
  void awaitTheFirstEstimate() throws Exception {
    await(() -> samples() > 0);
  }

  @AfterEach
  void stopMeasuring() {
    jobs.close();
  }

  /// Waits for something that happens when the work is done; the limit only ends a test that would hang.
  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        120, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(30_000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private AccuracyReading accuracy() {
    return model.meters().accuracyProperty().get();
  }

  /// How many images the estimate on the screen has seen; 0 when it is that of the configuration before.
  private long samples() {
    return accuracy().stale() ? 0 : accuracy().share().map(Proportion::samples).orElse(0L);
  }

  private double memory() {
    return model.meters().memoryProperty().get().share();
  }

  private int scales() {
    return model
        .stage()
        .figuresProperty()
        .get()
        .map(figures -> figures.stored() instanceof GridConv grid ? grid.grouping().groups() : 0)
        .orElse(0);
  }

  private void oneBit() throws TimeoutException {
    ToggleButton one =
        lookup("#param-weight-bits .toggle-button")
            .lookup((ToggleButton button) -> button.getText().equals("1"))
            .query();
    clickOn(one);
    await(() -> samples() >= 500 && memory() < 0.1);
  }

  @Test
  void dragsTheGroupSizeAndMovesMapMemoryAndAccuracy() throws Exception {
    oneBit();
    int scales = scales();
    double memory = memory();
    Proportion accuracy = accuracy().share().orElseThrow();
    Slider slider = lookup("#param-group .slider").query();
    drag(slider.lookup(".thumb")).moveBy(60, 0).moveBy(140, 0).drop();
    await(() -> samples() >= 500 && memory() < memory);
    assertThat(scales).isEqualTo(4);
    assertThat(scales()).isEqualTo(1);
    Proportion after = accuracy().share().orElseThrow();
    assertThat(after.share()).isNotEqualTo(accuracy.share());
    assertThat(accuracy().ghost()).isPresent();
    assertThat(lookup("#undo").queryButton().isDisabled()).isFalse();
  }

  @Test
  void stopsMeasuringWithCancelAndKeepsTheFigures() throws Exception {
    oneBit();
    assertThat(status.busyProperty().get()).isTrue();
    clickOn("#cancel");
    expectFiguresToStay();
  }

  @Test
  void stopsMeasuringWithEscape() throws Exception {
    oneBit();
    assertThat(status.busyProperty().get()).isTrue();
    push(KeyCode.ESCAPE);
    expectFiguresToStay();
  }

  private void expectFiguresToStay() throws TimeoutException {
    await(() -> !status.busyProperty().get());
    AccuracyReading stopped = accuracy();
    assertThat(stopped.share().orElseThrow().samples()).isBetween(1L, 9_999L);
    // A later change is measured again, and starts from the figures that stayed.
    clickOn("#undo");
    await(() -> samples() > 0);
    assertThat(stopped.share().orElseThrow().share())
        .isNotEqualTo(accuracy().share().orElseThrow().share());
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
    public Optional<Path> chooseExportFolder(Window owner) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> chooseTarget(Window owner, String kind, String name) {
      return Optional.empty();
    }
  }
}
