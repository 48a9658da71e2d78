package filterscope.study;

import filterscope.job.Job;
import filterscope.job.JobRunner;
import filterscope.job.RunningJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Runs jobs on daemon threads and delivers what they produce through the executor of its owner, the JavaFX thread in the
/// window. Jobs of one key run one after another, never side by side: a newer one cancels the running one and waits until it
/// has noticed; of several waiting ones only the newest starts.
public final class BackgroundJobs implements JobRunner {
  private final Executor owner;
  private final Consumer<List<Activity>> watcher;
  private final List<BackgroundRun<?>> running = new CopyOnWriteArrayList<>();
  private final Map<String, Lane> lanes = new HashMap<>();

  /// @param owner runs what is handed to it in order, on the owner's thread
  /// @param watcher takes all that is under way, newest last, on the owner's thread, whenever that changed
  public BackgroundJobs(Executor owner, Consumer<List<Activity>> watcher) {
    this.owner = owner;
    this.watcher = watcher;
  }

  @Override
  public <T> RunningJob start(
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure) {
    BackgroundRun<T> run = new BackgroundRun<>(title, job, onResult, onFailure, owner, this::tell);
    launch(run, () -> {});
    return run;
  }

  @Override
  public <T> RunningJob startLatest(
      String key,
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure) {
    BackgroundRun<T> run = new BackgroundRun<>(title, job, onResult, onFailure, owner, this::tell);
    synchronized (lanes) {
      Lane lane = lanes.computeIfAbsent(key, _ -> new Lane());
      lane.newest.ifPresent(BackgroundRun::cancel);
      lane.newest = Optional.of(run);
      if (!lane.busy) {
        next(lane);
      }
    }
    return run;
  }

  private void next(Lane lane) {
    synchronized (lanes) {
      Optional<BackgroundRun<?>> run = lane.newest.filter(newest -> !newest.isDone());
      lane.busy = run.isPresent();
      run.ifPresent(newest -> launch(newest, () -> next(lane)));
    }
  }

  private void launch(BackgroundRun<?> run, Runnable after) {
    running.add(run);
    Thread.ofPlatform()
        .daemon()
        .name("job: " + run.title())
        .start(
            () -> {
              try {
                run.work();
              } finally {
                running.remove(run);
                after.run();
                tell();
              }
            });
    tell();
  }

  private void tell() {
    owner.execute(
        () ->
            watcher.accept(
                running.stream()
                    .filter(run -> !run.isDone())
                    .map(BackgroundRun::activity)
                    .toList()));
  }

  /// The jobs of one key.
  private static final class Lane {
    /// The run that was asked for last: it waits, runs, or is over. All earlier ones are cancelled.
    private Optional<BackgroundRun<?>> newest = Optional.empty();

    private boolean busy;
  }
}
