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
import javafx.application.Platform;
import javafx.util.Duration;

/// The real window with a network, for the programs that time it or draw it to files. Lives on the JavaFX thread, and on no stage:
/// the screen of the platform without a display has 1000×1000 pixels.
final class ShownWindow {
  private final StatusModel status = new StatusModel();
  private final WindowModel model;
  private final MainWindow window;

  /// @param extents `WIDTHxHEIGHT`
  /// @param network what to open
  /// @param images that accuracy is measured on at most
  ShownWindow(String extents, String network, int images) {
    Appearance.loadFonts();
    String[] sides = extents.split("x", 2);
    PoolJobs jobs = new PoolJobs(Platform::runLater);
    jobs.watch(status::hear);
    model =
        new WindowModel(
            jobs,
            new Machine(Backend::best, 2, Machine.USUAL_STOPWATCH, images),
            Samples.ofHome(),
            status);
    window =
        new MainWindow(
            model,
            new NativeFileDialogs(),
            Appearance.LIGHT,
            Double.parseDouble(sides[0]),
            Double.parseDouble(sides[1]));
    model.open(network);
  }

  WindowModel model() {
    return model;
  }

  MainWindow window() {
    return window;
  }

  /// Calls once nothing has run for some seconds.
  void whenIdle(Runnable action) {
    whenIdle(3, action);
  }

  private void whenIdle(int looks, Runnable action) {
    after(
        1,
        () -> {
          if (status.busyProperty().get()) {
            whenIdle(3, action);
          } else if (looks > 1) {
            whenIdle(looks - 1, action);
          } else {
            action.run();
          }
        });
  }

  /// Draws it light and dark into `NAME-light.png` and `NAME-dark.png`, then calls.
  void draw(Path folder, String name, Runnable then) {
    window.show(Appearance.LIGHT);
    after(
        0.5,
        () -> {
          write(folder.resolve(name + "-light.png"));
          window.show(Appearance.DARK);
          after(
              0.5,
              () -> {
                write(folder.resolve(name + "-dark.png"));
                then.run();
              });
        });
  }

  private void write(Path file) {
    try {
      Snapshots.write(window.scene(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void after(double seconds, Runnable action) {
    new Timeline(new KeyFrame(Duration.seconds(seconds), _ -> action.run())).play();
  }
}
