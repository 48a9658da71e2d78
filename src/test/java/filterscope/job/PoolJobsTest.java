package filterscope.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The test's own thread is the owner's thread: it delivers when it wants to.
@Timeout(60)
class PoolJobsTest {
  private final BlockingQueue<Runnable> deliveries = new LinkedBlockingQueue<>();
  private final PoolJobs jobs = new PoolJobs(deliveries::add);
  private final List<Object> seen = new ArrayList<>();

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void deliversOnTheOwnersThreadInOrder() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    AtomicInteger delivered = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    RunningJob job =
        jobs.<Integer>start(
            "t",
            (_, results) -> {
              results.accept(1);
              first.await();
              results.accept(2);
            },
            result -> {
              seen.add(result);
              threads.add(Thread.currentThread());
              delivered.incrementAndGet();
            },
            this::failed);
    deliverUntil(() -> delivered.get() == 1);
    first.countDown();
    deliverUntil(() -> delivered.get() == 2);
    assertThat(seen).containsExactly(1, 2);
    assertThat(threads).containsOnly(Thread.currentThread());
    deliverUntil(job::isDone);
  }

  @Test
  void deliversOnlyTheNewestOfManyPartialResults() throws InterruptedException {
    RunningJob job =
        jobs.start(
            "t",
            (progress, results) -> {
              for (int number = 0; number <= 10_000; number++) {
                results.accept(number);
                progress.report(0.5, "working");
              }
            },
            seen::add,
            this::failed);
    await(job);
    assertThat(deliveries).hasSize(1);
    deliverUntil(() -> !seen.isEmpty());
    assertThat(seen).containsExactly(10_000);
  }

  @Test
  void newestWins() throws InterruptedException {
    CountDownLatch oldRuns = new CountDownLatch(1);
    CountDownLatch oldMayGoOn = new CountDownLatch(1);
    AtomicInteger started = new AtomicInteger();
    jobs.<Object>startLatest(
        "key",
        "old",
        (progress, results) -> {
          started.incrementAndGet();
          results.accept("old");
          oldRuns.countDown();
          oldMayGoOn.await();
          results.accept("late");
          progress.checkCancelled();
          results.accept("never");
        },
        seen::add,
        this::failed);
    oldRuns.await();
    RunningJob skipped =
        jobs.startLatest(
            "key",
            "skipped",
            (_, results) -> {
              started.incrementAndGet();
              results.accept("skipped");
            },
            seen::add,
            this::failed);
    jobs.startLatest(
        "key",
        "new",
        (_, results) -> {
          started.incrementAndGet();
          results.accept("new");
        },
        seen::add,
        this::failed);
    assertThat(started).hasValue(1);
    oldMayGoOn.countDown();
    deliverUntil(() -> !seen.isEmpty());
    assertThat(seen).containsExactly("new");
    assertThat(started).hasValue(2);
    assertThat(skipped.isDone()).isTrue();
  }

  @Test
  void deliversNothingOnceCancelled() throws InterruptedException {
    CountDownLatch emitted = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    jobs.watch(event -> {
      if (event instanceof JobEvent.Finished) {
        ended.countDown();
      }
    });
    RunningJob job =
        jobs.<Integer>start(
            "t",
            (progress, results) -> {
              results.accept(1);
              emitted.countDown();
              while (!progress.isCancelled()) {
                Thread.sleep(1);
              }
              throw new IllegalStateException("failed while it was cancelled");
            },
            seen::add,
            this::failed);
    emitted.await();
    job.cancel();
    deliverUntil(() -> ended.getCount() == 0);
    assertThat(seen).isEmpty();
  }

  @Test
  void handsOverFailuresAndGoesOnWithTheKey() throws InterruptedException {
    jobs.startLatest(
        "key",
        "t",
        (_, _) -> {
          throw new BadInputException("bad");
        },
        seen::add,
        this::failed);
    deliverUntil(() -> !seen.isEmpty());
    jobs.startLatest("key", "t", (_, results) -> results.accept("good"), seen::add, this::failed);
    deliverUntil(() -> seen.size() == 2);
    assertThat(seen).containsExactly("bad", "good");
  }

  @Test
  void cancelsEverythingWhenClosed() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    jobs.start(
        "t",
        (progress, _) -> {
          runs.countDown();
          while (!progress.isCancelled()) {
            Thread.sleep(1);
          }
          cancelled.countDown();
        },
        seen::add,
        this::failed);
    runs.await();
    jobs.close();
    cancelled.await();
    assertThat(jobs.start("t", (_, _) -> {}, seen::add, this::failed).isDone()).isTrue();
  }

  private static void await(RunningJob job) throws InterruptedException {
    while (!job.isDone()) {
      Thread.sleep(1);
    }
  }

  private void deliverUntil(java.util.function.BooleanSupplier enough) throws InterruptedException {
    while (!enough.getAsBoolean()) {
      Runnable delivery = deliveries.poll(10, TimeUnit.MILLISECONDS);
      if (delivery != null) {
        delivery.run();
      }
    }
  }

  private void failed(Exception failure) {
    seen.add(failure.getMessage());
  }
}
