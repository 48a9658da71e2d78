package filterscope.ui;

import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.job.PoolJobs;
import filterscope.study.Machine;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Draws the window with the paper's claim to PNG files: before it is measured, and when it is, light and dark.
/// Arguments: `FOLDER WIDTHxHEIGHT NETWORK IMAGES`.
public final class TakeClaims extends Application {
  /// Not an application itself, so that it starts from the class path.
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(TakeClaims.class, arguments);
    }
  }

  @Override
  public void start(Stage stage) {
    Appearance.loadFonts();
    String[] arguments = getParameters().getRaw().toArray(String[]::new);
    String[] extents = arguments[1].split("x", 2);
    StatusModel status = new StatusModel();
    PoolJobs jobs = new PoolJobs(Platform::runLater);
    jobs.watch(status::hear);
    WindowModel model =
        new WindowModel(
            jobs, new Machine(Backend::best, 2, Machine.USUAL_STOPWATCH), Samples.ofHome(), status);
    MainWindow window =
        new MainWindow(
            model,
            new NativeFileDialogs(),
            Appearance.LIGHT,
            Double.parseDouble(extents[0]),
            Double.parseDouble(extents[1]));
    model.open(arguments[2]);
    after(
        4,
        () -> {
          window.showClaims(true);
          write(window, Path.of(arguments[0], arguments[1] + "-claims-before.png"));
          model.paperClaims().imagesProperty().set(Integer.parseInt(arguments[3]));
          model.paperClaims().start();
          after(1, () -> awaitEnd(model, window, arguments));
        });
  }

  private static void awaitEnd(WindowModel model, MainWindow window, String[] arguments) {
    if (model.paperClaims().runningProperty().get()) {
      after(1, () -> awaitEnd(model, window, arguments));
      return;
    }
    write(window, Path.of(arguments[0], arguments[1] + "-claims-light.png"));
    window.show(Appearance.DARK);
    after(
        1,
        () -> {
          write(window, Path.of(arguments[0], arguments[1] + "-claims-dark.png"));
          System.exit(0);
        });
  }

  private static void write(MainWindow window, Path file) {
    try {
      Snapshots.write(window.scene(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void after(double seconds, Runnable action) {
    new Timeline(new KeyFrame(Duration.seconds(seconds), _ -> action.run())).play();
  }
}
