package filterscope.ui.canvas;

import filterscope.method.FloatConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Random;

/// Layers with the structure of trained ones: oriented edges and colour blobs for a first layer, heavy-tailed weights whose
/// spread differs from filter to filter and kernel to kernel for the others.
final class GalleryLayers {
  private GalleryLayers() {}

  /// Gabor patches over three channels, some grey, some coloured.
  static ConvWeights first(int filters, int size) {
    Random random = new Random(7);
    float[] values = new float[filters * 3 * size * size];
    for (int filter = 0, index = 0; filter < filters; filter++) {
      double angle = random.nextDouble() * Math.PI;
      double frequency = (0.5 + random.nextDouble()) * Math.PI / size * 2;
      double phase = random.nextDouble() * 2 * Math.PI;
      double strength = 0.05 + 0.25 * Math.pow(random.nextDouble(), 2);
      boolean coloured = random.nextInt(3) == 0;
      double[] tint = {1, 1, 1};
      if (coloured) {
        for (int channel = 0; channel < 3; channel++) {
          tint[channel] = random.nextGaussian();
        }
      }
      for (int channel = 0; channel < 3; channel++) {
        for (int row = 0; row < size; row++) {
          for (int column = 0; column < size; column++, index++) {
            double y = row - (size - 1) / 2.0;
            double x = column - (size - 1) / 2.0;
            double along = x * Math.cos(angle) + y * Math.sin(angle);
            double bell = Math.exp(-(x * x + y * y) / (size * size / 5.0));
            double wave = coloured ? 1 : Math.cos(along * frequency * 2 + phase);
            values[index] =
                (float) (strength * tint[channel] * bell * wave + 0.008 * random.nextGaussian());
          }
        }
      }
    }
    return new ConvWeights(filters, 3, size, size, values);
  }

  /// Laplace-distributed weights.
  static ConvWeights deep(int filters, int channels, int size) {
    Random random = new Random(11L * filters + channels);
    double[] ofChannel = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      ofChannel[channel] = Math.exp(0.45 * random.nextGaussian());
    }
    float[] values = new float[filters * channels * size * size];
    double base = 1.2 / Math.sqrt((double) channels * size * size);
    double drift = 0;
    for (int filter = 0, index = 0; filter < filters; filter++) {
      drift = 0.8 * drift + 0.2 * random.nextGaussian();
      double ofFilter = base * Math.exp(0.6 * drift + 0.18 * random.nextGaussian());
      for (int channel = 0; channel < channels; channel++) {
        double spread = ofFilter * ofChannel[channel] * Math.exp(0.3 * random.nextGaussian());
        double lean = random.nextGaussian() * 0.4;
        for (int tap = 0; tap < size * size; tap++, index++) {
          double share = random.nextDouble() - 0.5;
          double laplace = -Math.signum(share) * Math.log(1 - 2 * Math.abs(share));
          values[index] = (float) (spread * (laplace + lean) * 0.6);
        }
      }
    }
    return new ConvWeights(filters, channels, size, size, values);
  }

  /// Whole filters share: `size` of them.
  static LayerPicture filters(String name, ConvWeights weights, int bits, int size) {
    return quantized(
        name, weights, bits, Grouping.filters(weights.filters(), weights.channels(), size));
  }

  /// Tiles of kernels share.
  static LayerPicture tiles(String name, ConvWeights weights, int bits, int down, int across) {
    return quantized(
        name, weights, bits, Grouping.tiles(weights.filters(), weights.channels(), down, across));
  }

  static LayerPicture floating(String name, ConvWeights weights) {
    return LayerPicture.of(name, weights, new FloatConv(weights));
  }

  private static LayerPicture quantized(
      String name, ConvWeights weights, int bits, Grouping grouping) {
    return LayerPicture.of(name, weights, GridExamples.quantized(weights, bits, grouping));
  }
}
