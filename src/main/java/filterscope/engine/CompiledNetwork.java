package filterscope.engine;

import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.tensor.Shape;

/// A network turned into a plan of steps over buffers planned once. Immutable and shared by threads; what changes during
/// a run is in a [Scratch], one a thread.
public final class CompiledNetwork {
  private CompiledNetwork() {}

  /// Plans and prepares a network: batch normalisation and activations folded into the convolutions before them, layouts
  /// chosen, buffers assigned.
  ///
  /// @throws filterscope.job.BadInputException if a layer cannot be run; names it and says why
  public static CompiledNetwork compile(CompressedNetwork network, FloatKernels kernels) {
    throw new UnsupportedOperationException();
  }

  /// The same plan for another recipe of the same network; only steps whose weights differ are prepared anew.
  public CompiledNetwork with(CompressedNetwork network) {
    throw new UnsupportedOperationException();
  }

  public CompressedNetwork source() {
    throw new UnsupportedOperationException();
  }

  public Shape inputShape() {
    throw new UnsupportedOperationException();
  }

  public Shape outputShape() {
    throw new UnsupportedOperationException();
  }

  /// Fresh buffers for one thread.
  public Scratch newScratch() {
    throw new UnsupportedOperationException();
  }

  /// Runs one image.
  ///
  /// @param image the input in the axis order of [#inputShape()], row-major
  /// @param output takes the result in the axis order of [#outputShape()], row-major
  public void run(float[] image, Scratch scratch, float[] output) {
    throw new UnsupportedOperationException();
  }

  /// How many steps a run takes.
  public int steps() {
    throw new UnsupportedOperationException();
  }

  /// The first step whose result differs between this network and another one compiled from the same plan; `steps()` when
  /// nothing differs.
  public int firstDifference(CompiledNetwork other) {
    throw new UnsupportedOperationException();
  }

  /// How many floats [#save] writes at a step.
  public int savedFloats(int step) {
    throw new UnsupportedOperationException();
  }

  /// Runs one image up to `step` (exclusive) and writes every value that later steps still need into `saved`.
  public void runUntil(int step, float[] image, Scratch scratch, float[] saved, int offset) {
    throw new UnsupportedOperationException();
  }

  /// Goes on from what [#runUntil] saved at the same step, and writes the network's result.
  public void runFrom(int step, float[] saved, int offset, Scratch scratch, float[] output) {
    throw new UnsupportedOperationException();
  }
}
