package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.Scaling;
import filterscope.method.ActivationQuantizer;
import filterscope.method.CompressedLayer;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.StackedConv;
import filterscope.network.ConvWeights;
import java.util.Arrays;

/// Filters stacked from a bank (arXiv 2010.02778): the bank's filters are convolved once with every block of channels, as a grouped
/// convolution on whatever kernel serves one-bit weights, and each filter adds the results that it is stacked from.
final class StackedKernel implements LayerKernel {
  private final ConvGeometry bankGeometry;
  private final LayerKernel bank;
  private final boolean simulated;
  private final int[] picks;
  private final int stack;
  private final Scaling scaling;

  private StackedKernel(
      ConvGeometry bankGeometry,
      LayerKernel bank,
      boolean simulated,
      int[] picks,
      int stack,
      Scaling scaling) {
    this.bankGeometry = bankGeometry;
    this.bank = bank;
    this.simulated = simulated;
    this.picks = picks;
    this.stack = stack;
    this.scaling = scaling;
  }

  static LayerKernel of(
      StepFactory factory,
      ConvGeometry geometry,
      StackedConv stacked,
      ActivationQuantizer activations,
      Scaling scaling) {
    int m = stacked.bankSize();
    int blocks = stacked.stack() * geometry.groups();
    ConvGeometry bankGeometry = bankGeometry(geometry, m, blocks);
    float[] ones = new float[bankGeometry.filters()];
    Arrays.fill(ones, 1);
    LayerKernel bank =
        factory.prepare(
            bankGeometry,
            new CompressedLayer(bank(stacked, bankGeometry), activations),
            new ActivationGrid.Floats(),
            ones,
            new float[ones.length],
            Finish.NONE);
    int[] picks = new int[geometry.filters() * stacked.stack()];
    float[] factors = new float[geometry.filters()];
    for (int filter = 0; filter < geometry.filters(); filter++) {
      factors[filter] = scaling.factor(0, filter) * stacked.scale(filter);
      int group = filter / geometry.filtersPerGroup();
      for (int block = 0; block < stacked.stack(); block++) {
        picks[filter * stacked.stack() + block] =
            (group * stacked.stack() + block) * m + stacked.pick(filter, block);
      }
    }
    float[] offsets = new float[factors.length];
    for (int filter = 0; filter < offsets.length; filter++) {
      offsets[filter] = scaling.offset(filter);
    }
    return new StackedKernel(
        bankGeometry,
        bank,
        bank.isSimulated() && !activations.isFloat(),
        picks,
        stacked.stack(),
        new Scaling(factors, offsets, scaling.finish()));
  }

  /// The same image, a group of channels for every block, the whole bank in every group.
  private static ConvGeometry bankGeometry(ConvGeometry g, int m, int blocks) {
    return new ConvGeometry(
        g.inputHeight(),
        g.inputWidth(),
        g.inputChannels(),
        m * blocks,
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
        blocks);
  }

  private static GridConv bank(StackedConv stacked, ConvGeometry bankGeometry) {
    int filters = bankGeometry.filters();
    int channels = bankGeometry.channelsPerGroup();
    short[] levels = new short[filters * stacked.blockSize()];
    for (int index = 0; index < levels.length; index++) {
      int filter = index / stacked.blockSize();
      levels[index] =
          (short) stacked.sign(filter % stacked.bankSize(), index % stacked.blockSize());
    }
    ConvWeights like =
        new ConvWeights(
            filters,
            channels,
            bankGeometry.kernelHeight(),
            bankGeometry.kernelWidth(),
            new float[levels.length]);
    return new GridConv(
        like,
        Grid.ODD,
        1,
        levels,
        Grouping.filters(filters, channels, filters),
        new float[] {1},
        Float.SIZE);
  }

  @Override
  public String name() {
    return "bank of binary filters, " + bank.name();
  }

  @Override
  public boolean isSimulated() {
    return simulated;
  }

  /// What the bank needs, then its results.
  @Override
  public int workFloats() {
    return bank.workFloats() + bankGeometry.outputSize();
  }

  @Override
  public int workInts() {
    return bank.workInts();
  }

  @Override
  public void run(
      float[] from, int fromOffset, float[] to, int toOffset, float[] floats, int[] ints) {
    int shared = bank.workFloats();
    bank.run(from, fromOffset, floats, shared, floats, ints);
    int pixels = bankGeometry.outputHeight() * bankGeometry.outputWidth();
    int filters = scaling.filters();
    for (int pixel = 0, at = toOffset; pixel < pixels; pixel++) {
      int base = shared + pixel * bankGeometry.filters();
      for (int filter = 0; filter < filters; filter++, at++) {
        float sum = 0;
        for (int pick = filter * stack; pick < (filter + 1) * stack; pick++) {
          sum += floats[base + picks[pick]];
        }
        to[at] = scaling.apply(filter, sum);
      }
    }
  }
}
