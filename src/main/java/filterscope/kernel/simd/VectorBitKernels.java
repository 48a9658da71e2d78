package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;
import filterscope.kernel.Scaling;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The low-bit kernels in the Vector API: bit planes while there are few pairs of them, multiply-adds of integers above,
/// tables of sums where activations stay floats.
public final class VectorBitKernels implements BitKernels {
  private static final int ALL_PAIRS = 64;

  /// By this factor the trial layer may be wrong about another shape.
  private static final double CLEAR = 1.6;

  /// How much faster tables have to be on the trial layer: other layers suit them less.
  private static final double MARGIN = 1.25;

  private final BitCounter counter;
  private final int mostPlanePairs;
  private final double tableGain;
  private final String explanation;
  private final Map<ShapeTrial.Shape, Boolean> planesWin = new ConcurrentHashMap<>();

  VectorBitKernels(BitCounter counter, int mostPlanePairs, double tableGain, String explanation) {
    this.tableGain = tableGain;
    this.counter = counter;
    this.mostPlanePairs = mostPlanePairs;
    this.explanation = explanation;
  }

  /// The designs that are fastest on this machine, found by timing them; takes a few tenths of a second.
  public static VectorBitKernels timed() {
    KernelTrial.Choice choice = new KernelTrial().choose();
    return new VectorBitKernels(
        choice.counter(), choice.mostPlanePairs(), choice.tableGain(), choice.explanation());
  }

  /// For processors with a population count of vector lanes; bit planes for every width.
  public static VectorBitKernels bitCount() {
    return new VectorBitKernels(new DirectCount(), ALL_PAIRS, 1, "as asked for");
  }

  /// For processors without; bit planes for every width.
  public static VectorBitKernels carrySave() {
    return new VectorBitKernels(new CarrySaveCount(), ALL_PAIRS, 1, "as asked for");
  }

  /// Multiply-adds of integers for every width.
  public static VectorBitKernels multiplyAdd() {
    return new VectorBitKernels(new DirectCount(), 0, 1, "as asked for");
  }

  @Override
  public String name() {
    return "Vector API "
        + Lanes.INTS.vectorBitSize()
        + " bit, "
        + (mostPlanePairs == 0 ? "multiply-add" : counter.name());
  }

  /// Why these designs.
  public String explanation() {
    return explanation;
  }

  /// Whether weights of so many bits on float activations run faster here than restored float weights. Layers with fewer
  /// filters in a group than lanes do not, nor do those with narrow blocks of channels, each of which begins a table.
  public boolean beatsFloat(ConvGeometry geometry, Scaling scaling, int weightBits) {
    ChannelCells cells = new ChannelCells(geometry, scaling, SumTables.INPUTS);
    double filled = (double) geometry.channelsPerGroup() / (cells.count() * SumTables.INPUTS);
    return weightBits * MARGIN < tableGain * filled
        && geometry.filtersPerGroup() >= Lanes.COUNT
        && geometry.channelsPerGroup() >= SumTables.INPUTS;
  }

  @Override
  public Prepared convolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
    BitKernels.requireFits(geometry, activations, scaling);
    if (activations instanceof ActivationGrid.Floats) {
      return new TableConvolution(geometry, levels, scaling);
    }
    PlaneCode weights = PlaneCode.ofWeights(levels);
    PlaneCode codes = PlaneCode.ofActivations(activations);
    requireFits(geometry, weights, codes);
    ShapeTrial.Shape shape =
        new ShapeTrial.Shape(geometry, weights.planes(), activations, scaling.blocks());
    return usesPlanes(shape, levels, scaling)
        ? PlaneConvolution.of(geometry, levels, activations, scaling, counter)
        : products(geometry, levels, activations, scaling);
  }

  private static Prepared products(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
    int widest = 0;
    for (int block = 0; block < scaling.blocks(); block++) {
      int end = scaling.firstChannel(block + 1, geometry.channelsPerGroup());
      widest = Math.max(widest, end - scaling.firstChannel(block, geometry.channelsPerGroup()));
    }
    int products = widest * geometry.kernelHeight() * geometry.kernelWidth();
    return scaling.blocks() > 1 && ProductConvolution.isExact(products, levels, activations)
        ? new TiledProductConvolution(geometry, levels, activations, scaling)
        : new ProductConvolution(geometry, levels, activations, scaling);
  }

  /// Planes while they have far fewer pairs than the trial layer could bear, multiply-adds where they have far more; in between
  /// both are timed on this shape, once. Words that blocks of channels leave half empty cost as much as full ones.
  private boolean usesPlanes(ShapeTrial.Shape shape, short[] levels, Scaling scaling) {
    ChannelCells words = new ChannelCells(shape.geometry(), scaling, Integer.SIZE);
    int channels = Math.max(Integer.SIZE, shape.geometry().channelsPerGroup());
    double pairs = shape.pairs() * (double) (words.count() * Integer.SIZE) / channels;
    if (pairs <= mostPlanePairs / CLEAR || mostPlanePairs == ALL_PAIRS) {
      return true;
    }
    if (pairs > mostPlanePairs * CLEAR) {
      return false;
    }
    return planesWin.computeIfAbsent(
        shape,
        _ ->
            ShapeTrial.isFirstFaster(
                PlaneConvolution.of(
                    shape.geometry(), levels, shape.activations(), scaling, counter),
                products(shape.geometry(), levels, shape.activations(), scaling),
                shape.geometry()));
  }

  private static void requireFits(ConvGeometry geometry, PlaneCode weights, PlaneCode codes) {
    long largest = 2L * geometry.depth() * weights.sumOfPlaneWeights() * codes.sumOfPlaneWeights();
    if (largest > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a sum of "
              + geometry.depth()
              + " products of "
              + weights.planes()
              + " by "
              + codes.planes()
              + " bits may not fit 32 bits");
    }
  }
}
