package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.method.Grouping;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class PaletteTest {
  private final Palette light = new Palette(false);
  private final Palette dark = new Palette(true);

  @Test
  void magnitudesGoFromTheDarkToTheBrightEndOfViridis() {
    assertThat(light.magnitude(0)).isEqualTo(0xff440154);
    assertThat(light.magnitude(1)).isEqualTo(0xfffde725);
    assertThat(light.magnitude(-3)).isEqualTo(light.magnitude(0));
    assertThat(light.magnitude(3)).isEqualTo(light.magnitude(1));
    assertThat(light.magnitude(Double.NaN)).isEqualTo(light.magnitude(0));
  }

  @Test
  void magnitudesGetBrighterAllTheWay() {
    for (int step = 1; step <= 50; step++) {
      assertThat(Palette.luminance(light.magnitude(step / 50.0)))
          .isGreaterThan(Palette.luminance(light.magnitude((step - 1) / 50.0)));
    }
  }

  @Test
  void zeroIsPaleOnLightAndDarkOnDark() {
    assertThat(Palette.luminance(light.signed(0))).isGreaterThan(0.85);
    assertThat(Palette.luminance(dark.signed(0))).isLessThan(0.05);
  }

  @Test
  void negativeIsBlueAndPositiveIsOrange() {
    for (Palette palette : new Palette[] {light, dark}) {
      Color negative = Palette.color(palette.signed(-0.6));
      Color positive = Palette.color(palette.signed(0.6));
      assertThat(negative.getBlue()).isGreaterThan(negative.getRed());
      assertThat(positive.getRed()).isGreaterThan(positive.getBlue());
    }
  }

  @Test
  void largerSignedNumbersStandOutMoreFromZero() {
    for (int step = 1; step <= 20; step++) {
      double now = step / 20.0;
      double before = (step - 1) / 20.0;
      for (int sign : new int[] {-1, 1}) {
        assertThat(Palette.luminance(light.signed(sign * now)))
            .isLessThan(Palette.luminance(light.signed(sign * before)));
        assertThat(Palette.luminance(dark.signed(sign * now)))
            .isGreaterThan(Palette.luminance(dark.signed(sign * before)));
      }
    }
  }

  @Test
  void neighbouringGroupsNeverHaveTheSameHue() {
    Grouping tiles = Grouping.tiles(40, 60, 2, 3);
    int across = tiles.channelBlocks();
    for (int group = 0; group < tiles.groups(); group++) {
      Color hue = light.group(tiles, group);
      if (group % across != across - 1) {
        assertThat(light.group(tiles, group + 1)).isNotEqualTo(hue);
      }
      if (group + across < tiles.groups()) {
        assertThat(light.group(tiles, group + across)).isNotEqualTo(hue);
      }
      if (group % across != across - 1 && group + across + 1 < tiles.groups()) {
        assertThat(light.group(tiles, group + across + 1)).isNotEqualTo(hue);
      }
    }
  }

  @Test
  void textIsReadableOnEveryMagnitude() {
    for (int step = 0; step <= 40; step++) {
      int color = light.magnitude(step / 40.0);
      double back = Palette.luminance(color);
      double ink = Palette.readableOn(color).getBrightness() > 0.5 ? 1 : 0;
      double contrast = (Math.max(back, ink) + 0.05) / (Math.min(back, ink) + 0.05);
      assertThat(contrast).isGreaterThan(2.9);
    }
  }

  @Test
  void mixingKeepsTheEnds() {
    assertThat(Oklab.mix(0x123456, 0xfedcba, 0)).isEqualTo(0xff123456);
    assertThat(Oklab.mix(0x123456, 0xfedcba, 1)).isEqualTo(0xfffedcba);
    int same = Oklab.mix(0x336699, 0x336699, 0.4);
    assertThat(same).isEqualTo(0xff336699);
  }
}
