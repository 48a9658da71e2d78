package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The clock is a counter that the work itself moves on.
class DuelTest {
  private static final long MILLISECOND = 1_000_000;

  private final AtomicLong clock = new AtomicLong();

  @Test
  void timesBothAndTakesTurnsInWhoIsFirst() {
    List<String> order = new ArrayList<>();
    List<Timing> result =
        new Duel(clock::get, Duration.ofSeconds(1), Progress.NONE)
            .run(
                List.of(
                    () -> {
                      order.add("a");
                      clock.addAndGet(40 * MILLISECOND);
                    },
                    () -> {
                      order.add("b");
                      clock.addAndGet(10 * MILLISECOND);
                    }));
    // 6 turns of 50 ms warm up, 14 count
    assertThat(result.getFirst()).isEqualTo(new Timing(40, 40, 40, 14));
    assertThat(result.getLast()).isEqualTo(new Timing(10, 10, 10, 14));
    assertThat(order.subList(12, 20)).containsExactly("a", "b", "b", "a", "a", "b", "b", "a");
  }

  @Test
  void coldRunsDoNotCount() {
    AtomicLong runs = new AtomicLong();
    Runnable coldAtFirst =
        () -> clock.addAndGet((runs.incrementAndGet() <= 2 ? 5000 : 1) * MILLISECOND);
    List<Timing> result =
        new Duel(clock::get, Duration.ofSeconds(1), Progress.NONE)
            .run(List.of(coldAtFirst, () -> clock.addAndGet(MILLISECOND)));
    assertThat(result.getFirst().highMillis()).isEqualTo(1);
    assertThat(result.getFirst().runs()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void slowNetworksStillGetSeveralTurns() {
    List<Timing> result =
        new Duel(clock::get, Duration.ofSeconds(1), Progress.NONE)
            .run(
                List.of(
                    () -> clock.addAndGet(60_000 * MILLISECOND),
                    () -> clock.addAndGet(MILLISECOND)));
    assertThat(result.getFirst().runs()).isEqualTo(5);
  }

  @Test
  void stopsWhenNobodyWantsTheResult() {
    AtomicLong runs = new AtomicLong();
    Progress afterThree =
        new Progress() {
          @Override
          public void report(double share, String what) {}

          @Override
          public boolean isCancelled() {
            return runs.get() >= 3;
          }
        };
    assertThatThrownBy(() ->
            new Duel(clock::get, Duration.ofSeconds(1), afterThree)
                .run(List.of(runs::incrementAndGet, () -> {})))
        .isInstanceOf(CancellationException.class);
    assertThat(runs).hasValue(3);
  }
}
