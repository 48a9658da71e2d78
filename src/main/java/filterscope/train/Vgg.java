package filterscope.train;

import filterscope.network.Network;
import filterscope.tensor.Shape;

/// Six 3×3 convolutions with batch normalisation in three pairs of 32, 64 and 128 filters, each pair followed by a 2×2 maximum,
/// and a dense layer: the style of VGG (arXiv 1409.1556) at the size of Fashion-MNIST.
final class Vgg {
  static final Architecture ARCHITECTURE =
      new Architecture(
          "vgg",
          "VGG",
          "six 3×3 convolutions with batch normalisation (32, 64, 128 filters) and a dense layer",
          new TrainingPlan(
              10,
              64,
              TrainingPlan.OptimizerKind.MOMENTUM,
              0.05,
              0.05,
              5e-4,
              0,
              new Augmentation(2, true),
              1,
              5000),
          Vgg::make);

  private static final int[] FILTERS = {32, 64, 128};

  private Vgg() {}

  static Network make(String name, Shape input, int classes, long seed) {
    NetworkSketch sketch = new NetworkSketch(input, seed);
    String last = sketch.input();
    int number = 1;
    for (int stage = 0; stage < FILTERS.length; stage++) {
      for (int conv = 0; conv < 2; conv++) {
        last = sketch.conv("conv" + number, last, FILTERS[stage], 3, 1);
        last = sketch.batchNorm("norm" + number, last);
        last = sketch.relu("relu" + number, last);
        number++;
      }
      last = sketch.maxPool("pool" + (stage + 1), last);
    }
    last = sketch.flatten("flatten", last);
    return sketch.finish(name, sketch.dense("dense", last, classes));
  }
}
