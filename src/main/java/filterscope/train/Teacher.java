package filterscope.train;

import filterscope.kernel.GradientKernels;
import filterscope.network.Network;
import java.util.List;

/// The float network that another one is distilled from. It sees the same batches, as they are augmented, and does not change.
final class Teacher {
  private final Distillation distillation;
  private final TrainableNetwork network;

  Teacher(
      Network network,
      Distillation distillation,
      int batch,
      GradientKernels kernels,
      Shards shards) {
    this.distillation = distillation;
    this.network =
        new TrainableNetwork(network, batch, kernels, shards, layer -> LayerQuantizer.NONE);
  }

  /// Mixes its opinion into the loss and into the gradient of the student's logits.
  ///
  /// @param plain the cross-entropy of the student on the batch that it holds
  CrossEntropy.Result teach(TrainableNetwork student, CrossEntropy.Result plain, int images) {
    FeatureMaps seen = student.input();
    System.arraycopy(seen.values(), 0, network.input().values(), 0, seen.offset(images));
    network.forward(images, false);
    return distillation.apply(student.logits(), network.logits(), plain, images);
  }

  /// What tells it from another teacher.
  List<float[]> state() {
    return network.state();
  }

  @Override
  public String toString() {
    return distillation.toString();
  }
}
