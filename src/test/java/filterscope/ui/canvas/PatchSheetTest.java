package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.kernel.ActivationGrid;
import filterscope.method.ActivationQuantizer;
import filterscope.method.CompressedLayer;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.WorkedOutput;
import filterscope.network.ConvWeights;
import filterscope.network.Dense;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class PatchSheetTest {
  /// Four signs against four signs: they agree three times.
  static WorkedOutput worked(ActivationGrid activations) {
    ConvWeights weights = new ConvWeights(2, 4, 1, 1, new float[] {1, -1, 1, -1, 0, 0, 0, 0});
    GridConv stored =
        new GridConv(
            weights,
            Grid.ODD,
            1,
            new short[] {1, -1, 1, -1, 1, 1, 1, 1},
            Grouping.filters(2, 4, 2),
            new float[] {0.5f},
            32);
    return WorkedOutput.of(
            new Dense(weights, Optional.empty()),
            new CompressedLayer(stored, new ActivationQuantizer(activations, false)),
            Tensor.vector(2, -3, 1, 4),
            0,
            0,
            0)
        .orElseThrow();
  }

  private static PatchPicture picture(ActivationGrid activations) {
    Tensor map = new Tensor(Shape.of(1, 2, 3, 3), new float[18]);
    return new PatchPicture(
        "conv",
        worked(activations),
        List.of("after it"),
        MapPair.of("conv", map, map),
        new Spot(0, 1, 1));
  }

  @Test
  void writesTheArithmeticOfSigns() {
    assertThat(PatchWords.lines(worked(new ActivationGrid.Sign())))
        .containsExactly(
            "popcount(XNOR) = 3 of n = 4 taps agree",
            "2·popcount − n = 2·3 − 4 = 2",
            "2 × α 0.500 = 1.00     float weights: 2.00");
  }

  @Test
  void writesTheArithmeticOfFloatActivations() {
    assertThat(PatchWords.lines(worked(new ActivationGrid.Floats())))
        .containsExactly(
            "added where the weight is +1, subtracted where it is −1: Σ ±x = 2.00",
            "2.00 × α 0.500 = 1.00     float weights: 2.00");
  }

  @Test
  void movesTheOutputAndTheChannelWithTheKeyboard() {
    Shown.with(
        PatchSheet::new,
        shown -> {
          List<Spot> asked = new ArrayList<>();
          shown.control.setOnSpot(asked::add);
          shown.control.show(picture(new ActivationGrid.Sign()));
          shown.paint();
          shown.key(KeyCode.RIGHT);
          shown.key(KeyCode.UP);
          shown.key(KeyCode.PAGE_DOWN);
          assertThat(asked)
              .containsExactly(new Spot(0, 1, 2), new Spot(0, 0, 1), new Spot(1, 1, 1));
          shown.key(KeyCode.PERIOD);
          shown.key(KeyCode.PERIOD);
          assertThat(shown.control.channel()).isEqualTo(2);
        });
  }

  @Test
  void keepsTwoDigitsOfSmallNumbers() {
    assertThat(PatchSheet.brief(-0.02519)).isEqualTo("−0.025");
    assertThat(PatchSheet.brief(1.26)).isEqualTo("1.3");
    assertThat(PatchSheet.brief(0)).isEqualTo("0");
    assertThat(PatchSheet.brief(123.4)).isEqualTo("123");
  }

  @Test
  void readsTheBitsOfATapInThePlanes() {
    Shown.with(
        PlaneSheet::new,
        shown -> {
          shown.control.show("conv · filter 0", worked(new ActivationGrid.Sign()));
          shown.paint();
          shown.move(3, 22 + 18 + 3);
          assertThat(shown.control.getReadout()).startsWith("channel 0").contains("code 1");
          shown.move(16 + 2 + 3, 22 + 18 + 3);
          assertThat(shown.control.getReadout()).startsWith("channel 1").contains("code 0");
        });
  }
}
