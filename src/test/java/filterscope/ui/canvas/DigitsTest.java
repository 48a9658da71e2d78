package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
  @ParameterizedTest
  @CsvSource({
    "0.031234, 0.0312",
    "-1.2, −1.20",
    "0.9999, 1.00",
    "999.6, 1000",
    "12345, 12345",
    "0.0000047, 4.70×10⁻⁶",
    "2500000, 2.50×10⁶",
    "0, 0"
  })
  void writesThreeSignificantDigits(double value, String text) {
    assertThat(Digits.three(value)).isEqualTo(text);
  }

  @Test
  void saysWhatIsNotANumber() {
    assertThat(Digits.three(Double.NaN)).isEqualTo("not a number");
    assertThat(Digits.three(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
  }

  @Test
  void writesTicksWithTheDecimalsOfTheirStep() {
    assertThat(Digits.tick(0.25, 0.05)).isEqualTo("0.25");
    assertThat(Digits.tick(0.30000000000000004, 0.1)).isEqualTo("0.3");
    assertThat(Digits.tick(-20, 10)).isEqualTo("−20");
    assertThat(Digits.tick(1e-18, 0.1)).isEqualTo("0");
  }

  @Test
  void shortensLargeCountsOnAxes() {
    assertThat(Digits.brief(5000)).isEqualTo("5\u2009000");
    assertThat(Digits.brief(20_000)).isEqualTo("20k");
    assertThat(Digits.brief(1_500_000)).isEqualTo("1.5M");
  }

  @Test
  void namesOneAndMany() {
    assertThat(Digits.plural(1, "filter")).isEqualTo("1 filter");
    assertThat(Digits.plural(2048, "filter")).isEqualTo("2\u2009048 filters");
  }
}
