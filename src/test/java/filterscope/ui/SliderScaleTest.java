package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.catalog.Methods;
import org.junit.jupiter.api.Test;

class SliderScaleTest {
  @Test
  void roundsRealsToShortNumbersWithinTheirRange() {
    SliderScale percent = SliderScale.of(new Param.Real("p", "P", "", 0, 99.9, 60));
    assertThat(percent.toText().apply(59.7)).isEqualTo("60.0");
    assertThat(percent.toText().apply(99.9)).isEqualTo("99.9");
    SliderScale share = SliderScale.of(new Param.Real("t", "T", "", 0, 3, 0.7));
    assertThat(share.toText().apply(0.3001)).isEqualTo("0.3");
    SliderScale wide = SliderScale.of(new Param.Real("l", "L", "", 0.0001, 1000, 1));
    assertThat(wide.toText().apply(0.0)).isEqualTo("1.0E-4");
    assertThat(wide.toText().apply(523.0)).isEqualTo("520.0");
  }

  /// Every place of every slider is a value of its parameter, or the window would not open.
  @Test
  void givesTextsThatTheParameterTakes() {
    for (Method method : Methods.all()) {
      for (Param param : method.params()) {
        if (param instanceof Param.Real real) {
          SliderScale scale = SliderScale.of(real);
          for (int place = 0; place <= 997; place++) {
            double at = real.least() + place * (real.most() - real.least()) / 997;
            assertThat(real.parse(scale.toText().apply(at))).isNotEmpty();
          }
        }
      }
    }
  }
}
