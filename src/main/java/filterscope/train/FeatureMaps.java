package filterscope.train;

/// The values of one layer for a whole batch, and the gradient of the loss with respect to them, channels last:
/// `[image][row][column][channel]`. A vector of features is an image of one pixel.
final class FeatureMaps {
  private final int height;
  private final int width;
  private final int channels;
  private final float[] values;
  private final float[] gradient;

  FeatureMaps(int images, int height, int width, int channels) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    int floats = Math.multiplyExact(images, imageFloats());
    this.values = new float[floats];
    this.gradient = new float[floats];
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int channels() {
    return channels;
  }

  int pixels() {
    return height * width;
  }

  int imageFloats() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  /// Where an image starts in [#values()] and [#gradient()].
  int offset(int image) {
    return image * imageFloats();
  }

  float[] values() {
    return values;
  }

  float[] gradient() {
    return gradient;
  }

  boolean hasShapeOf(FeatureMaps other) {
    return height == other.height && width == other.width && channels == other.channels;
  }
}
