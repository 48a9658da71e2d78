package filterscope.ui;

import filterscope.data.Samples;
import filterscope.job.BadInputException;
import filterscope.job.PoolJobs;
import filterscope.job.Progress;
import filterscope.study.Machine;
import filterscope.study.Study;
import filterscope.ui.canvas.Picture;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.util.Duration;

/// The real window drawn to a PNG file without a display, once all its figures are there. No window is shown, so the picture
/// can be larger than any screen.
public final class WindowPicture {
  /// Held, because loggers that nobody holds forget their level.
  private static final Logger JAVAFX_START = Logger.getLogger("javafx");

  /// How often the window is asked whether it has come to rest.
  private static final Duration LOOK = Duration.millis(50);

  /// How often in a row it must say so: one job may end just before the next begins.
  private static final int LOOKS_AT_REST = 6;

  private WindowPicture() {}

  /// How much of the window is drawn, and as what.
  public enum Form {
    /// The whole window as PNG.
    WINDOW,
    /// The picture on the stage as PNG, with two pixels for one of the window.
    PIXELS,
    /// The picture on the stage as SVG.
    VECTORS
  }

  /// What is to be seen.
  ///
  /// @param layers how the layers are shown
  /// @param weights whose weights are shown where weights are in view
  /// @param width of the window in pixels
  public record Wanted(
      Study study,
      StageView view,
      LayersForm layers,
      WeightsExtent weights,
      Appearance appearance,
      int width,
      int height,
      Form form) {
    public Wanted {
      if (width < FilterscopeApp.LEAST_WIDTH || height < FilterscopeApp.LEAST_HEIGHT) {
        throw new IllegalArgumentException(
            "the window is at least "
                + FilterscopeApp.LEAST_WIDTH
                + "×"
                + FilterscopeApp.LEAST_HEIGHT
                + ", not "
                + width
                + "×"
                + height);
      }
    }
  }

  /// Draws and writes; returns when the file is there.
  ///
  /// @throws BadInputException if the figures cannot be measured, or the file cannot be written
  /// @throws CancellationException if the calling thread is interrupted
  public static void write(Wanted wanted, Machine machine, Path file, Progress progress) {
    CompletableFuture<Path> written = new CompletableFuture<>();
    onToolkit(() -> {
      try {
        new Session(wanted, machine, file, progress, written).begin();
      } catch (RuntimeException | Error e) {
        written.completeExceptionally(e);
      }
    });
    try {
      written.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case BadInputException bad -> throw bad;
        case IOException failure ->
            throw new BadInputException(
                file + " cannot be written: " + failure.getMessage(), failure);
        case null, default -> throw new IllegalStateException("the window was not drawn", e);
      }
    }
  }

  /// Runs something on the JavaFX thread, which is started without a display when it does not run yet.
  private static void onToolkit(Runnable action) {
    JAVAFX_START.setLevel(Level.SEVERE);
    System.setProperty("java.awt.headless", "true");
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("prism.text", "t2k");
    try {
      Platform.startup(action);
      Platform.setImplicitExit(false);
    } catch (IllegalStateException running) {
      Platform.runLater(action);
    }
  }

  /// One window on its way to rest; lives on the JavaFX thread.
  private static final class Session {
    private final Wanted wanted;
    private final Path file;
    private final CompletableFuture<Path> written;
    private final StatusModel status = new StatusModel();
    private final PoolJobs jobs = new PoolJobs(Platform::runLater);
    private final WindowModel model;
    private final MainWindow window;
    private final Timeline looks = new Timeline();
    private int atRest;

    Session(
        Wanted wanted,
        Machine machine,
        Path file,
        Progress progress,
        CompletableFuture<Path> written) {
      this.wanted = wanted;
      this.file = file;
      this.written = written;
      Appearance.loadFonts();
      jobs.watch(status::hear);
      status.textProperty().subscribe(text -> progress.report(status.shareProperty().get(), text));
      this.model = new WindowModel(jobs, machine, Samples.ofHome(), status);
      this.window =
          new MainWindow(
              model, new NativeFileDialogs(), wanted.appearance(), wanted.width(), wanted.height());
    }

    void begin() {
      guard(() -> {
        model.open(wanted.study());
        window.show(wanted.view());
        window.show(wanted.weights());
        window.show(wanted.layers());
        looks.getKeyFrames().add(new KeyFrame(LOOK, _ -> guard(this::look)));
        looks.setCycleCount(Animation.INDEFINITE);
        looks.play();
      });
    }

    private void look() throws IOException {
      Optional<String> sentence = model.sentenceProperty().get();
      if (sentence.isPresent()) {
        throw new BadInputException(sentence.get());
      }
      window.scene().getRoot().applyCss();
      window.scene().getRoot().layout();
      atRest = model.isBusy() ? 0 : atRest + 1;
      if (atRest == LOOKS_AT_REST) {
        draw();
        written.complete(file);
        end();
      }
    }

    private void draw() throws IOException {
      switch (wanted.form()) {
        case WINDOW -> Snapshots.write(window.scene(), file);
        case PIXELS -> Snapshots.write(picture().image(2), file);
        case VECTORS -> {
          byte[] text = picture().svg().getBytes(StandardCharsets.UTF_8);
          Snapshots.write(file, out -> out.write(text));
        }
      }
    }

    private Picture picture() {
      return window
          .picture()
          .orElseThrow(() ->
              new BadInputException(
                  "the tab "
                      + wanted.view().key()
                      + " is made of several parts; leave --picture out to draw the whole window"));
    }

    private void end() {
      looks.stop();
      jobs.close();
    }

    /// Whatever goes wrong ends the session and is told to the thread that waits.
    private void guard(Step step) {
      try {
        step.run();
      } catch (IOException | RuntimeException e) {
        written.completeExceptionally(e);
        end();
      }
    }

    /// Something that may fail to write.
    private interface Step {
      void run() throws IOException;
    }
  }
}
