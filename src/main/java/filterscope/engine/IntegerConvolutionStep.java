package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.IntegerKernels;
import filterscope.kernel.Requantization;
import filterscope.method.CompressedLayer;
import filterscope.method.GridConv;
import java.util.Optional;

/// A convolution or dense layer in integers (arXiv 2006.11735): 8-bit weights times small activations, summed in 32 bits with the
/// bias as an integer, then brought to the scale of the next layer by a multiplication and a shift. A batch normalisation behind the
/// layer is in the scale and the bias of each filter.
final class IntegerConvolutionStep implements IntegerStep {
  private static final double MOST_BIAS = 1 << 30;

  private final WeightedPart part;
  private final ActivationGrid grid;
  private final boolean entersAsFloats;
  private final IntegerKernels.Prepared kernel;
  private final Optional<Requantization[]> requantizations;
  private final float[] scales;

  /// @param entersAsFloats whether the input is still floats, to be quantized here
  /// @param leaves how the result is held; nothing when it is handed on as floats
  IntegerConvolutionStep(
      WeightedPart part,
      CompressedLayer layer,
      boolean entersAsFloats,
      Optional<IntegerValue> leaves,
      IntegerKernels kernels) {
    this.part = part;
    this.grid = layer.activations().grid();
    this.entersAsFloats = entersAsFloats;
    GridConv weights = (GridConv) layer.weights();
    ConvGeometry g = part.geometry();
    byte[] levels = new byte[g.filters() * g.depth()];
    int[] biases = new int[g.filters()];
    scales = new float[g.filters()];
    for (int filter = 0; filter < g.filters(); filter++) {
      double scale =
          (double) part.factor(filter)
              * weights.scales()[weights.grouping().groupOf(filter, 0)]
              * grid.step();
      int sign = scale < 0 ? -1 : 1;
      // A filter of zeros gives its offset alone; any scale fine enough will do.
      double fine = Math.max(Math.abs(part.offset(filter)), 1e-6) / (1 << 16);
      double size = scale == 0 ? fine : Math.abs(scale);
      for (int index = filter * g.depth(); index < (filter + 1) * g.depth(); index++) {
        levels[index] = scale == 0 ? 0 : (byte) (sign * weights.level(index));
      }
      biases[filter] =
          (int) Math.rint(Math.clamp(part.offset(filter) / size, -MOST_BIAS, MOST_BIAS));
      scales[filter] = (float) size;
    }
    kernel = kernels.convolution(g, levels, biases);
    requantizations = leaves.map(value -> requantizations(value, part.finish()));
  }

  private Requantization[] requantizations(IntegerValue value, Finish finish) {
    Requantization[] made = new Requantization[scales.length];
    for (int filter = 0; filter < made.length; filter++) {
      double size = scales[filter];
      long least = finish.low() >= 0 ? Math.round(finish.low() / size) : Long.MIN_VALUE;
      if (value.isWide() || value.high() != Requantization.LARGEST) {
        made[filter] = Requantization.byRatio(size / value.scale(), value.low(), value.high());
      } else {
        long bound = Math.max(1, Math.round(value.scale() * value.high() / size));
        made[filter] = Requantization.toBound(bound, value.low() < 0 ? -bound : 0);
      }
      long most =
          Float.isInfinite(finish.high()) ? Long.MAX_VALUE : Math.round(finish.high() / size);
      made[filter] =
          new Requantization(
              Math.max(made[filter].low(), least),
              Math.max(Math.min(made[filter].high(), most), Math.max(made[filter].low(), least)),
              made[filter].multiplier(),
              made[filter].shift());
    }
    return made;
  }

  @Override
  public int workInts() {
    return part.geometry().inputSize() + part.geometry().outputSize();
  }

  @Override
  public void run(float[][] floats, int[][] integers, int[] work) {
    ConvGeometry g = part.geometry();
    int sums = g.inputSize();
    for (int image = 0; image < part.images(); image++) {
      int from = image * g.inputSize();
      int to = image * g.outputSize();
      if (entersAsFloats) {
        for (int index = 0; index < g.inputSize(); index++) {
          work[index] = grid.level(floats[part.from()][from + index]);
        }
        kernel.run(work, 0, work, sums);
      } else {
        kernel.run(integers[part.from()], from, work, sums);
      }
      if (requantizations.isPresent()) {
        requantize(work, sums, integers[part.to()], to, requantizations.get());
      } else {
        leave(work, sums, floats[part.to()], to);
      }
    }
  }

  private void requantize(int[] sums, int from, int[] y, int to, Requantization[] by) {
    int outputs = part.geometry().outputSize();
    for (int start = 0; start < outputs; start += by.length) {
      for (int filter = 0; filter < by.length; filter++) {
        y[to + start + filter] = by[filter].apply(sums[from + start + filter]);
      }
    }
  }

  private void leave(int[] sums, int from, float[] y, int to) {
    int outputs = part.geometry().outputSize();
    for (int start = 0; start < outputs; start += scales.length) {
      for (int filter = 0; filter < scales.length; filter++) {
        y[to + start + filter] = part.finish().apply(sums[from + start + filter] * scales[filter]);
      }
    }
  }
}
