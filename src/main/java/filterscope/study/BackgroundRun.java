package filterscope.study;

import filterscope.job.Job;
import filterscope.job.Progress;
import filterscope.job.RunningJob;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One job of [BackgroundJobs]: its state, its progress, and the way of its results to the owner.
final class BackgroundRun<T> implements RunningJob, Progress {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundRun.class);
  private static final long TELL_EVERY_NANOS = 50_000_000;

  private final String title;
  private final Job<T> job;
  private final Consumer<? super T> onResult;
  private final Consumer<? super Exception> onFailure;
  private final Executor owner;
  private final Runnable tell;
  private final AtomicLong lastTold = new AtomicLong();
  private volatile boolean cancelled;
  private volatile boolean done;
  private volatile double share = -1;
  private volatile String what = "";

  /// @param tell called, on any thread, when the progress changed enough to show
  BackgroundRun(
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure,
      Executor owner,
      Runnable tell) {
    this.title = title;
    this.job = job;
    this.onResult = onResult;
    this.onFailure = onFailure;
    this.owner = owner;
    this.tell = tell;
  }

  /// Does the work on the calling thread.
  void work() {
    try {
      if (!cancelled) {
        job.run(this, result -> deliver(() -> onResult.accept(result)));
      }
    } catch (CancellationException e) {
      LOG.debug("{}: cancelled", title);
    } catch (Exception e) {
      LOG.debug("{}: failed", title, e);
      deliver(() -> onFailure.accept(e));
    } catch (OutOfMemoryError e) {
      LOG.warn("{}: out of memory", title, e);
      deliver(
          () ->
              onFailure.accept(
                  new IllegalStateException(
                      "there is not enough memory for this; start Filterscope with a larger heap (-Xmx)",
                      e)));
    } finally {
      done = true;
    }
  }

  private void deliver(Runnable delivery) {
    owner.execute(
        () -> {
          if (!cancelled) {
            delivery.run();
          }
        });
  }

  String title() {
    return title;
  }

  Activity activity() {
    return new Activity(title, share, what, this::cancel);
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public boolean isDone() {
    return done || cancelled;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void report(double newShare, String newWhat) {
    share = newShare;
    what = newWhat;
    long now = System.nanoTime();
    long last = lastTold.get();
    if (now - last > TELL_EVERY_NANOS && lastTold.compareAndSet(last, now)) {
      tell.run();
    }
  }
}
