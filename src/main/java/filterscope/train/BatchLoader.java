package filterscope.train;

import filterscope.data.ImageSet;
import filterscope.data.Inputs;
import filterscope.data.Picture;
import filterscope.data.Preparation;
import filterscope.tensor.Shape;
import java.util.SplittableRandom;

/// Brings images into a batch: prepared as the network's card says, augmented, and turned from the file's
/// `[channel][row][column]` into channels last.
final class BatchLoader {
  private final Inputs inputs;
  private final Augmentation augmentation;
  private final long seed;
  private final float[] black;

  /// @param shape the network's input, `1×C×H×W`
  BatchLoader(
      ImageSet images, Preparation preparation, Shape shape, Augmentation augmentation, long seed) {
    this.inputs = new Inputs(images, preparation, shape);
    this.augmentation = augmentation;
    this.seed = seed;
    this.black = new float[shape.size()];
    int channels = shape.extent(1) == 1 ? 1 : 3;
    int height = shape.extent(2);
    int width = shape.extent(3);
    Picture nothing = new Picture(height, width, channels, new byte[height * width * channels]);
    preparation.prepare(nothing, shape, black);
  }

  /// Writes the images of these indices, as they are.
  void load(int[] indices, int first, int count, FeatureMaps into, int[] labels, Shards shards) {
    fill(indices, first, count, into, labels, shards, index -> Augmentation.Drawn.UNCHANGED);
  }

  /// Writes the images of these indices, augmented by what this epoch's seed draws for each.
  void augment(
      int[] indices,
      int first,
      int count,
      int epoch,
      FeatureMaps into,
      int[] labels,
      Shards shards) {
    fill(
        indices,
        first,
        count,
        into,
        labels,
        shards,
        index -> augmentation.draw(new SplittableRandom(mix(mix(seed, epoch), index))));
  }

  private interface Draws {
    Augmentation.Drawn of(int index);
  }

  private void fill(
      int[] indices,
      int first,
      int count,
      FeatureMaps into,
      int[] labels,
      Shards shards,
      Draws draws) {
    shards.run(
        count,
        (workspace, from, to) -> {
          float[] prepared = workspace.scratch(inputs.floats());
          for (int image = from; image < to; image++) {
            int index = indices[first + image];
            labels[image] = inputs.label(index);
            inputs.prepare(index, prepared);
            place(prepared, draws.of(index), into, image);
          }
        });
  }

  private void place(float[] prepared, Augmentation.Drawn drawn, FeatureMaps into, int image) {
    int height = into.height();
    int width = into.width();
    int at = into.offset(image);
    for (int row = 0; row < height; row++) {
      int sourceRow = drawn.sourceRow(row);
      for (int column = 0; column < width; column++) {
        int sourceColumn = drawn.sourceColumn(column, width);
        boolean inside =
            sourceRow >= 0 && sourceRow < height && sourceColumn >= 0 && sourceColumn < width;
        for (int channel = 0; channel < into.channels(); channel++) {
          into.values()[at++] =
              inside
                  ? prepared[(channel * height + sourceRow) * width + sourceColumn]
                  : black[(channel * height + row) * width + column];
        }
      }
    }
  }

  /// A seed made of two numbers (the finaliser of SplitMix64).
  static long mix(long seed, long number) {
    long z = seed * 0x9E3779B97F4A7C15L + number + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
