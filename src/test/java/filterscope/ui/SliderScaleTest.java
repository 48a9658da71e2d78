package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import filterscope.method.Activations;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.catalog.Methods;
import org.junit.jupiter.api.Test;

final class SliderScaleTest {
  @Test
  void everyPlaceOfTheThumbIsAValueOfItsParameter() {
    for (Method method : Methods.all()) {
      for (Param param : method.params()) {
        if (param instanceof Param.Real real) {
          SliderScale scale = SliderScale.of(real);
          double most = scale.toSlider().applyAsDouble(real.most());
          for (int number = -5; number <= 105; number++) {
            double place = scale.least() + (most - scale.least()) * number / 100;
            assertThatCode(() -> real.parse(scale.toText().apply(place)))
                .as("%s of %s at %s", real.key(), method.id(), place)
                .doesNotThrowAnyException();
          }
          assertThatCode(() -> real.parse(scale.toText().apply(0))).doesNotThrowAnyException();
        }
      }
    }
  }

  @Test
  void aWideRangeLiesOnTheSliderInOctaves() {
    SliderScale scale = SliderScale.of(Activations.LIMIT);
    double one = scale.toSlider().applyAsDouble(1);
    double two = scale.toSlider().applyAsDouble(2);
    double four = scale.toSlider().applyAsDouble(4);
    assertThat(four - two).isCloseTo(two - one, within(1e-9));
  }
}
