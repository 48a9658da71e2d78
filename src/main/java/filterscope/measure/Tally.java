package filterscope.measure;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The counts that the workers of one evaluation share with the thread that waits for them.
final class Tally {
  private long top1;
  private long top5;
  private long agreed;
  private long samples;
  private int working;
  private Optional<Throwable> failure = Optional.empty();
  private boolean stopped;

  Tally(int workers) {
    working = workers;
  }

  synchronized void count(boolean best, boolean amongFive, boolean agrees) {
    samples++;
    top1 += best ? 1 : 0;
    top5 += amongFive ? 1 : 0;
    agreed += agrees ? 1 : 0;
  }

  synchronized Accuracy accuracy() {
    return new Accuracy(
        new Proportion(top1, samples),
        new Proportion(top5, samples),
        new Proportion(agreed, samples));
  }

  /// Asks the workers to end with the image at hand.
  synchronized void stop() {
    stopped = true;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /// Keeps the first failure and stops the others.
  synchronized void fail(Throwable thrown) {
    if (failure.isEmpty()) {
      failure = Optional.of(thrown);
    }
    stopped = true;
  }

  synchronized Optional<Throwable> failure() {
    return failure;
  }

  synchronized void workerEnded() {
    working--;
    notifyAll();
  }

  /// Waits for the workers, at most until a point in time of `System.nanoTime()`.
  ///
  /// @return whether all have ended
  synchronized boolean awaitWorkers(long until) throws InterruptedException {
    while (working > 0) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return true;
  }

  /// Stops the workers and waits for them, interrupted or not.
  synchronized void stopAndAwaitWorkers() {
    stop();
    boolean interrupted = false;
    while (working > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
