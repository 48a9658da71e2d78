package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PairedDifferenceTest {
  @Test
  void countsOnlyImagesOnWhichTheNetworksDiffer() {
    boolean[] first = {true, true, false, true, false};
    boolean[] second = {true, false, true, false, false};

    PairedDifference difference = PairedDifference.of(first, second);

    assertThat(difference).isEqualTo(new PairedDifference(2, 1, 5));
    assertThat(difference.share()).isEqualTo(0.2);
  }

  @Test
  void isSureOfNetworksThatNeverDiffer() {
    PairedDifference same = new PairedDifference(0, 0, 100);

    assertThat(same.low()).isZero();
    assertThat(same.high()).isZero();
  }

  @Test
  void hasTheIntervalOfMcNemarsTable() {
    // (60 − 40)/1000 ± 1.96·√(100 − 400/1000)/1000
    PairedDifference difference = new PairedDifference(60, 40, 1000);

    assertThat(difference.low()).isCloseTo(0.02 - 0.01956, within(1e-5));
    assertThat(difference.high()).isCloseTo(0.02 + 0.01956, within(1e-5));
  }
}
