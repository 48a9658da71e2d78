package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.method.ActivationQuantizer;
import filterscope.method.BasisConv;
import filterscope.method.CompressedLayer;
import filterscope.method.FloatConv;
import filterscope.method.SeparatedConv;
import filterscope.network.ConvWeights;
import java.util.Arrays;

/// Two convolutions, one after the other, in the step of one layer: separated filters, and kernels that are sums of fixed
/// ones. What lies between them is scratch memory.
///
/// @param middle floats between the two
record TwoKernels(LayerKernel first, LayerKernel second, int middle) implements LayerKernel {
  /// In blocks of channels every block would need a first convolution of its own; kernels by themselves would need one for every
  /// filter.
  static boolean fits(
      SeparatedConv separated, ActivationQuantizer activations, ConvGeometry geometry) {
    return separated.form() == SeparatedConv.Form.SPATIAL
        && geometry.groups() == 1
        && !activations.kMap();
  }

  /// Where there are as many fixed kernels as taps, nothing is saved.
  static boolean fits(BasisConv basis, ActivationQuantizer activations, ConvGeometry geometry) {
    return basis.functions() < geometry.kernelHeight() * geometry.kernelWidth()
        && geometry.groups() == 1
        && activations.isFloat();
  }

  /// Separated filters; what is quantized is the input of the first convolution.
  static LayerKernel of(
      StepFactory factory,
      ConvGeometry geometry,
      SeparatedConv separated,
      ActivationQuantizer activations,
      ActivationGrid given,
      float[] factors,
      float[] offsets,
      Finish finish) {
    int rank = separated.rank();
    ConvGeometry down = down(geometry, rank);
    return new TwoKernels(
        factory.prepare(
            down,
            new CompressedLayer(separated.vertical(), activations),
            given,
            ones(rank),
            new float[rank],
            Finish.NONE),
        factory.prepare(
            along(geometry, rank),
            new CompressedLayer(separated.horizontal(), ActivationQuantizer.FLOAT),
            new ActivationGrid.Floats(),
            factors,
            offsets,
            finish),
        down.outputSize());
  }

  /// Kernels that are sums of fixed ones: every channel under each of those, once for all filters, then their sums.
  static LayerKernel of(
      StepFactory factory,
      ConvGeometry geometry,
      BasisConv basis,
      float[] factors,
      float[] offsets,
      Finish finish) {
    ConvGeometry fixed = fixedKernels(geometry, basis.functions());
    return new TwoKernels(
        factory.prepare(
            fixed,
            new CompressedLayer(
                new FloatConv(fixedKernels(basis, geometry)), ActivationQuantizer.FLOAT),
            new ActivationGrid.Floats(),
            ones(fixed.filters()),
            new float[fixed.filters()],
            Finish.NONE),
        factory.prepare(
            sums(geometry, basis.functions()),
            new CompressedLayer(basis.coefficients(), ActivationQuantizer.FLOAT),
            new ActivationGrid.Floats(),
            factors,
            offsets,
            finish),
        fixed.outputSize());
  }

  private static ConvWeights fixedKernels(BasisConv basis, ConvGeometry geometry) {
    float[] once = basis.kernels();
    float[] values = new float[once.length * geometry.inputChannels()];
    for (int channel = 0; channel < geometry.inputChannels(); channel++) {
      System.arraycopy(once, 0, values, channel * once.length, once.length);
    }
    return new ConvWeights(
        geometry.inputChannels() * basis.functions(),
        1,
        geometry.kernelHeight(),
        geometry.kernelWidth(),
        values);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

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
