package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Preparation.Channels;
import filterscope.job.BadInputException;
import filterscope.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparationTest {
  /// Two pixels: (10, 20, 30) and (40, 50, 60).
  private static final Picture COLOURS = new Picture(1, 2, 3, new byte[] {10, 20, 30, 40, 50, 60});

  private static float[] prepare(Preparation preparation, Picture picture, int... shape) {
    float[] into = new float[Shape.of(shape).size()];
    preparation.prepare(picture, Shape.of(shape), into);
    return into;
  }

  private static Preparation raw(Channels channels) {
    return new Preparation(0, 0, channels, 1, List.of(), List.of());
  }

  @Test
  void writesPlanesForANetworkWithChannelsFirst() {
    assertThat(prepare(raw(Channels.RGB), COLOURS, 1, 3, 1, 2))
        .containsExactly(10, 40, 20, 50, 30, 60);
  }

  @Test
  void writesPixelsForANetworkWithChannelsLast() {
    Picture square = new Picture(2, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    assertThat(prepare(raw(Channels.RGB), square, 1, 2, 2, 3))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void turnsColoursRoundForBgr() {
    assertThat(prepare(raw(Channels.BGR), COLOURS, 1, 3, 1, 2))
        .containsExactly(30, 60, 20, 50, 10, 40);
  }

  @Test
  void makesGreyByLumaAndColoursByRepetition() {
    // 0.299·10 + 0.587·20 + 0.114·30 = 18.15; 0.299·40 + 0.587·50 + 0.114·60 = 48.15
    assertThat(prepare(raw(Channels.GREY), COLOURS, 1, 1, 1, 2)).containsExactly(18, 48);
    Picture grey = new Picture(1, 2, 1, new byte[] {7, (byte) 200});
    assertThat(prepare(raw(Channels.RGB), grey, 1, 3, 1, 2))
        .containsExactly(7, 200, 7, 200, 7, 200);
  }

  @Test
  void scalesThenSubtractsThenDividesInTheNetworksOrder() {
    Preparation preparation =
        new Preparation(0, 0, Channels.BGR, 0.5, List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 4.0));
    // blue 30·0.5 − 1, green (20·0.5 − 2)/2, red (10·0.5 − 3)/4
    Picture pixel = new Picture(1, 1, 3, new byte[] {10, 20, 30});
    assertThat(prepare(preparation, pixel, 1, 3, 1, 1)).containsExactly(14, 4, 0.5f);
  }

  @Test
  void takesOneMeanForAllChannels() {
    Preparation preparation = new Preparation(0, 0, Channels.RGB, 1, List.of(10.0), List.of(2.0));
    assertThat(prepare(preparation, COLOURS, 1, 3, 1, 2)).containsExactly(0, 15, 5, 20, 10, 25);
  }

  @Test
  void cutsTheMiddleOut() {
    byte[] samples = new byte[16];
    for (int index = 0; index < 16; index++) {
      samples[index] = (byte) index;
    }
    Preparation preparation = new Preparation(0, 2, Channels.GREY, 1, List.of(), List.of());
    assertThat(prepare(preparation, new Picture(4, 4, 1, samples), 1, 1, 2, 2))
        .containsExactly(5, 6, 9, 10);
  }

  @Test
  void resizesTheShorterSideBeforeItCuts() {
    // 2×4 with the shorter side to 1 is 1×2 (means 28.57 → 29, 91.43 → 91); a cut of 1 takes column
    // rint(0.5) = 0.
    Picture picture = new Picture(2, 4, 1, new byte[] {0, 40, 80, 120, 0, 40, 80, 120});
    Preparation preparation = new Preparation(1, 1, Channels.GREY, 1, List.of(), List.of());
    assertThat(prepare(preparation, picture, 1, 1, 1, 1)).containsExactly(29);
  }

  @Test
  void bringsPicturesOfAnotherSizeToTheNetworks() {
    Picture picture = new Picture(1, 4, 1, new byte[] {0, 40, 80, 120});
    assertThat(prepare(raw(Channels.GREY), picture, 1, 1, 2, 2)).containsExactly(29, 91, 29, 91);
  }

  @Test
  void cutsTheLargestSquareOfASmallerPicture() {
    Picture picture = new Picture(1, 3, 1, new byte[] {1, 2, 3});
    Preparation preparation = new Preparation(0, 224, Channels.GREY, 1, List.of(), List.of());
    assertThat(prepare(preparation, picture, 1, 1, 1, 1)).containsExactly(2);
  }

  @Test
  void givesNumbersFromZeroToOneToANetworkWithoutACard() {
    Preparation preparation = Preparation.plainFor(Shape.of(1, 1, 1, 1));
    assertThat(preparation.channels()).isEqualTo(Channels.GREY);
    assertThat(prepare(preparation, new Picture(1, 1, 1, new byte[] {(byte) 255}), 1, 1, 1, 1)[0])
        .isCloseTo(1f, within(1e-7f));
    assertThat(Preparation.plainFor(Shape.of(1, 28, 28, 3)).channels()).isEqualTo(Channels.RGB);
  }

  @Test
  void saysWhichCountOfMeansFits() {
    assertThatThrownBy(() -> new Preparation(0, 0, Channels.RGB, 1, List.of(1.0, 2.0), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessage("mean has 2 numbers, but RGB takes one for all or one for each of 3 channels");
    assertThatThrownBy(
            () -> new Preparation(0, 0, Channels.GREY, 1, List.of(), List.of(1.0, 2.0, 3.0)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("std has 3 numbers, but GREY takes one");
  }

  @Test
  void refusesWhatCannotBeComputed() {
    assertThatThrownBy(() -> new Preparation(0, 0, Channels.GREY, 1, List.of(), List.of(0.0)))
        .hasMessageContaining("std divides");
    assertThatThrownBy(() -> new Preparation(0, 0, Channels.GREY, Double.NaN, List.of(), List.of()))
        .hasMessageContaining("scale");
    assertThatThrownBy(() -> new Preparation(-1, 0, Channels.GREY, 1, List.of(), List.of()))
        .hasMessageContaining("resize takes pixels");
    assertThatThrownBy(
            () -> new Preparation(0, 0, Channels.GREY, 1, List.of(Double.NaN), List.of()))
        .hasMessageContaining("finite");
  }

  @Test
  void saysWhichChannelsTheNetworkTakes() {
    assertThatThrownBy(() -> prepare(raw(Channels.RGB), COLOURS, 1, 1, 2, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("grey images")
        .hasMessageEndingWith("choose GREY");
    assertThatThrownBy(() -> raw(Channels.GREY).checkFits(Shape.of(1, 3, 2, 2)))
        .hasMessageEndingWith("choose RGB or BGR");
  }

  @Test
  void refusesNetworksThatTakeNoImages() {
    for (Shape shape :
        List.of(Shape.of(1, 784), Shape.of(1, 2, 28, 28), Shape.of(2, 3, 4, 4), Shape.of(3))) {
      assertThatThrownBy(() -> Preparation.plainFor(shape))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("not one grey or colour image");
    }
    assertThatCode(() -> Preparation.plainFor(Shape.of(1, 28, 28, 1))).doesNotThrowAnyException();
  }
}
