package filterscope.job;

import java.util.concurrent.CancellationException;

/// Holds a long computation: lets it wait at its next check and go on, or stop there so that it can still hand over what it has.
/// Thread-safe.
public final class Reins {
  private static final long LOOK_MILLIS = 200;

  private boolean paused;
  private boolean stopped;
  private long pausedNanos;

  /// Waits at the next check.
  public synchronized void pause() {
    paused = true;
  }

  /// Goes on.
  public synchronized void goOn() {
    paused = false;
    notifyAll();
  }

  /// Stops at the next check, also a paused one.
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  public synchronized boolean isPaused() {
    return paused;
  }

  /// Whether the computation was stopped by these, rather than given up by its owner.
  public synchronized boolean isStopped() {
    return stopped;
  }

  /// A progress whose checks obey these reins and the progress behind it.
  public Progress hold(Progress progress) {
    return new Progress() {
      @Override
      public void report(double share, String what) {
        progress.report(share, what);
      }

      @Override
      public boolean isCancelled() {
        return isStopped() || progress.isCancelled();
      }

      @Override
      public void checkCancelled() {
        await(progress);
        progress.checkCancelled();
        if (isStopped()) {
          throw new CancellationException("stopped");
        }
      }
    };
  }

  /// How long the computation has waited in all.
  public synchronized long pausedNanos() {
    return pausedNanos;
  }

  private synchronized void await(Progress progress) {
    long begin = System.nanoTime();
    while (paused && !stopped && !progress.isCancelled()) {
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
    pausedNanos += System.nanoTime() - begin;
  }
}
