package filterscope.kernel;

import filterscope.kernel.FloatKernels.Finish;
import java.util.Arrays;

/// The last step of a low-bit convolution: the sum of a filter becomes `sum·factor + offset`, rounded once, then clamped.
/// The factor holds the scale that the filter shares with its group, the step of the activations and whatever follows and
/// is linear (batch normalisation).
///
/// Where tiles of kernels share a scale, a filter has one factor for each block of channels and the blocks' sums are added
/// in order: `fma(sum_b, factor_b, …)`. With the input map of XNOR-Net (arXiv 1603.05279, section 3.2) every sum is first
/// multiplied by `K`, the mean magnitude of the inputs that it met. The object owns its arrays: read only.
public final class Scaling {
  private static final int[] ONE_BLOCK = {0};

  private final float[] factors;
  private final float[] offsets;
  private final Finish finish;
  private final int[] firstChannels;
  private final boolean inputMap;

  /// @param factors one a filter
  /// @param offsets one a filter
  public Scaling(float[] factors, float[] offsets, Finish finish) {
    this(factors, offsets, finish, ONE_BLOCK, false);
  }

  private Scaling(
      float[] factors, float[] offsets, Finish finish, int[] firstChannels, boolean inputMap) {
    if (factors.length != offsets.length * firstChannels.length) {
      throw new IllegalArgumentException(
          factors.length
              + " factors do not go with "
              + offsets.length
              + " offsets and "
              + firstChannels.length
              + " blocks of channels");
    }
    this.factors = factors;
    this.offsets = offsets;
    this.finish = finish;
    this.firstChannels = firstChannels;
    this.inputMap = inputMap;
  }

  /// Factors for blocks of channels.
  ///
  /// @param factors `[block][filter]`
  /// @param firstChannels where each block of a filter's channels begins, ascending from 0
  public static Scaling tiled(
      float[] factors, float[] offsets, Finish finish, int[] firstChannels) {
    if (firstChannels.length == 0 || firstChannels[0] != 0 || !ascends(firstChannels)) {
      throw new IllegalArgumentException(
          "blocks of channels begin at 0 and ascend, not " + Arrays.toString(firstChannels));
    }
    return new Scaling(factors, offsets, finish, firstChannels.clone(), false);
  }

  private static boolean ascends(int[] firstChannels) {
    for (int block = 1; block < firstChannels.length; block++) {
      if (firstChannels[block] <= firstChannels[block - 1]) {
        return false;
      }
    }
    return true;
  }

  /// Leaves sums as they are.
  public static Scaling none(int filters) {
    float[] ones = new float[filters];
    Arrays.fill(ones, 1);
    return new Scaling(ones, new float[filters], Finish.NONE);
  }

  /// The same for sums that are `divisor` times too large.
  public Scaling dividedBy(int divisor) {
    float[] smaller = factors.clone();
    for (int index = 0; index < smaller.length; index++) {
      smaller[index] /= divisor;
    }
    return new Scaling(smaller, offsets, finish, firstChannels, inputMap);
  }

  /// The same with sums multiplied by the magnitude of their inputs first.
  public Scaling withInputMap() {
    return new Scaling(factors, offsets, finish, firstChannels, true);
  }

  public int filters() {
    return offsets.length;
  }

  /// Blocks of channels that have a factor of their own; 1 when whole filters share.
  public int blocks() {
    return firstChannels.length;
  }

  /// The first channel of a block, or the number of channels for the block after the last.
  public int firstChannel(int block, int channels) {
    return block < firstChannels.length ? firstChannels[block] : channels;
  }

  /// Whether sums are multiplied by the map of input magnitudes.
  public boolean hasInputMap() {
    return inputMap;
  }

  public float factor(int block, int filter) {
    return factors[block * offsets.length + filter];
  }

  public float offset(int filter) {
    return offsets[filter];
  }

  public Finish finish() {
    return finish;
  }

  /// The definition for one block: one fused multiply-add, then the clamp.
  public float apply(int filter, float sum) {
    return finish.apply(add(0, filter, sum, offsets[filter]));
  }

  /// The definition for one of several blocks: adds its sum to the offset and the blocks before.
  public float add(int block, int filter, float sum, float before) {
    return Math.fma(sum, factor(block, filter), before);
  }
}
