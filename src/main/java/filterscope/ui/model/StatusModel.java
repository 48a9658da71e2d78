package filterscope.ui.model;

import filterscope.job.JobEvent;
import filterscope.job.RunningJob;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The status bar: what is running, how far it is, and how to stop it. Of several jobs it shows the one that began last.
public final class StatusModel {
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("Ready");
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper backend = new ReadOnlyStringWrapper("");
  private final Map<RunningJob, Line> running = new LinkedHashMap<>();

  /// How those jobs are stopped that do not just give up.
  private final Map<RunningJob, Runnable> gentle = new HashMap<>();

  /// Hears of the jobs; on the owner's thread.
  public void hear(JobEvent event) {
    switch (event) {
      // Work without a title is too small to be told of.
      case JobEvent.Started started when started.title().isEmpty() -> {}
      case JobEvent.Started started -> running.put(started.job(), new Line(started.title(), -1));
      case JobEvent.Progressed progressed ->
          running.computeIfPresent(
              progressed.job(),
              (_, _) ->
                  new Line(progressed.title() + " · " + progressed.text(), progressed.share()));
      case JobEvent.Finished finished -> {
        running.remove(finished.job());
        gentle.remove(finished.job());
      }
    }
    show();
  }

  private void show() {
    Line line = new Line("Ready", 0);
    for (Line newer : running.values()) {
      line = newer;
    }
    busy.set(!running.isEmpty());
    share.set(line.share());
    text.set(line.text());
  }

  void showBackend(String words) {
    backend.set(words);
  }

  /// Stops everything that is running.
  public void cancel() {
    for (RunningJob job : List.copyOf(running.keySet())) {
      Runnable gently = gentle.get(job);
      if (gently != null) {
        gently.run();
      } else {
        job.cancel();
        running.remove(job);
      }
    }
    show();
  }

  /// Has a job stopped in another way than by giving up what it has done.
  void stopGently(RunningJob job, Runnable stop) {
    gentle.put(job, stop);
  }

  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /// From 0 to 1, or negative when unknown.
  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// The kernels in use, and how many threads.
  public ReadOnlyStringProperty backendProperty() {
    return backend.getReadOnlyProperty();
  }

  /// What the bar says of one job.
  private record Line(String text, double share) {}
}
