package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepAxesTest {
  private static final Method BOTH =
      new AxisMethod("both", List.of(AxisMethod.bits(1, 8), AxisMethod.group()));
  private static final Method BITS = new AxisMethod("bits", List.of(AxisMethod.bits(2, 8)));
  private static final Method NONE = new AxisMethod("none", List.of());

  private static SweepAxes axes(List<Method> methods) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("weight-bits", List.of("1", "2", " 2", "9"));
    values.put("group", List.of("1", "16"));
    return SweepAxes.of(methods, values);
  }

  private static List<String> texts(SweepGrid grid) {
    return grid.choices().stream().map(SweepAxesTest::text).toList();
  }

  private static String text(LayerRecipe choice) {
    return choice.method() + ": " + choice.settings();
  }

  @Test
  void combinesEveryValueOfEveryParameterThatAMethodHasOnce() {
    assertThat(texts(axes(List.of(BOTH)).grid()))
        .containsExactly(
            "both: group=1, weight-bits=1",
            "both: group=16, weight-bits=1",
            "both: group=1, weight-bits=2",
            "both: group=16, weight-bits=2");
  }

  @Test
  void doesNotRepeatAMethodForAParameterThatItDoesNotHave() {
    assertThat(texts(axes(List.of(BITS, NONE)).grid()))
        .containsExactly("bits: weight-bits=2", "none: ");
  }

  @Test
  void saysWhichValuesAMethodDoesNotTake() {
    assertThat(axes(List.of(BITS)).grid().skipped())
        .extracting(SweepGrid.Skipped::method, SweepGrid.Skipped::settings)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bits", "weight-bits=1"),
            org.assertj.core.groups.Tuple.tuple("bits", "weight-bits=9"));
    assertThat(axes(List.of(BITS)).grid().skipped().getFirst().reason())
        .contains("from 2 to 8, not '1'");
  }

  @Test
  void doesNotVaryWhatDoesNotCount() {
    SweepGrid grid =
        SweepAxes.of(
                List.of(SmallNetworks.method()),
                Map.of(
                    "activation-bits", List.of("1", "32"),
                    "activation-bound", List.of("max", "percentile")))
            .grid();
    // A bound is for 2 bits or more: signs and floats have none.
    assertThat(grid.choices()).hasSize(2);
  }

  @Test
  void variesTheLinksOfAChain() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("weight-bits", List.of("1", "4"));
    values.put("bits.weight-bits", List.of("2", "3"));
    SweepGrid grid = new SweepAxes(List.of(List.of(NONE, BITS)), values).grid();
    // 1 is no value of the only link that has bits; 4 is overridden by its own key.
    assertThat(grid.skipped()).hasSize(1);
    assertThat(grid.choices())
        .extracting(SweepPoint::method, SweepPoint::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("none+bits", "bits.weight-bits=2"),
            org.assertj.core.groups.Tuple.tuple("none+bits", "bits.weight-bits=3"));
    assertThat(
            new SweepAxes(List.of(List.of(BITS, BOTH)), Map.of("weight-bits", List.of("2", "4")))
                .grid()
                .choices())
        .extracting(SweepPoint::text)
        .containsExactly(
            "bits.weight-bits=2, both.group=1, both.weight-bits=2",
            "bits.weight-bits=4, both.group=1, both.weight-bits=4");
  }

  @Test
  void knowsTheKeysThatNoMethodHas() {
    assertThat(SweepAxes.of(List.of(BITS, NONE), Map.of("grup", List.of("1"))).unknownKeys())
        .containsExactly("grup");
    assertThat(axes(List.of(BOTH, NONE)).unknownKeys()).isEmpty();
  }
}
