package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumbersTest {
  @Test
  void givesThreeSignificantDigits() {
    assertThat(Numbers.three(0.03124)).isEqualTo("0.0312");
    assertThat(Numbers.three(1.2)).isEqualTo("1.20");
    assertThat(Numbers.three(9.996)).isEqualTo("10.0");
    assertThat(Numbers.three(412.4)).isEqualTo("412");
    assertThat(Numbers.three(-2.5)).isEqualTo("−2.50");
    assertThat(Numbers.three(Double.NaN)).isEqualTo("–");
  }

  @Test
  void writesBytesInPowersOfAThousand() {
    assertThat(Numbers.bytes(40)).isEqualTo("40\u2009B");
    assertThat(Numbers.bytes(0.5)).isEqualTo("1\u2009B");
    assertThat(Numbers.bytes(999.6)).isEqualTo("1.00\u2009kB");
    assertThat(Numbers.bytes(4_120_000)).isEqualTo("4.12\u2009MB");
  }

  @Test
  void writesShortTimesInMicroseconds() {
    assertThat(Numbers.millis(2.314)).isEqualTo("2.31\u2009ms");
    assertThat(Numbers.millis(0.0892)).isEqualTo("89.2\u2009µs");
    assertThat(Numbers.millis(0.000711)).isEqualTo("0.711\u2009µs");
    assertThat(Numbers.millis(0.09997)).isEqualTo("0.100\u2009ms");
    assertThat(Numbers.millis(0)).isEqualTo("0.00\u2009ms");
  }

  @Test
  void writesDifferencesInPointsWithTheirSign() {
    assertThat(Numbers.points(0.0042)).isEqualTo("+0.4");
    assertThat(Numbers.points(-0.012)).isEqualTo("−1.2");
    assertThat(Numbers.points(-0.0001)).isEqualTo("0.0");
  }
}
