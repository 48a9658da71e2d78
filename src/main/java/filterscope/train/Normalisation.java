package filterscope.train;

import filterscope.data.ImageSet;
import filterscope.data.Picture;
import filterscope.data.Preparation;
import filterscope.data.Preparation.Channels;
import java.util.ArrayList;
import java.util.List;

/// Measures the preparation for a network that is trained from nothing: each channel gets mean 0 and deviation 1 over the
/// training images.
public final class Normalisation {
  private static final int MOST_IMAGES = 10_000;

  private Normalisation() {}

  /// Over the first images of the set, rounded to four digits so that a card can say it exactly.
  public static Preparation of(ImageSet images) {
    int channels = images.picture(0).channels();
    long[] sums = new long[channels];
    long[] squares = new long[channels];
    long pixels = 0;
    for (int index = 0; index < Math.min(images.size(), MOST_IMAGES); index++) {
      Picture picture = images.picture(index);
      for (int row = 0; row < picture.height(); row++) {
        for (int column = 0; column < picture.width(); column++) {
          for (int channel = 0; channel < channels; channel++) {
            int sample = picture.sample(row, column, Math.min(channel, picture.channels() - 1));
            sums[channel] += sample;
            squares[channel] += (long) sample * sample;
          }
        }
      }
      pixels += (long) picture.height() * picture.width();
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      double mean = (double) sums[channel] / pixels;
      double variance = (double) squares[channel] / pixels - mean * mean;
      means.add(rounded(mean / 255));
      deviations.add(Math.max(0.0001, rounded(Math.sqrt(Math.max(0, variance)) / 255)));
    }
    Channels order = channels == 1 ? Channels.GREY : Channels.RGB;
    return new Preparation(0, 0, order, 1.0 / 255, means, deviations);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
