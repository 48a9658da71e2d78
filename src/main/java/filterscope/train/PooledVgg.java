package filterscope.train;

import filterscope.train.TrainingPlan.OptimizerKind;
import java.util.List;

/// Networks in the style of VGG (arXiv 1409.1556) whose 2×2 maximum stands between a convolution and its batch normalisation. A
/// pooled map is a quarter as large for what follows it. And a layer that takes signs has to have numbers of either sign before
/// it: a rectifier leaves none below zero, and a maximum of signs is +1 nearly everywhere, while batch normalisation behind
/// the maximum centres what is left (XNOR-Net, arXiv 1603.05279, section 3.2, orders a block like this).
///
/// The binary ones have a hard tanh where the others have a rectifier. A sign takes no notice of it, and so the same file is a
/// float network that can be trained first, and its compression to signs.
final class PooledVgg {
  /// The layers of [Vgg], for layers that take signs.
  static final Architecture BINARY =
      new Architecture(
          "vgg-binary",
          "VGG for signs",
          "the filters of vgg in an order that lets every convolution take signs (hard tanh)",
          plan(10, OptimizerKind.ADAM, 0.002, 0, 2),
          maker(
              List.of(of(32), pooled(32), of(64), pooled(64), of(128), pooled(128)), false, false));

  private static final List<Conv> SMALL_CONVS =
      List.of(of(32), pooled(32), pooled(96), of(128), pooled(128), of(256));

  /// Most of its arithmetic lies where images are small already, so that it learns fast.
  static final Architecture SMALL =
      new Architecture(
          "vgg-small",
          "VGG-small",
          "six 3×3 convolutions (32, 32, 96, 128, 128, 256 filters) for small colour images",
          plan(25, OptimizerKind.MOMENTUM, 0.05, 5e-4, 4),
          maker(SMALL_CONVS, true, true));

  /// The same for layers that take signs.
  static final Architecture SMALL_BINARY =
      new Architecture(
          "vgg-small-binary",
          "VGG-small for signs",
          "vgg-small in an order that lets every convolution take signs (hard tanh)",
          plan(25, OptimizerKind.ADAM, 0.002, 0, 4),
          maker(SMALL_CONVS, false, true));

  private PooledVgg() {}

  /// @param pooled whether a 2×2 maximum follows
  private record Conv(int filters, boolean pooled) {}

  private static Conv of(int filters) {
    return new Conv(filters, false);
  }

  private static Conv pooled(int filters) {
    return new Conv(filters, true);
  }

  private static TrainingPlan plan(
      int epochs, OptimizerKind optimizer, double rate, double decay, int shift) {
    Augmentation augmentation = new Augmentation(shift, true);
    return new TrainingPlan(epochs, 64, optimizer, rate, 0.05, decay, 0, augmentation, 1, 5000);
  }

  /// @param rectified whether there are rectifiers rather than hard tanhs
  /// @param averaged whether the dense layer takes the means of the last maps rather than all their pixels
  private static Architecture.Maker maker(List<Conv> convs, boolean rectified, boolean averaged) {
    return (name, input, classes, seed) -> {
      NetworkSketch sketch = new NetworkSketch(input, seed);
      String last = convolutions(sketch, convs, rectified);
      last = sketch.flatten("flatten", averaged ? sketch.globalAverage("average", last) : last);
      return sketch.finish(name, sketch.dense("dense", last, classes));
    };
  }

  private static String convolutions(NetworkSketch sketch, List<Conv> convs, boolean rectified) {
    String last = sketch.input();
    for (int index = 0; index < convs.size(); index++) {
      Conv conv = convs.get(index);
      int number = index + 1;
      last = sketch.conv("conv" + number, last, conv.filters(), 3, 1);
      if (conv.pooled()) {
        last = sketch.maxPool("pool" + number, last);
      }
      last = sketch.batchNorm("norm" + number, last);
      boolean toDense = number == convs.size();
      last =
          rectified || toDense
              ? sketch.relu("relu" + number, last)
              : sketch.hardTanh("tanh" + number, last);
    }
    return last;
  }
}
