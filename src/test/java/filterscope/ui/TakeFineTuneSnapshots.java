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
import org.controlsfx.control.SegmentedButton;

/// Draws the window with fine-tuning under the stage to PNG files, before it starts and after some seconds of it, light and dark.
/// Arguments: `FOLDER WIDTHxHEIGHT NETWORK TRAININGSET SECONDS [PAGE]`; the page of settings is named by the words of its button, and with
/// `Repairs` all of them are made.
public final class TakeFineTuneSnapshots extends Application {
  /// Not an application itself, so that it starts from the class path.
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(TakeFineTuneSnapshots.class, arguments);
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
    window.showFineTune(true);
    model.open(arguments[2]);
    after(
        15,
        () -> {
          write(window, Path.of(arguments[0], arguments[1] + "-before.png"));
          if (arguments.length > 5) {
            show(window, model, arguments[5]);
          }
          model.fineTune().dataProperty().set(arguments[3]);
          model.fineTune().start();
          after(Double.parseDouble(arguments[4]), () -> finish(window, arguments));
        });
  }

  private static void show(MainWindow window, WindowModel model, String page) {
    if (page.equals("Repairs")) {
      model.fineTune().repairs().forEach(repair -> repair.wantedProperty().set(true));
    }
    SegmentedButton pages = (SegmentedButton) window.scene().lookup("#fine-tune-pages");
    pages.getButtons().stream()
        .filter(button -> button.getText().equals(page))
        .forEach(button -> button.setSelected(true));
  }

  private static void finish(MainWindow window, String[] arguments) {
    write(window, Path.of(arguments[0], arguments[1] + "-light.png"));
    window.show(Appearance.DARK);
    after(
        1,
        () -> {
          write(window, Path.of(arguments[0], arguments[1] + "-dark.png"));
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
