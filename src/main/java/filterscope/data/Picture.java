package filterscope.data;

import java.nio.file.Path;

/// A decoded image: 8-bit samples, rows from the top, `[row][column][channel]`. The object owns its array.
public final class Picture {
  private final int height;
  private final int width;
  private final int channels;
  private final byte[] samples;

  /// @param channels 3 (red, green, blue) or 1 (grey)
  public Picture(int height, int width, int channels, byte[] samples) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("a picture has at least one pixel");
    }
    if ((channels != 1 && channels != 3) || (long) height * width * channels != samples.length) {
      throw new IllegalArgumentException(
          samples.length + " samples are not an image of " + height + "×" + width + "×" + channels);
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.samples = samples;
  }

  /// Reads a PNG or JPEG file.
  ///
  /// @throws filterscope.job.BadInputException if it cannot be decoded; names the file
  public static Picture read(Path file) {
    return PictureDecoder.decode(file);
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int channels() {
    return channels;
  }

  public PictureSize size() {
    return new PictureSize(height, width);
  }

  /// One sample, 0 to 255.
  public int sample(int row, int column, int channel) {
    return samples[(row * width + column) * channels + channel] & 0xFF;
  }

  /// The samples themselves, not a copy: read only.
  byte[] samples() {
    return samples;
  }

  /// The picture made smaller, so that its longer side has at most this many pixels; itself where it is no larger.
  public Picture within(int pixels) {
    int longer = Math.max(height, width);
    return longer <= pixels
        ? this
        : Resampler.resize(
            this,
            Math.max(1, Math.round((float) height * pixels / longer)),
            Math.max(1, Math.round((float) width * pixels / longer)));
  }

  /// The part from `(top, left)` of these extents.
  Picture part(int top, int left, int partHeight, int partWidth) {
    byte[] cut = new byte[partHeight * partWidth * channels];
    int rowBytes = partWidth * channels;
    for (int row = 0; row < partHeight; row++) {
      int from = ((top + row) * width + left) * channels;
      System.arraycopy(samples, from, cut, row * rowBytes, rowBytes);
    }
    return new Picture(partHeight, partWidth, channels, cut);
  }
}
