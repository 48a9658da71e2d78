package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlotAxisTest {
  @Test
  void isLogarithmicWhereNumbersDifferByLargeFactors() {
    assertThat(PlotAxis.around(10, 1000).logarithmic()).isTrue();
    assertThat(PlotAxis.around(10, 30).logarithmic()).isFalse();
    assertThat(PlotAxis.around(0, 1000).logarithmic()).isFalse();
  }

  @Test
  void putsEqualFactorsAtEqualDistances() {
    PlotAxis axis = new PlotAxis(1, 100, true);
    assertThat(axis.share(10)).isCloseTo(0.5, within(1e-12));
    assertThat(axis.at(0.5)).isCloseTo(10, within(1e-9));
    assertThat(axis.between(0, 0.5)).isEqualTo(new PlotAxis(1, axis.at(0.5), true));
  }

  @Test
  void marksRoundNumbers() {
    assertThat(new PlotAxis(8, 220, true).ticks(10))
        .containsExactly(10.0, 20.0, 50.0, 100.0, 200.0);
    assertThat(new PlotAxis(0, 1, false).ticks(5)).hasSize(6);
  }

  @Test
  void hasRoomForOneNumberAlone() {
    PlotAxis axis = PlotAxis.around(5, 5);
    assertThat(axis.share(5)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void writesNumbersWithTheirUnits() {
    assertThat(PlotUnit.BYTES.text(90_600)).isEqualTo("90.6\u2009kB");
    assertThat(PlotUnit.BYTES.tick(200_000)).isEqualTo("200\u2009kB");
    assertThat(PlotUnit.BYTES.tick(1.5e6)).isEqualTo("1.5\u2009MB");
    assertThat(PlotUnit.MILLIS.text(0.221)).isEqualTo("0.221\u2009ms");
    assertThat(PlotUnit.TIMES.tick(20)).isEqualTo("20×");
  }
}
