package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.PoolJobs;
import filterscope.testing.SmallWorld;
import filterscope.testing.TrainedSamples;
import filterscope.ui.model.ClaimLine;
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
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The paper's claim in the real window, moved by a robot.
final class ClaimsWindowTest extends ApplicationTest {
  @TempDir static Path folder;

  private final StatusModel status = new StatusModel();
  private final WindowModel model = model(status);

  @BeforeAll
  static void makeTheWorld() {
    TrainedSamples.addTo(new SmallWorld(folder));
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
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(30_000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void measuresThePapersClaimAndOpensANetworkOfIt() throws Exception {
    clickOn("#samples");
    assertThat(lookup("#samples").<MenuButton>queryAs(MenuButton.class).getItems())
        .extracting(MenuItem::getText)
        .contains("Small, one bit, G = 16  ·  small-g16", "bare");
    clickOn("The paper's claim, measured on them …");
    assertThat(lookup("#claims-pane").query().isVisible()).isTrue();
    clickOn("#claims-start");
    await(() -> !model.paperClaims().runningProperty().get());
    TableView<ClaimLine> table = lookup("#claims-table").query();
    assertThat(table.getItems()).hasSize(2);
    assertThat(lookup("#claims-account").<Labeled>query().getText()).contains("small-g16");
    clickOn("small-g16");
    clickOn("#claims-open-network");
    await(() -> model.openProperty().get());
    assertThat(lookup("#claims-pane").query().isVisible()).isFalse();
    assertThat(model.titleProperty().get()).isEqualTo("Small, one bit, G = 16");
  }

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
