package filterscope.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Spreads the images of a batch over threads. A batch is always cut into the same number of shards, each summed in order
/// and then the shards in order, so that the result does not depend on how many threads there are or who was first.
public final class Shards implements AutoCloseable {
  /// Into how many shards a batch is cut.
  static final int COUNT = 8;

  private final int threads;
  private final ExecutorService pool;
  private final List<Workspace> workspaces = new ArrayList<>();

  /// @param threads how many shards are worked on at a time, the caller's thread among them
  public Shards(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    this.threads = Math.min(threads, COUNT);
    this.pool =
        Executors.newFixedThreadPool(
            Math.max(1, this.threads - 1),
            work -> {
              Thread thread = new Thread(work, "training");
              thread.setDaemon(true);
              return thread;
            });
    for (int shard = 0; shard < COUNT; shard++) {
      workspaces.add(new Workspace());
    }
  }

  /// Work on the images of one shard.
  @FunctionalInterface
  interface Task {
    /// @param from the first image
    /// @param to after the last image
    void run(Workspace workspace, int from, int to);
  }

  int threads() {
    return threads;
  }

  /// The memory of every shard, in order.
  List<Workspace> workspaces() {
    return workspaces;
  }

  /// Runs the task on every shard of a batch and returns when all are done.
  void run(int images, Task task) {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int shard = next.getAndIncrement(); shard < COUNT; shard = next.getAndIncrement()) {
            task.run(workspaces.get(shard), images * shard / COUNT, images * (shard + 1) / COUNT);
          }
        };
    List<Future<?>> helpers = new ArrayList<>();
    for (int helper = 1; helper < threads; helper++) {
      helpers.add(pool.submit(worker));
    }
    worker.run();
    helpers.forEach(Shards::await);
  }

  private static void await(Future<?> helper) {
    try {
      helper.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a training thread failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted");
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
