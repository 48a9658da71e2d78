package filterscope.engine;

import filterscope.kernel.BitKernels;
import filterscope.method.CompressedLayer;
import java.util.Optional;

/// A convolution or dense layer, with what is folded into it. The only kind of step that a recipe changes.
final class WeightedStep implements Step {
  private final CompressedLayer compressed;
  private final LayerKernel kernel;
  private final WeightedPart part;

  WeightedStep(WeightedPart part, CompressedLayer compressed, LayerKernel kernel) {
    this.part = part;
    this.compressed = compressed;
    this.kernel = kernel;
  }

  WeightedPart part() {
    return part;
  }

  CompressedLayer compressed() {
    return compressed;
  }

  /// Whether the step computes with these very weights and activations; stored forms are equal when they are the same object, float ones
  /// when they hold the same weights.
  boolean uses(CompressedLayer other) {
    return compressed.equals(other);
  }

  /// Whether another step of the same place gives the same results.
  boolean agrees(WeightedStep other) {
    return uses(other.compressed);
  }

  /// How people know the kernel that runs.
  String kernel() {
    return kernel.name();
  }

  /// Whether the stored weights run as restored floats.
  boolean isSimulated() {
    return kernel.isSimulated();
  }

  /// How to reach the kernel with packed signs; nothing for several images in a row.
  Optional<BitKernels.Signs> signs(BitKernels.Monotone after) {
    return part.images() == 1 ? kernel.signs(after) : Optional.empty();
  }

  @Override
  public void run(float[][] storages, float[] work) {
    run(storages, work, new int[workInts()]);
  }

  @Override
  public void run(float[][] storages, float[] work, int[] ints) {
    float[] from = storages[part.from()];
    float[] to = storages[part.to()];
    for (int image = 0; image < part.images(); image++) {
      kernel.run(
          from,
          image * part.geometry().inputSize(),
          to,
          image * part.geometry().outputSize(),
          work,
          ints);
    }
  }

  @Override
  public int workFloats() {
    return kernel.workFloats();
  }

  @Override
  public int workInts() {
    return kernel.workInts();
  }
}
