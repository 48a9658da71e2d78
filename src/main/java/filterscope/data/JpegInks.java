package filterscope.data;

import java.awt.image.Raster;
import java.util.function.IntPredicate;

/// JPEG files of four inks (cyan, magenta, yellow, black), which the JDK decodes but does not turn into colours. Files that
/// Adobe's marker announces store the inks inverted, and, with its transform 2, as YCbCr and black.
final class JpegInks {
  private static final int ADOBE_MARKER = 0xEE;

  private JpegInks() {}

  /// How many components the frame has; 0 where the header is damaged.
  static int components(byte[] jpeg) {
    int frame =
        segment(
            jpeg,
            marker ->
                marker >= 0xC0
                    && marker <= 0xCF
                    && marker != 0xC4
                    && marker != 0xC8
                    && marker != 0xCC);
    return frame > 0 && frame + 5 < jpeg.length ? jpeg[frame + 5] & 0xFF : 0;
  }

  /// Red, green and blue of decoded inks.
  static Picture picture(Raster inks, byte[] jpeg) {
    int adobe = segment(jpeg, marker -> marker == ADOBE_MARKER);
    boolean announced = isAdobe(jpeg, adobe);
    boolean chroma = announced && (jpeg[adobe + 11] & 0xFF) == 2;
    int height = inks.getHeight();
    int width = inks.getWidth();
    byte[] samples = new byte[height * width * 3];
    int[] line = new int[width * 4];
    int at = 0;
    for (int row = 0; row < height; row++) {
      inks.getPixels(inks.getMinX(), inks.getMinY() + row, width, 1, line);
      for (int column = 0; column < width; column++) {
        int pixel = 4 * column;
        if (chroma) {
          toColours(line, pixel);
        }
        int light = announced ? line[pixel + 3] : 255 - line[pixel + 3];
        for (int ink = 0; ink < 3; ink++) {
          int colour = announced ? line[pixel + ink] : 255 - line[pixel + ink];
          samples[at++] = (byte) ((colour * light + 127) / 255);
        }
      }
    }
    return new Picture(height, width, 3, samples);
  }

  private static boolean isAdobe(byte[] jpeg, int at) {
    return at > 0
        && at + 11 < jpeg.length
        && jpeg[at] == 'A'
        && jpeg[at + 1] == 'd'
        && jpeg[at + 2] == 'o'
        && jpeg[at + 3] == 'b'
        && jpeg[at + 4] == 'e';
  }

  /// YCbCr to red, green, blue of ITU-R BT.601, in place.
  private static void toColours(int[] line, int pixel) {
    int light = line[pixel];
    int blueness = line[pixel + 1] - 128;
    int redness = line[pixel + 2] - 128;
    line[pixel] = clip(light + 1.402 * redness);
    line[pixel + 1] = clip(light - 0.344136 * blueness - 0.714136 * redness);
    line[pixel + 2] = clip(light + 1.772 * blueness);
  }

  private static int clip(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }

  /// Where the contents of the first segment of a kind begin, or 0 when there is none before the image data.
  private static int segment(byte[] jpeg, IntPredicate kind) {
    int at = 2;
    while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (kind.test(marker)) {
        return at + 4;
      }
      if (marker == 0xDA) {
        return 0;
      }
      at += 2 + ((jpeg[at + 2] & 0xFF) * 256) + (jpeg[at + 3] & 0xFF);
    }
    return 0;
  }
}
