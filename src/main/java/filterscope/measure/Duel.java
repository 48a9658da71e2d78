package filterscope.measure;

import filterscope.job.Progress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Times pieces of work in turns, so that whatever else the machine does disturbs all alike. They run for a while before
/// anything counts, so that the compiler has done its work.
final class Duel {
  /// The share of the time that both run before anything counts; the rest is for counted turns.
  private static final double WARM_UP_SHARE = 0.3;

  /// Turns that nothing can stop but cancellation: a median needs some.
  private static final int LEAST_WARM_UP = 2;

  private static final int LEAST_TURNS = 5;
  private static final int MOST_TURNS = 2000;

  private final LongSupplier clock;
  private final long warmUp;
  private final long counting;
  private final Progress progress;

  /// @param clock nanoseconds
  /// @param about how long it takes where the work is short
  Duel(LongSupplier clock, Duration about, Progress progress) {
    this.clock = clock;
    this.warmUp = Math.round(about.toNanos() * WARM_UP_SHARE);
    this.counting = about.toNanos() - warmUp;
    this.progress = progress;
  }

  /// Runs one after the other, again and again; who is first changes from turn to turn.
  ///
  /// @return the timing of each
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  List<Timing> run(List<? extends Runnable> works) {
    long start = clock.getAsLong();
    for (int turn = 0; turn < LEAST_WARM_UP || clock.getAsLong() - start < warmUp; turn++) {
      checkIn(start, "warming up");
      works.forEach(Runnable::run);
    }
    long[][] nanos = new long[works.size()][MOST_TURNS];
    long counted = clock.getAsLong();
    int turns = 0;
    while (turns < LEAST_TURNS || (turns < MOST_TURNS && clock.getAsLong() - counted < counting)) {
      checkIn(start, "timing");
      for (int place = 0; place < nanos.length; place++) {
        int index = (turns + place) % nanos.length;
        nanos[index][turns] = time(works.get(index));
      }
      turns++;
    }
    int count = turns;
    return Stream.of(nanos).map(all -> Timing.of(Arrays.copyOf(all, count))).toList();
  }

  private long time(Runnable work) {
    long before = clock.getAsLong();
    work.run();
    return clock.getAsLong() - before;
  }

  private void checkIn(long start, String what) {
    progress.checkCancelled();
    double share = (double) (clock.getAsLong() - start) / Math.max(1, warmUp + counting);
    progress.report(Math.min(1, share), what);
  }
}
