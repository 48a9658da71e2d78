package filterscope.train;

import filterscope.network.Network;
import filterscope.tensor.Shape;

/// ResNet-20 for small images whose convolutions can take signs, with a shortcut around every single convolution (Bi-Real Net, arXiv
/// 1808.00278): `y = x + norm(conv(tanh(x)))` with a hard tanh, so that the numbers of the shortcut are never reduced to
/// their signs. Where a stage changes the shape, the shortcut is a 2×2 mean, a 1×1 convolution and batch normalisation;
/// Bi-Real Net leaves those convolutions float, and so should a recipe (`--layers '*conv*'`).
final class BinaryResNet {
  static final Architecture ARCHITECTURE =
      new Architecture(
          "resnet20-binary",
          "ResNet-20 for signs",
          "20 layers (16, 32, 64 filters) with a shortcut around every convolution, which can take signs",
          new TrainingPlan(
              60,
              128,
              TrainingPlan.OptimizerKind.ADAM,
              0.002,
              0.05,
              0,
              0,
              new Augmentation(4, true),
              1,
              5000),
          BinaryResNet::make);

  private static final int CONVOLUTIONS = 6;
  private static final int[] FILTERS = {16, 32, 64};

  private BinaryResNet() {}

  static Network make(String name, Shape input, int classes, long seed) {
    NetworkSketch sketch = new NetworkSketch(input, seed);
    String last = sketch.batchNorm("norm", sketch.conv("conv", sketch.input(), FILTERS[0], 3, 1));
    for (int stage = 0; stage < FILTERS.length; stage++) {
      for (int conv = 0; conv < CONVOLUTIONS; conv++) {
        boolean halves = stage > 0 && conv == 0;
        String prefix = "stage%d.".formatted(stage + 1);
        last = step(sketch, prefix, conv + 1, last, FILTERS[stage], halves);
      }
    }
    last = sketch.relu("relu", last);
    last = sketch.flatten("flatten", sketch.globalAverage("average", last));
    return sketch.finish(name, sketch.dense("dense", last, classes));
  }

  private static String step(
      NetworkSketch sketch, String prefix, int number, String from, int filters, boolean halves) {
    String last = sketch.hardTanh(prefix + "tanh" + number, from);
    last = sketch.conv(prefix + "conv" + number, last, filters, 3, halves ? 2 : 1);
    last = sketch.batchNorm(prefix + "norm" + number, last);
    String shortcut = from;
    if (halves) {
      shortcut = sketch.averagePool(prefix + "mean", from);
      shortcut = sketch.conv(prefix + "shortcut", shortcut, filters, 1, 1);
      shortcut = sketch.batchNorm(prefix + "shortcut.norm", shortcut);
    }
    return sketch.sum(prefix + "sum" + number, last, shortcut);
  }
}
