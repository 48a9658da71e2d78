package filterscope.data;

import filterscope.job.BadInputException;

/// Changes the size of pictures by linear interpolation that averages when it shrinks: each output pixel is the mean of
/// the input pixels under a triangle whose half-width is the shrinking factor (at least one input pixel), first along rows,
/// then along columns, each pass rounded to 8 bits. Weights are fixed-point numbers of 22 fractional bits. This is the arithmetic of
/// Pillow's bilinear filter, with which most published networks were trained and measured.
final class Resampler {
  private static final int FRACTION_BITS = 22;
  private static final int HALF = 1 << (FRACTION_BITS - 1);

  private Resampler() {}

  /// The picture with its shorter side brought to `pixels`; the longer one keeps the proportions, rounded down.
  static Picture shorterSide(Picture picture, int pixels) {
    int height = picture.height();
    int width = picture.width();
    long longer = (long) pixels * Math.max(height, width) / Math.min(height, width);
    if (longer * pixels > PictureDecoder.MOST_PIXELS) {
      throw new BadInputException(
          "a picture of "
              + picture.size()
              + " is too oblong to bring its shorter side to "
              + pixels
              + " pixels; leave resize out or cut the picture");
    }
    return height <= width
        ? resize(picture, pixels, (int) longer)
        : resize(picture, (int) longer, pixels);
  }

  /// The picture brought to these extents; the proportions may change.
  static Picture resize(Picture picture, int height, int width) {
    Picture wide = picture.width() == width ? picture : alongRows(picture, width);
    return wide.height() == height ? wide : alongColumns(wide, height);
  }

  private static Picture alongRows(Picture picture, int width) {
    int channels = picture.channels();
    byte[] from = picture.samples();
    byte[] to = new byte[picture.height() * width * channels];
    Triangle[] triangles = triangles(picture.width(), width);
    int index = 0;
    for (int row = 0; row < picture.height(); row++) {
      int rowStart = row * picture.width() * channels;
      for (Triangle triangle : triangles) {
        int first = rowStart + triangle.first * channels;
        for (int channel = 0; channel < channels; channel++) {
          to[index++] = triangle.mean(from, first + channel, channels);
        }
      }
    }
    return new Picture(picture.height(), width, channels, to);
  }

  private static Picture alongColumns(Picture picture, int height) {
    int rowSamples = picture.width() * picture.channels();
    byte[] from = picture.samples();
    byte[] to = new byte[height * rowSamples];
    int index = 0;
    for (Triangle triangle : triangles(picture.height(), height)) {
      int first = triangle.first * rowSamples;
      for (int sample = 0; sample < rowSamples; sample++) {
        to[index++] = triangle.mean(from, first + sample, rowSamples);
      }
    }
    return new Picture(height, picture.width(), picture.channels(), to);
  }

  private static Triangle[] triangles(int from, int to) {
    Triangle[] triangles = new Triangle[to];
    for (int index = 0; index < to; index++) {
      triangles[index] = Triangle.of(index, from, to);
    }
    return triangles;
  }

  /// The weights of one output pixel along one axis, from the input pixel `first` on.
  private static final class Triangle {
    final int first;
    final int[] weights;

    private Triangle(int first, int[] weights) {
      this.first = first;
      this.weights = weights;
    }

    static Triangle of(int index, int from, int to) {
      double scale = (double) from / to;
      double reach = Math.max(scale, 1);
      double centre = (index + 0.5) * scale;
      int first = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(from, (int) (centre + reach + 0.5));
      double[] heights = new double[end - first];
      double sum = 0;
      for (int tap = 0; tap < heights.length; tap++) {
        heights[tap] = Math.max(0, 1 - Math.abs((first + tap + 0.5 - centre) / reach));
        sum += heights[tap];
      }
      int[] weights = new int[heights.length];
      for (int tap = 0; tap < weights.length; tap++) {
        weights[tap] = (int) (heights[tap] / sum * (1 << FRACTION_BITS) + 0.5);
      }
      return new Triangle(first, weights);
    }

    byte mean(byte[] samples, int start, int stride) {
      int sum = HALF;
      int at = start;
      for (int weight : weights) {
        sum += weight * (samples[at] & 0xFF);
        at += stride;
      }
      return (byte) Math.min(255, sum >> FRACTION_BITS);
    }
  }
}
