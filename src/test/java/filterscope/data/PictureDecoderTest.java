package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import filterscope.job.BadInputException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureDecoderTest {
  @TempDir Path folder;

  private Path png(BufferedImage image) throws IOException {
    Path file = folder.resolve("picture.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static int[] pixel(Picture picture, int row, int column) {
    int[] samples = new int[picture.channels()];
    for (int channel = 0; channel < samples.length; channel++) {
      samples[channel] = picture.sample(row, column, channel);
    }
    return samples;
  }

  @Test
  void readsTheColoursOfAPng() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(2, 1, 0x0A141E);
    Path file = png(image);
    Picture picture = PictureDecoder.decode(file);
    assertThat(picture.size()).isEqualTo(new PictureSize(2, 3));
    assertThat(pixel(picture, 1, 2)).containsExactly(10, 20, 30);
    assertThat(PictureDecoder.size(file)).isEqualTo(new PictureSize(2, 3));
  }

  @Test
  void takesGreySamplesAsTheyAreStored() throws IOException {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int column = 0; column < 256; column++) {
      image.getRaster().setSample(column, 0, 0, column);
    }
    Picture picture = PictureDecoder.decode(png(image));
    assertThat(picture.channels()).isEqualTo(1);
    for (int column = 0; column < 256; column++) {
      assertThat(picture.sample(0, column, 0)).isEqualTo(column);
    }
  }

  @Test
  void dropsTransparency() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x010A141E);
    assertThat(pixel(PictureDecoder.decode(png(image)), 0, 0)).containsExactly(10, 20, 30);
  }

  @Test
  void looksColoursUpInAPalette() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(0, 0, 0xFF0000);
    image.setRGB(1, 0, 0x0000FF);
    Picture picture = PictureDecoder.decode(png(image));
    assertThat(pixel(picture, 0, 0)).containsExactly(255, 0, 0);
    assertThat(pixel(picture, 0, 1)).containsExactly(0, 0, 255);
  }

  @Test
  void roundsSixteenBitsToEight() throws IOException {
    BufferedImage grey = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(0, 0, 0, 65_535);
    grey.getRaster().setSample(1, 0, 0, 128 * 257);
    grey.getRaster().setSample(2, 0, 0, 128);
    Picture picture = PictureDecoder.decode(png(grey));
    assertThat(
            new int[] {picture.sample(0, 0, 0), picture.sample(0, 1, 0), picture.sample(0, 2, 0)})
        .containsExactly(255, 128, 0);

    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, 1, DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {10 * 257, 20 * 257, 30 * 257});
    Picture colours = PictureDecoder.decode(png(new BufferedImage(model, raster, false, null)));
    assertThat(pixel(colours, 0, 0)).containsExactly(10, 20, 30);
  }

  @Test
  void readsTheColoursOfAJpegWhateverItsName() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int index = 0; index < 256; index++) {
      image.setRGB(index % 16, index / 16, 0xC86432);
    }
    Path file = folder.resolve("picture.of.something");
    ImageIO.write(image, "jpeg", file.toFile());
    int[] pixel = pixel(PictureDecoder.decode(file), 7, 7);
    assertThat((double) pixel[0]).isCloseTo(200, within(3.0));
    assertThat((double) pixel[1]).isCloseTo(100, within(3.0));
    assertThat((double) pixel[2]).isCloseTo(50, within(3.0));
  }

  /// A JPEG of four components, all pixels alike; `adobe` puts Adobe's marker with that transform in front.
  private Path fourInks(int[] inks, int adobe) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int index = 0; index < 256; index++) {
      raster.setPixel(index % 16, index / 16, inks);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    byte[] jpeg = bytes.toByteArray();
    ByteArrayOutputStream marked = new ByteArrayOutputStream();
    marked.write(jpeg, 0, 2);
    if (adobe >= 0) {
      marked.write(new byte[] {(byte) 0xFF, (byte) 0xEE, 0, 14});
      marked.write("Adobe".getBytes(StandardCharsets.US_ASCII));
      marked.write(new byte[] {0, 100, 0, 0, 0, 0, (byte) adobe});
    }
    marked.write(jpeg, 2, jpeg.length - 2);
    return Files.write(folder.resolve("inks.jpg"), marked.toByteArray());
  }

  private void assertColour(Path file, int red, int green, int blue) {
    int[] pixel = pixel(PictureDecoder.decode(file), 8, 8);
    assertThat((double) pixel[0]).isCloseTo(red, within(3.0));
    assertThat((double) pixel[1]).isCloseTo(green, within(3.0));
    assertThat((double) pixel[2]).isCloseTo(blue, within(3.0));
  }

  @Test
  void turnsFourInksIntoColours() throws IOException {
    // (255 − 55)·(255 − 51)/255 = 160, (255 − 155)·0.8 = 80, (255 − 205)·0.8 = 40
    assertColour(fourInks(new int[] {55, 155, 205, 51}, -1), 160, 80, 40);
    // Adobe stores what is left of the light: 200·204/255 = 160 …
    assertColour(fourInks(new int[] {200, 100, 50, 204}, 0), 160, 80, 40);
    // … and with transform 2 as YCbCr: (200, 100, 50) is Y = 124.2, Cb = 86.1, Cr = 182.1.
    assertColour(fourInks(new int[] {124, 86, 182, 204}, 2), 160, 80, 40);
  }

  @Test
  void refusesOtherFilesByTheirFirstBytes() throws IOException {
    Path gif =
        Files.write(folder.resolve("x.png"), "GIF89a......".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> PictureDecoder.decode(gif))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("neither a PNG nor a JPEG");
    Path empty = Files.write(folder.resolve("y.png"), new byte[0]);
    assertThatThrownBy(() -> PictureDecoder.decode(empty)).hasMessageContaining("(it is empty)");
    assertThatThrownBy(() -> PictureDecoder.decode(folder.resolve("absent.png")))
        .hasMessageContaining("there is no file");
  }

  @Test
  void refusesAHugePictureByItsHeader() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(header);
    out.writeBytes("IHDR");
    out.writeInt(60_000);
    out.writeInt(60_000);
    out.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 sum = new CRC32();
    sum.update(header.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream whole = new DataOutputStream(file);
    whole.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    whole.writeInt(13);
    whole.write(header.toByteArray());
    whole.writeInt((int) sum.getValue());
    Path huge = Files.write(folder.resolve("huge.png"), file.toByteArray());
    assertThatThrownBy(() -> PictureDecoder.decode(huge))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("60000×60000")
        .hasMessageContaining("at most 50 million");
  }

  @Test
  void answersDamageWithASentenceOrAPictureNeverWithAnythingElse() throws IOException {
    BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    for (int index = 0; index < 400; index++) {
      image.setRGB(index % 20, index / 20, random.nextInt(1 << 24));
    }
    for (String format : new String[] {"png", "jpeg"}) {
      Path good = folder.resolve("good." + format);
      ImageIO.write(image, format, good.toFile());
      byte[] bytes = Files.readAllBytes(good);
      for (int trial = 0; trial < 100; trial++) {
        byte[] bad = Arrays.copyOf(bytes, 8 + random.nextInt(bytes.length - 8));
        for (int hit = 0; hit < 4; hit++) {
          bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt();
        }
        Path file = Files.write(folder.resolve("bad"), bad);
        try {
          assertThat(PictureDecoder.decode(file).channels()).isIn(1, 3);
        } catch (BadInputException e) {
          assertThat(e.sentence()).startsWith(file.toString()).doesNotContain("\n");
        }
      }
    }
  }

  @Test
  void refusesATruncatedPng() throws IOException {
    Path file = png(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB));
    byte[] bytes = Files.readAllBytes(file);
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> PictureDecoder.decode(cut))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("truncated or damaged");
  }
}
