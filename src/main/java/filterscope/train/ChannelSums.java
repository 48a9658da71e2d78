package filterscope.train;

import java.util.Arrays;

/// Two sums for each channel over a whole batch: floats within an image, doubles across images and shards, always in the
/// same order.
final class ChannelSums {
  private final int channels;

  ChannelSums(int channels) {
    this.channels = channels;
  }

  /// Adds an image's part to both sums.
  @FunctionalInterface
  interface ImageSums {
    void add(int image, float[] first, float[] second);
  }

  /// The first sums of all channels, then the second.
  double[] add(Shards shards, int images, ImageSums imageSums) {
    double[] byImage = new double[Math.multiplyExact(images, 2 * channels)];
    shards.run(
        images,
        (workspace, from, to) -> {
          float[] first = new float[channels];
          float[] second = new float[channels];
          for (int image = from; image < to; image++) {
            Arrays.fill(first, 0);
            Arrays.fill(second, 0);
            imageSums.add(image, first, second);
            for (int channel = 0; channel < channels; channel++) {
              byImage[image * 2 * channels + channel] = first[channel];
              byImage[(image * 2 + 1) * channels + channel] = second[channel];
            }
          }
        });
    double[] sums = new double[2 * channels];
    for (int at = 0; at < byImage.length; at++) {
      sums[at % sums.length] += byImage[at];
    }
    return sums;
  }
}
