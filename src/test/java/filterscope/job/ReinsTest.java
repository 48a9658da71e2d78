package filterscope.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ReinsTest {
  private final Reins reins = new Reins();

  @Test
  void letsAComputationPassThatIsNotHeld() {
    reins.hold(Progress.NONE).checkCancelled();

    assertThat(reins.isStopped()).isFalse();
  }

  @Test
  void waitsWhilePausedAndGoesOn() throws InterruptedException {
    AtomicInteger steps = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    reins.pause();
    Progress held = reins.hold(Progress.NONE).part(0, 0.5);
    Thread worker =
        Thread.ofVirtual()
            .start(() -> {
              held.checkCancelled();
              steps.incrementAndGet();
              over.countDown();
            });
    assertThat(over.await(50, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(steps).hasValue(0);

    reins.goOn();

    worker.join();
    assertThat(steps).hasValue(1);
    assertThat(reins.pausedNanos()).isPositive();
  }

  @Test
  void stopsAlsoWhatIsPaused() {
    reins.pause();
    reins.stop();

    assertThatThrownBy(() -> reins.hold(Progress.NONE).checkCancelled())
        .isInstanceOf(CancellationException.class);
    assertThat(reins.isStopped()).isTrue();
  }

  @Test
  void givesUpWithTheProgressBehindIt() {
    Progress given =
        new Progress() {
          @Override
          public void report(double share, String what) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    reins.pause();

    assertThatThrownBy(() -> reins.hold(given).checkCancelled())
        .isInstanceOf(CancellationException.class);
    assertThat(reins.isStopped()).isFalse();
  }
}
