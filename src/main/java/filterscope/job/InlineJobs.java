package filterscope.job;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Runs jobs on the calling thread and delivers there: at once, for the command line, or one by one when told to, so that tests
/// decide what happens between two jobs. Used by one thread.
public final class InlineJobs implements JobRunner {
  private final boolean atOnce;
  private final Queue<JobRun<?>> waiting = new ArrayDeque<>();
  private final Map<String, JobRun<?>> latest = new HashMap<>();
  private final List<Consumer<? super JobEvent>> watchers = new CopyOnWriteArrayList<>();

  private InlineJobs(boolean atOnce) {
    this.atOnce = atOnce;
  }

  /// Jobs run within the call that starts them.
  public static InlineJobs atOnce() {
    return new InlineJobs(true);
  }

  /// Jobs wait until [#runNext] or [#runAll].
  public static InlineJobs stepByStep() {
    return new InlineJobs(false);
  }

  /// Tells a watcher of every job from now on.
  public void watch(Consumer<? super JobEvent> watcher) {
    watchers.add(watcher);
  }

  @Override
  public <T> RunningJob start(
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure) {
    return launch(run(title, job, onResult, onFailure));
  }

  @Override
  public <T> RunningJob startLatest(
      String key,
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure) {
    JobRun<T> run = run(title, job, onResult, onFailure);
    Optional.ofNullable(latest.put(key, run)).ifPresent(JobRun::cancel);
    return launch(run);
  }

  private <T> JobRun<T> run(
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure) {
    return new JobRun<>(
        title,
        job,
        onResult,
        onFailure,
        event -> watchers.forEach(watcher -> watcher.accept(event)),
        Runnable::run);
  }

  private RunningJob launch(JobRun<?> run) {
    if (atOnce) {
      run.run();
    } else {
      waiting.add(run);
    }
    return run;
  }

  /// Runs the oldest waiting job to its end; cancelled ones fall away.
  ///
  /// @return whether there was one
  public boolean runNext() {
    while (!waiting.isEmpty()) {
      JobRun<?> run = waiting.remove();
      if (!run.isDone()) {
        run.run();
        return true;
      }
    }
    return false;
  }

  /// Runs all waiting jobs, and those that they start.
  public void runAll() {
    while (runNext()) {
      // every call runs one
    }
  }

  /// How many wait, without those that were cancelled.
  public int waiting() {
    return (int) waiting.stream().filter(run -> !run.isDone()).count();
  }
}
