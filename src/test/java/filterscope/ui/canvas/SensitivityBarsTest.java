package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class SensitivityBarsTest {
  private static SensitivityBars bars() {
    SensitivityBars bars = new SensitivityBars();
    bars.show(GalleryTradeOffs.sensitivities(20));
    return bars;
  }

  @Test
  void saysWhatALayerCostsAndWins() {
    Shown.with(
        SensitivityBarsTest::bars,
        shown -> {
          shown.move(300, 70);
          assertThat(shown.control.hovered()).isZero();
          assertThat(shown.control.getReadout())
              .startsWith("layer1.conv · only this layer compressed ")
              .contains(" points (")
              .contains(" · all but this layer ");
          shown.leave();
          assertThat(shown.control.getReadout()).isEmpty();
        });
  }

  @Test
  void choosesTheLayerThatIsClicked() {
    Shown.with(
        SensitivityBarsTest::bars,
        shown -> {
          List<String> chosen = new ArrayList<>();
          shown.control.setOnChosen(chosen::add);
          shown.click(300, 70 + 38);
          shown.key(KeyCode.END);
          shown.key(KeyCode.ENTER);
          assertThat(chosen).containsExactly("layer2.conv", "layer20.conv");
        });
  }

  @Test
  void scrollsThroughLayersThatDoNotFit() {
    Shown.with(
        SensitivityBarsTest::bars,
        shown -> {
          shown.scroll(300, 200, -38 * 3);
          shown.move(300, 70);
          assertThat(shown.control.hovered()).isEqualTo(3);
          shown.scroll(300, 200, 10_000);
          shown.move(300, 70);
          assertThat(shown.control.hovered()).isZero();
        });
  }
}
