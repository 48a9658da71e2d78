package filterscope.method;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.PlaneCode;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Weighted;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.Optional;

/// One output of a layer whose weights are levels on a grid, worked through by hand: the patch of activations under the window,
/// their levels and bits, the levels and bits of one filter, what each pair contributes, and the sum. Taps are numbered as weights
/// are: `[channel][row][column]`. Before bias and whatever follows.
///
/// With planes `w = (s_w + Σ_m p_m·c_m)/d_w` and `x = (s_x + Σ_k r_k·e_k)/d_x` of {−1, +1} (see [PlaneCode]) the sum of products is
/// `(n·s_w·s_x + s_w·Σ_k r_k·E_k + s_x·Σ_m p_m·C_m + Σ_m Σ_k p_m·r_k·(2·popcount(XNOR_mk) − n)) / (d_w·d_x)`, `E_k` and `C_m` being
/// the sums of the planes over the `n` taps inside the image.
public final class WorkedOutput {
  private final GridConv grid;
  private final ActivationQuantizer activations;
  private final ConvWeights original;
  private final int filter;
  private final float[] inputs;
  private final boolean[] inside;
  private final float kFactor;
  private final PlaneCode weightCode;
  private final Optional<PlaneCode> inputCode;

  private WorkedOutput(
      GridConv grid,
      ActivationQuantizer activations,
      ConvWeights original,
      int filter,
      float[] inputs,
      boolean[] inside,
      float kFactor) {
    this.grid = grid;
    this.activations = activations;
    this.original = original;
    this.filter = filter;
    this.inputs = inputs;
    this.inside = inside;
    this.kFactor = kFactor;
    short[] levels = new short[original.size()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (short) grid.level(index);
    }
    this.weightCode = PlaneCode.ofWeights(levels);
    this.inputCode =
        activations.isFloat()
            ? Optional.empty()
            : Optional.of(PlaneCode.ofActivations(activations.grid()));
  }

  /// Works through one output; nothing where the weights are not levels on a grid, or the input has other extents than the
  /// layer takes.
  ///
  /// @param operator the layer with its float weights
  /// @param input what the layer takes for one image, before its activations are quantized
  /// @param filter which output channel
  /// @param row of the output
  /// @param column of the output
  public static Optional<WorkedOutput> of(
      Weighted operator, CompressedLayer layer, Tensor input, int filter, int row, int column) {
    if (!(layer.weights() instanceof GridConv grid)) {
      return Optional.empty();
    }
    ConvWeights weights = operator.weights();
    float[] inputs = new float[weights.filterSize()];
    boolean[] inside = new boolean[inputs.length];
    float kFactor = 1;
    switch (operator) {
      case Dense _ -> {
        if (input.size() != inputs.length) {
          return Optional.empty();
        }
        System.arraycopy(input.values(), 0, inputs, 0, inputs.length);
        java.util.Arrays.fill(inside, true);
        kFactor = mean(input.values());
      }
      case Convolution convolution -> {
        Shape shape = input.shape();
        if (shape.rank() != 4 || shape.extent(0) != 1) {
          return Optional.empty();
        }
        int first = filter / (weights.filters() / convolution.groups()) * weights.channels();
        gather(convolution.window(), input, first, weights, row, column, inputs, inside);
        kFactor = magnitude(convolution.window(), input, row, column);
      }
    }
    return Optional.of(
        new WorkedOutput(
            grid,
            layer.activations(),
            weights,
            filter,
            inputs,
            inside,
            layer.activations().kMap() ? kFactor : 1));
  }

