package filterscope.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Runs jobs on daemon threads and delivers on an executor of the owner, such as that of the JavaFX thread:
/// `new PoolJobs(Platform::runLater)`. Of the results of one job that wait for delivery only the newest is delivered: a job hands
/// over ever better versions of one thing. Jobs of one key never run side by side.
public final class PoolJobs implements JobRunner, AutoCloseable {
  private final Executor delivery;
  private final ExecutorService pool =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("job-", 0).factory());
  private final List<Consumer<? super JobEvent>> watchers = new CopyOnWriteArrayList<>();
  private final List<JobRun<?>> running = new ArrayList<>();
  private final Map<String, Lane> lanes = new HashMap<>();
  private boolean closed;

  /// @param delivery runs what it is given in order, one at a time
  public PoolJobs(Executor delivery) {
    this.delivery = delivery;
  }

  /// Tells a watcher of every job from now on, on the owner's thread.
  public void watch(Consumer<? super JobEvent> watcher) {
    watchers.add(watcher);
  }

  @Override
  public <T> RunningJob start(
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure) {
    JobRun<T> run = new JobRun<>(title, job, onResult, onFailure, this::tell, delivery);
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
    JobRun<T> run = new JobRun<>(title, job, onResult, onFailure, this::tell, delivery);
    synchronized (this) {
      Lane lane = lanes.computeIfAbsent(key, _ -> new Lane());
      lane.running.ifPresent(JobRun::cancel);
      lane.waiting.ifPresent(JobRun::cancel);
      lane.waiting = Optional.of(run);
      startWaiting(lane);
    }
    return run;
  }

  private synchronized void startWaiting(Lane lane) {
    if (lane.running.isEmpty()) {
      lane.running = lane.waiting;
      lane.waiting = Optional.empty();
      lane.running.ifPresent(run -> launch(run, () -> ended(lane)));
    }
  }

  private synchronized void ended(Lane lane) {
    lane.running = Optional.empty();
    startWaiting(lane);
  }

  private synchronized void launch(JobRun<?> run, Runnable afterwards) {
    if (closed) {
      run.cancel();
      return;
    }
    running.add(run);
    pool.execute(() -> {
      try {
        run.run();
      } finally {
        forget(run);
        afterwards.run();
      }
    });
  }

  private synchronized void forget(JobRun<?> run) {
    running.remove(run);
  }

  private void tell(JobEvent event) {
    watchers.forEach(watcher -> watcher.accept(event));
  }

  /// Cancels everything; jobs that are handed over from now on are cancelled before they start.
  @Override
  public synchronized void close() {
    closed = true;
    running.forEach(JobRun::cancel);
    lanes.values().forEach(lane -> lane.waiting.ifPresent(JobRun::cancel));
    pool.shutdown();
  }

  /// The jobs of one key: one that runs, and the newest of those that came since.
  private static final class Lane {
    private Optional<JobRun<?>> running = Optional.empty();
    private Optional<JobRun<?>> waiting = Optional.empty();
  }
}
