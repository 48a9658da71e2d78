package filterscope.ui;

import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.job.PoolJobs;
import filterscope.study.Machine;
import filterscope.study.Tuning;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Times Fine-tune in the window: from Start to each phase and to the first point of the loss, in a program that was just opened,
/// has measured its accuracy and shows the pane. Arguments: `NETWORK TRAININGSET`.
public final class TimeFineTuneStart extends Application {
  /// Not an application itself, so that it starts from the class path.
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(TimeFineTuneStart.class, arguments);
    }
  }

  private String phase = "";
  private boolean prepared;

  @Override
  public void start(Stage stage) {
    StatusModel status = new StatusModel();
    PoolJobs jobs = new PoolJobs(Platform::runLater);
    jobs.watch(status::hear);
    WindowModel model =
        new WindowModel(
            jobs, new Machine(Backend::best, 2, Machine.USUAL_STOPWATCH), Samples.ofHome(), status);
    MainWindow window = new MainWindow(model, new NativeFileDialogs(), Appearance.LIGHT, 1280, 800);
    stage.setScene(window.scene());
    stage.show();
    model.open(getParameters().getRaw().get(0));
    Timeline look = new Timeline();
    look.getKeyFrames()
        .add(
            new KeyFrame(
                Duration.seconds(1),
                _ -> {
                  boolean measured =
                      model.meters().accuracyProperty().get().detail().contains("n = 10");
                  if (measured && !status.busyProperty().get()) {
                    if (!prepared) {
                      prepared = true;
                      window.showFineTune(true);
                    } else {
                      look.stop();
                      time(model);
                    }
                  }
                }));
    look.setCycleCount(Timeline.INDEFINITE);
    look.play();
  }

  private void time(WindowModel model) {
    model.fineTune().dataProperty().set(getParameters().getRaw().get(1));
    long begin = System.nanoTime();
    model
        .fineTune()
        .tuningProperty()
        .subscribe(tuning -> tuning.ifPresent(news -> tell(news, begin)));
    model.fineTune().start();
  }

  private void tell(Tuning news, long begin) {
    if (!news.phase().equals(phase) || !news.losses().isEmpty()) {
      phase = news.phase();
      System.out.printf(
          Locale.ROOT,
          "%6.2f s  %s%s%n",
          (System.nanoTime() - begin) / 1e9,
          phase,
          news.losses().isEmpty() ? "" : ", loss " + news.losses().getLast().loss());
    }
    if (!news.losses().isEmpty()) {
      System.out.printf(
          Locale.ROOT,
          "load of the machine %.1f%n",
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      System.exit(0);
    }
  }
}
