package filterscope.job;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// One job on its way: it runs on one thread and hands over on another. What was not handed over yet is superseded by what comes
/// after it, so that many partial results do not flood the owner's thread; order is kept.
final class JobRun<T> implements RunningJob {
  private final String title;
  private final Job<T> job;
  private final Consumer<? super T> onResult;
  private final Consumer<? super Exception> onFailure;
  private final Consumer<? super JobEvent> onEvent;
  private final Executor delivery;

  private volatile boolean cancelled;
  private volatile boolean ended;

  private final Object mailbox = new Object();
  private boolean deliveryAsked;
  private boolean started;
  private boolean finished;
  private Optional<T> result = Optional.empty();
  private Optional<JobEvent.Progressed> progressed = Optional.empty();
  private Optional<Exception> failure = Optional.empty();

  JobRun(
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure,
      Consumer<? super JobEvent> onEvent,
      Executor delivery) {
    this.title = title;
    this.job = job;
    this.onResult = onResult;
    this.onFailure = onFailure;
    this.onEvent = onEvent;
    this.delivery = delivery;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public boolean isDone() {
    return ended || cancelled;
  }

  /// Does the work on the calling thread; nothing when the job was cancelled before.
  void run() {
    if (cancelled) {
      return;
    }
    post(() -> started = true);
    try {
      job.run(new RunProgress(), value -> post(() -> result = Optional.of(value)));
    } catch (CancellationException e) {
      cancelled = true;
    } catch (Exception e) {
      post(() -> failure = Optional.of(e));
    } catch (Error e) {
      post(() -> failure = Optional.of(asException(e)));
    } finally {
      ended = true;
      post(() -> finished = true);
    }
  }

  private Exception asException(Error error) {
    String what =
        error instanceof OutOfMemoryError
            ? "there is not enough memory; close other networks or give Java more with -Xmx"
            : "an internal error: " + error;
    return new IllegalStateException(title + ": " + what, error);
  }

  private void post(Runnable change) {
    synchronized (mailbox) {
      change.run();
      if (deliveryAsked) {
        return;
      }
      deliveryAsked = true;
    }
    delivery.execute(this::deliver);
  }

  /// Hands over what has gathered; on the owner's thread.
  private void deliver() {
    Mail<T> mail = collect();
    if (mail.started()) {
      onEvent.accept(new JobEvent.Started(this, title));
    }
    try {
      mail.progressed().filter(_ -> !cancelled).ifPresent(onEvent);
      mail.result().filter(_ -> !cancelled).ifPresent(onResult);
      mail.failure().filter(_ -> !cancelled).ifPresent(onFailure);
    } finally {
      if (mail.finished()) {
        onEvent.accept(new JobEvent.Finished(this, title));
      }
    }
  }

  private Mail<T> collect() {
    synchronized (mailbox) {
      Mail<T> mail = new Mail<>(started, progressed, result, failure, finished);
      deliveryAsked = false;
      started = false;
      progressed = Optional.empty();
      result = Optional.empty();
      failure = Optional.empty();
      finished = false;
      return mail;
    }
  }

  /// What has gathered since the last delivery.
  private record Mail<T>(
      boolean started,
      Optional<JobEvent.Progressed> progressed,
      Optional<T> result,
      Optional<Exception> failure,
      boolean finished) {}

  private final class RunProgress implements Progress {
    @Override
    public void report(double share, String what) {
      post(
          () -> progressed = Optional.of(new JobEvent.Progressed(JobRun.this, title, share, what)));
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
