package filterscope.ui;

import filterscope.study.Tuning;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.stage.Stage;

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

  @Override
  public void start(Stage stage) {
    List<String> arguments = getParameters().getRaw();
    ShownWindow shown = new ShownWindow("1280x800", arguments.get(0), Integer.MAX_VALUE);
    shown.whenIdle(() -> {
      shown.window().showFineTune(true);
      shown.whenIdle(() -> time(shown, arguments.get(1)));
    });
  }

  private void time(ShownWindow shown, String images) {
    shown.model().fineTune().dataProperty().set(images);
    long begin = System.nanoTime();
    shown
        .model()
        .fineTune()
        .tuningProperty()
        .subscribe(tuning -> tuning.ifPresent(news -> tell(news, begin)));
    shown.model().fineTune().start();
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
