package filterscope.ui;

import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.job.PoolJobs;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Draws the real window to PNG files, without a display: `TakeSnapshots FOLDER WIDTHxHEIGHT NETWORK [DATA] [layer=NAME]`.
/// Every picture of the layer, light and dark, once all figures are there.
public final class TakeSnapshots extends Application {
  private MainWindow window;
  private WindowModel model;
  private Path folder;
  private String size;

  /// Not an application itself, so that it starts from the class path.
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(TakeSnapshots.class, arguments);
    }
  }

  @Override
  public void start(Stage stage) {
    List<String> arguments = getParameters().getRaw();
    folder = Path.of(arguments.get(0));
    size = arguments.get(1);
    String[] extents = size.split("x", 2);
    Appearance.loadFonts();
    StatusModel status = new StatusModel();
    PoolJobs jobs = new PoolJobs(Platform::runLater);
    jobs.watch(status::hear);
    model = new WindowModel(jobs, Backend::best, 2, Samples.ofHome(), status);
    window =
        new MainWindow(
            model,
            new NativeFileDialogs(),
            Appearance.LIGHT,
            Double.parseDouble(extents[0]),
            Double.parseDouble(extents[1]));
    stage.setScene(window.scene());
    stage.show();
    model.open(arguments.get(2));
    model
        .openProperty()
        .subscribe(open -> {
          if (open && arguments.size() > 3 && !arguments.get(3).equals("-")) {
            Platform.runLater(() -> model.chooseData(arguments.get(3)));
          }
        });
    poll(0, arguments);
  }

  private void poll(int waited, List<String> arguments) {
    boolean ready = model.openProperty().get() && !model.status().busyProperty().get();
    if (waited > 5 && (ready || waited > 600)) {
      for (String argument : arguments) {
        if (argument.startsWith("layer=")) {
          model.layers().choose(argument.substring("layer=".length()));
        }
      }
      model
          .workspace()
          .figures()
          .firstEstimateNanos()
          .ifPresent(nanos -> System.err.println("first estimate " + nanos / 1_000_000 + " ms"));
      shoot(0);
    } else {
      after(100, () -> poll(waited + 1, arguments));
    }
  }

  private void shoot(int index) {
    if (index == 6) {
      Platform.exit();
      System.exit(0);
    }
    Appearance appearance = index < 3 ? Appearance.LIGHT : Appearance.DARK;
    window.show(appearance);
    window.show(StageView.values()[index % 3]);
    after(
        400,
        () -> {
          try {
            Snapshots.write(
                window.scene(),
                folder.resolve(
                    size
                        + "-"
                        + appearance.name().toLowerCase(java.util.Locale.ROOT)
                        + "-"
                        + List.of("filters", "scales", "weights").get(index % 3)
                        + ".png"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          shoot(index + 1);
        });
  }

  private static void after(double millis, Runnable action) {
    new Timeline(new KeyFrame(Duration.millis(millis), _ -> action.run())).play();
  }
}
