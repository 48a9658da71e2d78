package filterscope.ui;

import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.job.PoolJobs;
import filterscope.method.catalog.CrossFilter;
import filterscope.study.Machine;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Draws the real window to PNG files, without a display, once all figures are there: every picture of the layer, light and dark.
/// Arguments: `FOLDER WIDTHxHEIGHT NETWORK [data=SET] [layer=NAME] [method=ID] [group=G] [bits=B] [wait=SECONDS]`.
public final class TakeSnapshots extends Application {
  /// Not an application itself, so that it starts from the class path.
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(TakeSnapshots.class, arguments);
    }
  }

  @Override
  public void start(Stage stage) {
    // The stage is never shown: the screen of the platform without a display has 1000×1000 pixels.
    new Session(getParameters().getRaw()).begin();
  }

  /// One picture to take.
  private record Shot(Appearance appearance, StageView view) {}

  private static final class Session {
    private final List<String> arguments;
    private final StatusModel status = new StatusModel();
    private final WindowModel model;
    private final MainWindow window;
    private final Queue<Shot> shots = new ArrayDeque<>();

    Session(List<String> arguments) {
      this.arguments = arguments;
      Appearance.loadFonts();
      PoolJobs jobs = new PoolJobs(Platform::runLater);
      jobs.watch(status::hear);
      model =
          new WindowModel(
              jobs,
              new Machine(Backend::best, 2, Machine.USUAL_STOPWATCH),
              Samples.ofHome(),
              status);
      String[] extents = arguments.get(1).split("x", 2);
      window =
          new MainWindow(
              model,
              new NativeFileDialogs(),
              Appearance.LIGHT,
              Double.parseDouble(extents[0]),
              Double.parseDouble(extents[1]));
      for (Appearance appearance : Appearance.values()) {
        for (StageView view : StageView.values()) {
          shots.add(new Shot(appearance, view));
        }
      }
    }

    private java.util.Optional<String> argument(String key) {
      return arguments.stream()
          .filter(text -> text.startsWith(key + "="))
          .map(text -> text.substring(key.length() + 1))
          .findFirst();
    }

    void begin() {
      model.open(arguments.get(2));
      awaitFigures(0, this::configure);
    }

    private void configure() {
      argument("layer").ifPresent(model.layers()::choose);
      argument("data").ifPresent(model::chooseData);
      reportLatency();
      awaitFigures(
          0,
          () -> {
            argument("method")
                .ifPresent(id ->
                    model.configuration().setMethod(filterscope.method.catalog.Methods.byId(id)));
            argument("bits")
                .ifPresent(bits -> model.configuration().set(CrossFilter.WEIGHT_BITS, bits));
            argument("group")
                .ifPresent(group -> model.configuration().set(CrossFilter.GROUP, group));
            awaitFigures(0, this::shoot);
          });
    }

    private void awaitFigures(int waited, Runnable then) {
      boolean ready = model.openProperty().get() && !status.busyProperty().get();
      int patience = argument("wait").map(Integer::parseInt).orElse(60) * 10;
      if (waited > 5 && (ready || waited > patience)) {
        reportLatency();
        then.run();
      } else {
        after(100, () -> awaitFigures(waited + 1, then));
      }
    }

    private void reportLatency() {
      model
          .workspace()
          .figures()
          .firstEstimateNanos()
          .ifPresent(nanos -> System.err.println("first estimate " + nanos / 1_000_000 + " ms"));
    }

    private void shoot() {
      if (shots.isEmpty()) {
        writeAnswers();
        Platform.exit();
        System.exit(0);
      }
      Shot shot = shots.remove();
      window.show(shot.appearance());
      window.show(shot.view());
      after(
          500,
          () -> {
            write(shot);
            shoot();
          });
    }

    private void writeAnswers() {
      VBox page = new VBox(24);
      List.of(model.meters().whyAccuracy(), model.meters().whyMemory(), model.meters().whySpeed())
          .forEach(answer ->
              answer.ifPresent(known -> {
                VBox content = new VBox();
                content.getStyleClass().add("why-content");
                WhyPopover.fill(content, known);
                page.getChildren().add(content);
              }));
      Scene scene = new Scene(page);
      Appearance.LIGHT.apply(scene);
      try {
        Snapshots.write(scene, Path.of(arguments.get(0), "why.png"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write(Shot shot) {
      String name = arguments.get(1) + "-" + shot.appearance() + "-" + shot.view() + ".png";
      try {
        Snapshots.write(window.scene(), Path.of(arguments.get(0), name.toLowerCase(Locale.ROOT)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void after(double millis, Runnable action) {
      new Timeline(new KeyFrame(Duration.millis(millis), _ -> action.run())).play();
    }
  }
}
