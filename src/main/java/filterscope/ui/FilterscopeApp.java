package filterscope.ui;

import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.job.BadInputException;
import filterscope.job.PoolJobs;
import filterscope.study.Autosave;
import filterscope.study.Machine;
import filterscope.study.Session;
import filterscope.study.SessionFile;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.slf4j.LoggerFactory;

/// The window. An argument names the file or the sample network to open. The window is shown first, and loads after.
public final class FilterscopeApp extends Application {
  /// The sample that a person sees who names none.
  public static final String FIRST_SAMPLE = "fashion-vgg";

  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  /// The smallest window in which everything can be read.
  static final int LEAST_WIDTH = 1100;

  static final int LEAST_HEIGHT = 700;

  private Optional<Autosave> autosave = Optional.empty();

  @Override
  public void start(Stage stage) {
    Appearance.loadFonts();
    StatusModel status = new StatusModel();
    PoolJobs jobs = new PoolJobs(Platform::runLater);
    jobs.watch(status::hear);
    WindowModel model =
        new WindowModel(
            jobs,
            new Machine(
                Backend::best, Runtime.getRuntime().availableProcessors(), Machine.USUAL_STOPWATCH),
            Samples.ofHome(),
            status);
    MainWindow window =
        new MainWindow(model, new NativeFileDialogs(), Appearance.LIGHT, WIDTH, HEIGHT);
    model
        .titleProperty()
        .subscribe(
            title -> stage.setTitle(title.isEmpty() ? "Filterscope" : title + " – Filterscope"));
    stage.setScene(window.scene());
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    Optional<SessionFile> sessions = SessionFile.usual();
    afterFirstPaint(
        window.scene(),
        () -> {
          load(model, window, getParameters().getRaw(), sessions);
          sessions.ifPresent(file -> autosave = Optional.of(keep(model, window, file)));
        });
    stage.show();
  }

  private static void load(
      WindowModel model,
      MainWindow window,
      List<String> arguments,
      Optional<SessionFile> sessions) {
    if (!arguments.isEmpty()) {
      model.open(arguments.getFirst());
      return;
    }
    try {
      Optional<Session> session = sessions.flatMap(SessionFile::read);
      if (session.isPresent()) {
        window.recall(session.get().window());
        model.session().restore(session.get(), Optional.of(FIRST_SAMPLE));
        return;
      }
    } catch (BadInputException e) {
      // The window opens all the same, with the sample; the file is replaced by the next session.
      LoggerFactory.getLogger(FilterscopeApp.class).warn("No session: {}", e.sentence());
    }
    if (model.samples().containsKey(FIRST_SAMPLE)) {
      model.open(FIRST_SAMPLE);
    }
  }

  /// Saves the session whenever something in it changed.
  private static Autosave keep(WindowModel model, MainWindow window, SessionFile file) {
    Autosave autosave = new Autosave(file, Autosave.SOON);
    Runnable save = () -> model.session().session(window.remembered()).ifPresent(autosave::save);
    model.studyProperty().subscribe(_ -> save.run());
    model.compare().savedProperty().subscribe(_ -> save.run());
    model.tradeOff().pictureProperty().subscribe(_ -> save.run());
    window.onRemembered(save);
    return autosave;
  }

  @Override
  public void stop() {
    autosave.ifPresent(Autosave::close);
  }

  /// Runs something once the first frame has been drawn.
  private static void afterFirstPaint(Scene scene, Runnable action) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            Platform.runLater(() -> {
              reportStart();
              action.run();
            });
          }
        });
  }

  private static void reportStart() {
    if (Boolean.getBoolean("filterscope.startup")) {
      ProcessHandle.current()
          .info()
          .startInstant()
          .ifPresent(start ->
              System.err.println(
                  "first paint after "
                      + Duration.between(start, Instant.now()).toMillis()
                      + " ms"));
    }
  }
}
