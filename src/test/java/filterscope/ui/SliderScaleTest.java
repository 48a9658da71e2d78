package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.method.Param;
import filterscope.method.catalog.Methods;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SliderScaleTest {
  private static List<Param.Real> reals() {
    return Methods.all().stream()
        .flatMap(method -> method.params().stream())
        .flatMap(
            param -> param instanceof Param.Real real ? java.util.stream.Stream.of(real) : null)
        .distinct()
        .toList();
  }

  @Test
  void givesAValueOfTheParameterWhereverTheThumbIs() {
    assertThat(reals())
        .isNotEmpty()
        .allSatisfy(param -> {
          SliderScale scale = SliderScale.of(param);
          double most = scale.toSlider().applyAsDouble(param.most());
          for (int step = 0; step <= 200; step++) {
            double place = scale.least() + (most - scale.least()) * step / 200;
            assertThat(param.parse(scale.toText().apply(place))).isNotEmpty();
          }
          // Sliders begin at 0 before their range is set.
          assertThat(param.parse(scale.toText().apply(0))).isNotEmpty();
        });
  }

  @Test
  void bringsTheDefaultBackFromItsPlace() {
    assertThat(reals())
        .allSatisfy(param -> {
          SliderScale scale = SliderScale.of(param);
          double place = scale.toSlider().applyAsDouble(param.byDefault());
          assertThat(Double.parseDouble(scale.toText().apply(place)))
              .isCloseTo(
                  param.byDefault(),
                  org.assertj.core.data.Offset.offset((param.most() - param.least()) / 100));
        });
  }
}