  private static float mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += Math.abs(value);
    }
    return (float) (sum / values.length);
  }

  private static void gather(
      Window window,
      Tensor input,
      int first,
      ConvWeights weights,
      int row,
      int column,
      float[] inputs,
      boolean[] inside) {
    int height = input.shape().extent(2);
    int width = input.shape().extent(3);
    for (int channel = 0, tap = 0; channel < weights.channels(); channel++) {
      for (int down = 0; down < window.height(); down++) {
        for (int across = 0; across < window.width(); across++, tap++) {
          int y = row * window.strideY() - window.padTop() + down * window.dilationY();
          int x = column * window.strideX() - window.padLeft() + across * window.dilationX();
          inside[tap] = y >= 0 && y < height && x >= 0 && x < width;
          if (inside[tap]) {
            inputs[tap] = input.value(((first + channel) * height + y) * width + x);
          }
        }
      }
    }
  }

  /// The mean magnitude over all channels under the window, padding as zero.
  private static float magnitude(Window window, Tensor input, int row, int column) {
    int channels = input.shape().extent(1);
    int height = input.shape().extent(2);
    int width = input.shape().extent(3);
    double sum = 0;
    for (int down = 0; down < window.height(); down++) {
      for (int across = 0; across < window.width(); across++) {
        int y = row * window.strideY() - window.padTop() + down * window.dilationY();
        int x = column * window.strideX() - window.padLeft() + across * window.dilationX();
        for (int channel = 0; channel < channels; channel++) {
          boolean there = y >= 0 && y < height && x >= 0 && x < width;
          sum += there ? Math.abs(input.value((channel * height + y) * width + x)) : 0;
        }
      }
    }
    return (float) (sum / ((double) channels * window.height() * window.width()));
  }

  public int filter() {
    return filter;
  }

  public int channels() {
    return original.channels();
  }

  public int kernelHeight() {
    return original.kernelHeight();
  }

  public int kernelWidth() {
    return original.kernelWidth();
  }

  /// How many pairs of activation and weight there are, padding among them.
  public int taps() {
    return inputs.length;
  }

  /// How many of them lie inside the image.
  public int tapsInside() {
    int count = 0;
    for (boolean each : inside) {
      count += each ? 1 : 0;
    }
    return count;
  }

  /// Whether a tap lies inside the image; outside it contributes nothing.
  public boolean isInside(int tap) {
    return inside[tap];
  }

  /// The activation under a tap, 0 outside the image.
  public float input(int tap) {
    return inputs[tap];
  }

  /// The float weight of a tap.
  public float weight(int tap) {
    return original.values()[filter * inputs.length + tap];
  }

  /// The level of the weight of a tap.
  public int weightLevel(int tap) {
    return grid.level(filter * inputs.length + tap);
  }

  /// Whether activations have levels too.
  public boolean quantizesInputs() {
    return inputCode.isPresent();
  }

  /// The level of the activation under a tap.
  public int inputLevel(int tap) {
    return inside[tap] ? activations.grid().level(inputs[tap]) : 0;
  }

  /// What one level of an activation stands for; 1 with float activations.
  public float inputStep() {
    return activations.grid().step();
  }

  public ActivationGrid inputGrid() {
    return activations.grid();
  }

  /// The mean magnitude under the window that the sum is multiplied by; 1 where the layer has no K-map.
  public float kFactor() {
    return kFactor;
  }

  public boolean hasKMap() {
    return activations.kMap();
  }

  /// The scale of the weights of one input channel.
  public float scale(int channel) {
    return grid.scales()[grid.grouping().groupOf(filter, channel)];
  }

  /// How many scales the filter has: 1 unless blocks of channels have their own.
  public int scales() {
    return grid.grouping().channelBlocks();
  }

  /// The planes of the weights' levels.
  public PlaneCode weightCode() {
    return weightCode;
  }

  /// The planes of the activations' levels; nothing where activations are float.
  public Optional<PlaneCode> inputCode() {
    return inputCode;
  }

  /// One bit of a weight's code, 1 standing for +1.
  public boolean weightBit(int plane, int tap) {
    return (weightCode.code(weightLevel(tap)) >>> plane & 1) != 0;
  }

  /// One bit of an activation's code, 1 standing for +1.
  public boolean inputBit(int plane, int tap) {
    return (inputCode.orElseThrow().code(inputLevel(tap)) >>> plane & 1) != 0;
  }

  /// At how many taps inside the image the bits of two planes agree.
  public int popcount(int weightPlane, int inputPlane) {
    int count = 0;
    for (int tap = 0; tap < inputs.length; tap++) {
      boolean agree = weightBit(weightPlane, tap) == inputBit(inputPlane, tap);
      count += inside[tap] && agree ? 1 : 0;
    }
    return count;
  }

  /// `Σ ±x`: the activations, added where a plane of the weights has +1 and subtracted where it has −1.
  public double signedSum(int weightPlane) {
    double sum = 0;
    for (int tap = 0; tap < inputs.length; tap++) {
      sum += weightBit(weightPlane, tap) ? inputs[tap] : -inputs[tap];
    }
    return sum;
  }

  /// What a tap adds before scales: the product of two levels, or of an activation and a level.
  public double contribution(int tap) {
    return (quantizesInputs() ? inputLevel(tap) : inputs[tap]) * (double) weightLevel(tap);
  }

  /// The sum of all contributions; with several scales the sum over one block is of no use, so this is over all.
  public double sum() {
    double sum = 0;
    for (int tap = 0; tap < inputs.length; tap++) {
      sum += contribution(tap);
    }
    return sum;
  }

  /// The same sum out of popcounts, by the formula of this class.
  public double sumOfPlanes() {
    PlaneCode activation = inputCode.orElseThrow();
    int n = tapsInside();
    double total = (double) n * weightCode.shift() * activation.shift();
    for (int k = 0; k < activation.planes(); k++) {
      double ones = 0;
      for (int tap = 0; tap < inputs.length; tap++) {
        ones += inside[tap] ? (inputBit(k, tap) ? 1 : -1) : 0;
      }
      total += weightCode.shift() * activation.planeWeight(k) * ones;
    }
    for (int m = 0; m < weightCode.planes(); m++) {
      double ones = 0;
      for (int tap = 0; tap < inputs.length; tap++) {
        ones += inside[tap] ? (weightBit(m, tap) ? 1 : -1) : 0;
      }
      total += activation.shift() * weightCode.planeWeight(m) * ones;
      for (int k = 0; k < activation.planes(); k++) {
        total +=
            (double) weightCode.planeWeight(m)
                * activation.planeWeight(k)
                * (2 * popcount(m, k) - n);
      }
    }
    return total / (weightCode.divisor() * activation.divisor());
  }

  /// What the layer computes here, before bias and whatever follows.
  public double result() {
    double sum = 0;
    int taps = original.kernelSize();
    for (int channel = 0, tap = 0; channel < original.channels(); channel++) {
      double own = 0;
      for (int end = tap + taps; tap < end; tap++) {
        own += contribution(tap);
      }
      sum += own * scale(channel);
    }
    return sum * inputStep() * kFactor;
  }

  /// What the float weights make of the same activations.
  public double floatResult() {
    double sum = 0;
    for (int tap = 0; tap < inputs.length; tap++) {
      sum += (double) inputs[tap] * weight(tap);
    }
    return sum;
  }
}
