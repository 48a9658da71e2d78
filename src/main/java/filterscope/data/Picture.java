package filterscope.data;

/// A decoded image: 8-bit samples, rows from the top, `[row][column][channel]`. The object owns its array.
public final class Picture {
  private final int height;
  private final int width;
  private final int channels;
  private final byte[] samples;

  /// @param channels 3 (red, green, blue) or 1 (grey)
  public Picture(int height, int width, int channels, byte[] samples) {
    if ((channels != 1 && channels != 3) || (long) height * width * channels != samples.length) {
      throw new IllegalArgumentException(
          samples.length + " samples are not an image of " + height + "×" + width + "×" + channels);
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.samples = samples;
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

  /// One sample, 0 to 255.
  public int sample(int row, int column, int channel) {
    return samples[(row * width + column) * channels + channel] & 0xFF;
  }
}
