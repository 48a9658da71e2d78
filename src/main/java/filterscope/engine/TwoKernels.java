package filterscope.engine;

import filterscope.kernel.ConvGeometry;

/// Two convolutions, one after the other, in the step of one layer: separated filters, and kernels that are sums of fixed
/// ones. What lies between them is scratch memory.
///
/// @param middle floats between the two
record TwoKernels(LayerKernel first, LayerKernel second, int middle) implements LayerKernel {
  /// `k_h×1` down the rows, `1×k_w` along the columns.
  ///
  /// @param rank filters of the first convolution
  static ConvGeometry down(ConvGeometry g, int rank) {
    return new ConvGeometry(
        g.inputHeight(),
        g.inputWidth(),
        g.inputChannels(),
        rank,
        g.kernelHeight(),
        1,
        g.strideY(),
        1,
        g.dilationY(),
        1,
        g.padTop(),
        0,
        g.outputHeight(),
        g.inputWidth(),
        1);
  }

  /// The second convolution of that pair.
  static ConvGeometry along(ConvGeometry g, int rank) {
    return new ConvGeometry(
        g.outputHeight(),
        g.inputWidth(),
        rank,
        g.filters(),
        1,
        g.kernelWidth(),
        1,
        g.strideX(),
        1,
        g.dilationX(),
        0,
        g.padLeft(),
        g.outputHeight(),
        g.outputWidth(),
        1);
  }

  /// Every channel under each of a few fixed kernels.
  static ConvGeometry fixedKernels(ConvGeometry g, int kernels) {
    return new ConvGeometry(
        g.inputHeight(),
        g.inputWidth(),
        g.inputChannels(),
        g.inputChannels() * kernels,
        g.kernelHeight(),
        g.kernelWidth(),
        g.strideY(),
        g.strideX(),
        g.dilationY(),
        g.dilationX(),
        g.padTop(),
        g.padLeft(),
        g.outputHeight(),
        g.outputWidth(),
        g.inputChannels());
  }

  /// The sums of those with the coefficients of every filter.
  static ConvGeometry sums(ConvGeometry g, int kernels) {
    return new ConvGeometry(
        g.outputHeight(),
        g.outputWidth(),
        g.inputChannels() * kernels,
        g.filters(),
        1,
        1,
        1,
        1,
        1,
        1,
        0,
        0,
        g.outputHeight(),
        g.outputWidth(),
        1);
  }

  @Override
  public String name() {
    return first.name() + ", then " + second.name();
  }

  @Override
  public boolean isSimulated() {
    return first.isSimulated() || second.isSimulated();
  }

  private int own() {
    return Math.max(first.workFloats(), second.workFloats());
  }

  @Override
  public int workFloats() {
    return own() + middle;
  }

  @Override
  public int workInts() {
    return Math.max(first.workInts(), second.workInts());
  }

  @Override
  public void run(
      float[] from, int fromOffset, float[] to, int toOffset, float[] floats, int[] ints) {
    first.run(from, fromOffset, floats, own(), floats, ints);
    second.run(floats, own(), to, toOffset, floats, ints);
  }
}
