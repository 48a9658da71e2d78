package filterscope.train;

import filterscope.network.Network;
import filterscope.tensor.Shape;

/// ResNet-20 for small images (arXiv 1512.03385, section 4.2): a 3×3 convolution, three stages of three residual blocks with 16,
/// 32 and 64 filters, a global average and a dense layer. Where a stage changes the shape, a 1×1 convolution with batch
/// normalisation carries the shortcut.
final class ResNet {
  static final Architecture ARCHITECTURE =
      new Architecture(
          "resnet20",
          "ResNet-20",
          "20-layer residual network (16, 32, 64 filters) for small colour images",
          new TrainingPlan(
              60,
              128,
              TrainingPlan.OptimizerKind.MOMENTUM,
              0.1,
              0.05,
              5e-4,
              0,
              new Augmentation(4, true),
              1,
              5000),
          ResNet::make);

  private static final int BLOCKS = 3;
  private static final int[] FILTERS = {16, 32, 64};

  private ResNet() {}

  static Network make(String name, Shape input, int classes, long seed) {
    NetworkSketch sketch = new NetworkSketch(input, seed);
    String last = sketch.conv("conv", sketch.input(), FILTERS[0], 3, 1);
    last = sketch.relu("relu", sketch.batchNorm("norm", last));
    for (int stage = 0; stage < FILTERS.length; stage++) {
      for (int block = 0; block < BLOCKS; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        String prefix = "stage%d.block%d.".formatted(stage + 1, block + 1);
        last = block(sketch, prefix, last, FILTERS[stage], stride);
      }
    }
    last = sketch.flatten("flatten", sketch.globalAverage("average", last));
    return sketch.finish(name, sketch.dense("dense", last, classes));
  }

  private static String block(
      NetworkSketch sketch, String prefix, String from, int filters, int stride) {
    String last = sketch.conv(prefix + "conv1", from, filters, 3, stride);
    last = sketch.relu(prefix + "relu1", sketch.batchNorm(prefix + "norm1", last));
    last = sketch.conv(prefix + "conv2", last, filters, 3, 1);
    last = sketch.batchNorm(prefix + "norm2", last);
    String shortcut = from;
    if (stride != 1 || sketch.shape(from).extent(1) != filters) {
      shortcut = sketch.conv(prefix + "shortcut", from, filters, 1, stride);
      shortcut = sketch.batchNorm(prefix + "shortcut.norm", shortcut);
    }
    return sketch.relu(prefix + "relu2", sketch.sum(prefix + "sum", last, shortcut));
  }
}
