package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplerTest {

  private static Picture row(int... samples) {
    byte[] bytes = new byte[samples.length];
    for (int index = 0; index < samples.length; index++) {
      bytes[index] = (byte) samples[index];
    }
    return new Picture(1, samples.length, 1, bytes);
  }

  private static int[] samplesOf(Picture picture) {
    int[] samples = new int[picture.samples().length];
    for (int index = 0; index < samples.length; index++) {
      samples[index] = picture.samples()[index] & 0xFF;
    }
    return samples;
  }

  @Test
  void averagesTwoPixelsIntoOne() {
    assertThat(samplesOf(Resampler.resize(row(0, 101), 1, 1))).containsExactly(51);
  }

  @Test
  void weighsNeighboursUnderATriangleOfTwiceTheShrinkingFactor() {
    // Four pixels to two: the first has weights 3/4, 3/4, 1/4 of the pixels 0, 1, 2, over their sum
    // 7/4.
    // (0·3 + 40·3 + 80·1)/7 = 28.57; (40·1 + 80·3 + 120·3)/7 = 91.43.
    assertThat(samplesOf(Resampler.resize(row(0, 40, 80, 120), 1, 2))).containsExactly(29, 91);
  }

  @Test
  void interpolatesWhenItEnlarges() {
    // Centres of four output pixels lie at 0.25, 0.75, 1.25, 1.75 of two input pixels at 0.5 and
    // 1.5.
    assertThat(samplesOf(Resampler.resize(row(0, 100), 1, 4))).containsExactly(0, 25, 75, 100);
  }

  @Test
  void resizesColumnsLikeRows() {
    Picture column = new Picture(4, 1, 1, new byte[] {0, 40, 80, 120});
    assertThat(samplesOf(Resampler.resize(column, 2, 1))).containsExactly(29, 91);
  }

  @Test
  void keepsChannelsApart() {
    Picture colours = new Picture(1, 2, 3, new byte[] {10, 20, 30, 30, 40, 50});
    assertThat(samplesOf(Resampler.resize(colours, 1, 1))).containsExactly(20, 30, 40);
  }

  @Test
  void keepsAUniformPictureUniformWhateverTheSize() {
    Random random = new Random(7);
    for (int trial = 0; trial < 50; trial++) {
      int height = 1 + random.nextInt(40);
      int width = 1 + random.nextInt(40);
      byte[] samples = new byte[height * width];
      byte grey = (byte) random.nextInt(256);
      java.util.Arrays.fill(samples, grey);
      Picture resized =
          Resampler.resize(
              new Picture(height, width, 1, samples),
              1 + random.nextInt(40),
              1 + random.nextInt(40));
      assertThat(resized.samples()).containsOnly(grey);
    }
  }

  @Test
  void bringsTheShorterSideToTheWantedPixelsAndRoundsTheLongerOneDown() {
    Picture wide = new Picture(3, 5, 1, new byte[15]);
    assertThat(Resampler.shorterSide(wide, 2).size()).isEqualTo(new PictureSize(2, 3));
    Picture tall = new Picture(5, 3, 1, new byte[15]);
    assertThat(Resampler.shorterSide(tall, 4).size()).isEqualTo(new PictureSize(6, 4));
  }

  @Test
  void refusesToBlowUpAThread() {
    Picture thread = new Picture(1, 1_000_000, 1, new byte[1_000_000]);
    assertThatThrownBy(() -> Resampler.shorterSide(thread, 256))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("too oblong");
  }
}
