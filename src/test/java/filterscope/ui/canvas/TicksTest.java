package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void standsAtMultiplesOfOneTwoOrFive() {
    Ticks ticks = Ticks.over(0, 0.052, 6);
    assertThat(ticks.step()).isEqualTo(0.01);
    assertThat(ticks.count()).isEqualTo(6);
    assertThat(ticks.label(5)).isEqualTo("0.05");
  }

  @Test
  void neverDividesWholeThings() {
    Ticks ticks = Ticks.whole(0, 2, 20);
    assertThat(ticks.step()).isEqualTo(1);
    assertThat(ticks.count()).isEqualTo(3);
  }

  @Test
  void staysOnTheAxisAndWithinTheRoom() {
    Random random = new Random(3);
    for (int trial = 0; trial < 500; trial++) {
      double from = random.nextGaussian() * 100;
      double to = from + Math.exp(random.nextGaussian() * 4);
      int most = 1 + random.nextInt(12);
      Ticks ticks = Ticks.over(from, to, most);
      assertThat(ticks.count()).isBetween(0, most + 1);
      for (int tick = 0; tick < ticks.count(); tick++) {
        assertThat(ticks.at(tick)).isBetween(from - 1e-6 * ticks.step(), to + 1e-6 * ticks.step());
      }
    }
  }
}
