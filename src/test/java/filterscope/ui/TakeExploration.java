package filterscope.ui;

import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.job.PoolJobs;
import filterscope.study.Machine;
import filterscope.ui.model.ExploreModel;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Sweeps and measures sensitivities in the real window without a display, and draws it to PNG files, light and dark. Arguments:
/// `FOLDER WIDTHxHEIGHT SAMPLE IMAGES`.
public final class TakeExploration {
  private TakeExploration() {}

  public static void main(String[] arguments) {
    Application.launch(App.class, arguments);
  }

  /// The window, step by step.
  public static final class App extends Application {
    private final StatusModel status = new StatusModel();
    private Optional<MainWindow> window = Optional.empty();
    private Optional<WindowModel> model = Optional.empty();

    @Override
    public void start(Stage stage) {
      List<String> arguments = getParameters().getRaw();
      String[] size = arguments.get(1).split("x", 2);
      int images = Integer.parseInt(arguments.get(3));
      PoolJobs jobs = new PoolJobs(Platform::runLater);
      jobs.watch(status::hear);
      WindowModel opened =
          new WindowModel(
              jobs,
              new Machine(Backend::best, 2, Duration.ofMillis(100), images),
              Samples.ofHome(),
              status);
      MainWindow shown =
          new MainWindow(
              opened,
              new NoFiles(),
              Appearance.LIGHT,
              Double.parseDouble(size[0]),
              Double.parseDouble(size[1]));
      window = Optional.of(shown);
      model = Optional.of(opened);
      stage.setScene(shown.scene());
      stage.show();
      opened.open(arguments.get(2));
      whenIdle(() -> {
        shown.showExplore(true);
        opened.explore().imagesProperty().set(500);
        opened.explore().start();
        whenIdle(this::shootSweep);
      });
    }

    private void shootSweep() {
      shoot(
          "sweep",
          () -> {
            MainWindow shown = window.orElseThrow();
            shown.showExplore(false);
            shown.show(StageView.SENSITIVITY);
            model.orElseThrow().sensitivity().measure();
            whenIdle(() -> shoot("sensitivity", this::shootSearch));
          });
    }

    private void shootSearch() {
      window.orElseThrow().showExplore(true);
      ExploreModel explore = model.orElseThrow().explore();
      explore.kindProperty().set(ExploreModel.Kind.SEARCH);
      explore.start();
      whenIdle(() -> shoot("search", () -> System.exit(0)));
    }

    private void whenIdle(Runnable action) {
      after(
          1500,
          () -> {
            if (status.busyProperty().get()) {
              whenIdle(action);
            } else {
              action.run();
            }
          });
    }

    private void shoot(String name, Runnable then) {
      MainWindow shown = window.orElseThrow();
      shown.show(Appearance.LIGHT);
      after(
          400,
          () -> {
            write(shown, name + "-light");
            shown.show(Appearance.DARK);
            after(
                400,
                () -> {
                  write(shown, name + "-dark");
                  then.run();
                });
          });
    }

    private void write(MainWindow shown, String name) {
      List<String> arguments = getParameters().getRaw();
      try {
        Snapshots.write(
            shown.scene(), Path.of(arguments.get(0), name + "-" + arguments.get(1) + ".png"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void after(double millis, Runnable action) {
      new Timeline(new KeyFrame(javafx.util.Duration.millis(millis), _ -> action.run())).play();
    }
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
