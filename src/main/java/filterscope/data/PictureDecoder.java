package filterscope.data;

import filterscope.job.BadInputException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes PNG and JPEG files without a display, whatever their names end in. Samples are taken as they are stored: embedded colour
/// profiles, transparency and the turned-camera flag are ignored, 16 bits are rounded to 8, four inks become red, green, blue.
final class PictureDecoder {
  /// Larger pictures are refused.
  static final long MOST_PIXELS = 50_000_000;

  private static final int MOST_BYTES = 256 << 20;

  private PictureDecoder() {}

  /// @throws BadInputException if the file is absent, damaged, too large or of another kind; the sentence names it
  static Picture decode(Path file) {
    return read(
        file,
        (reader, bytes) -> {
          try {
            checkExtent(file, reader);
            return picture(file, reader, bytes);
          } catch (IOException e) {
            throw damaged(file, e);
          }
        });
  }

  /// The extents, from the file's header alone.
  ///
  /// @throws BadInputException as [#decode]
  static PictureSize size(Path file) {
    return read(
        file,
        (reader, bytes) -> {
          try {
            checkExtent(file, reader);
            return new PictureSize(reader.getHeight(0), reader.getWidth(0));
          } catch (IOException e) {
            throw damaged(file, e);
          }
        });
  }

  private static <T> T read(Path file, BiFunction<ImageReader, byte[], T> use) {
    byte[] bytes = bytes(file);
    ImageReader reader = ImageIO.getImageReadersByFormatName(format(file, bytes)).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      return use.apply(reader, bytes);
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's readers answer damaged files with all kinds of runtime exceptions.
      throw damaged(file, e);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] bytes(Path file) {
    Reading.checkFile(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadInputException(file + " is too large for one picture (over 256 MiB)");
      }
      return bytes;
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static String format(Path file, byte[] bytes) {
    if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
      return "png";
    }
    if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
      return "jpeg";
    }
    throw new BadInputException(
        file + " is neither a PNG nor a JPEG file" + (bytes.length == 0 ? " (it is empty)" : ""));
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int index = 0; index < start.length; index++) {
      if (index >= bytes.length || (bytes[index] & 0xFF) != start[index]) {
        return false;
      }
    }
    return true;
  }

  private static void checkExtent(Path file, ImageReader reader) throws IOException {
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width < 1 || height < 1 || width * height > MOST_PIXELS) {
      throw new BadInputException(
          file
              + " says that it has "
              + width
              + "×"
              + height
              + " pixels; at most 50 million are read, so make it smaller");
    }
  }

  private static Picture picture(Path file, ImageReader reader, byte[] bytes) throws IOException {
    boolean jpeg = startsWith(bytes, 0xFF, 0xD8);
    if (jpeg && JpegInks.components(bytes) == 4) {
      return JpegInks.picture(reader.readRaster(0, reader.getDefaultReadParam()), bytes);
    }
    BufferedImage image = reader.read(0);
    if (image.getColorModel() instanceof IndexColorModel) {
      return palette(image);
    }
    return samples(file, image.getRaster());
  }

  private static Picture palette(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    byte[] samples = new byte[height * width * 3];
    int[] line = new int[width];
    int at = 0;
    for (int row = 0; row < height; row++) {
      image.getRGB(0, row, width, 1, line, 0, width);
      for (int colour : line) {
        samples[at++] = (byte) (colour >> 16);
        samples[at++] = (byte) (colour >> 8);
        samples[at++] = (byte) colour;
      }
    }
    return new Picture(height, width, 3, samples);
  }

  private static Picture samples(Path file, Raster raster) {
    int bands = raster.getNumBands();
    int depth = raster.getSampleModel().getSampleSize(0);
    if (bands > 4 || (depth != 8 && depth != 16)) {
      throw new BadInputException(
          file + " has " + bands + " channels of " + depth + " bits, which is not supported");
    }
    int height = raster.getHeight();
    int width = raster.getWidth();
    int channels = bands < 3 ? 1 : 3;
    byte[] samples = new byte[height * width * channels];
    int[] line = new int[width * bands];
    int at = 0;
    for (int row = 0; row < height; row++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + row, width, 1, line);
      for (int column = 0; column < width; column++) {
        for (int channel = 0; channel < channels; channel++) {
          int sample = line[column * bands + channel];
          samples[at++] = (byte) (depth == 8 ? sample : (sample * 255 + 32_767) / 65_535);
        }
      }
    }
    return new Picture(height, width, channels, samples);
  }

  private static BadInputException damaged(Path file, Exception cause) {
    return new BadInputException(
        file + " cannot be decoded, it is truncated or damaged (" + Reading.why(cause) + ")",
        cause);
  }
}
