package filterscope.engine;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.Scaling;
import filterscope.method.ActivationQuantizer;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Optional;

/// Weights as small integers, with the scale of every filter or of every block of its channels: what the low-bit kernels
/// take. Read only.
final class StoredLevels {
  private final short[] levels;
  private final int bits;
  private final float[][] scales;
  private final int[] firstChannels;

  /// @param levels in the order of [ConvWeights#values()]
  /// @param bits how many bits a level takes
  /// @param scales `[block][filter]`
  /// @param firstChannels where each block of channels begins
  private StoredLevels(short[] levels, int bits, float[][] scales, int[] firstChannels) {
    this.levels = levels;
    this.bits = bits;
    this.scales = scales;
    this.firstChannels = firstChannels;
  }

  short[] levels() {
    return levels;
  }

  int bits() {
    return bits;
  }

  /// The levels of weights on a grid; nothing where the channels that share a scale do not follow one another.
  static Optional<StoredLevels> of(GridConv grid, ConvGeometry geometry) {
    Grouping grouping = grid.grouping();
    int[] firsts = new int[grouping.channelBlocks()];
    int block = -1;
    for (int channel = 0; channel < grouping.channels(); channel++) {
      int next = grouping.groupOf(0, channel);
      if (next == block + 1 && next < firsts.length) {
        block = next;
        firsts[block] = channel;
      } else if (next != block) {
        return Optional.empty();
      }
    }
    short[] levels = new short[geometry.filters() * geometry.depth()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (short) grid.level(index);
    }
    float[][] scales = new float[firsts.length][grouping.filters()];
    for (int index = 0; index < firsts.length; index++) {
      for (int filter = 0; filter < grouping.filters(); filter++) {
        scales[index][filter] = grid.scales()[grouping.groupOf(filter, firsts[index])];
      }
    }
    return Optional.of(new StoredLevels(levels, grid.weightBits(), scales, firsts));
  }

  /// The levels of float weights that are `−a`, 0 or `a` in every filter: a network that was trained binary or ternary
  /// elsewhere.
  static Optional<StoredLevels> recognised(ConvWeights weights) {
    short[] levels = new short[weights.size()];
    float[] scales = new float[weights.filters()];
    int perFilter = levels.length / weights.filters();
    boolean ternary = false;
    for (int filter = 0; filter < weights.filters(); filter++) {
      float scale = 0;
      for (int index = filter * perFilter; index < (filter + 1) * perFilter; index++) {
        float value = weights.values()[index];
        if (value == 0) {
          ternary = true;
          continue;
        }
        scale = scale == 0 ? Math.abs(value) : scale;
        if (Math.abs(value) != scale) {
          return Optional.empty();
        }
        levels[index] = (short) (value > 0 ? 1 : -1);
      }
      scales[filter] = scale;
    }
    return Optional.of(
        new StoredLevels(levels, ternary ? 2 : 1, new float[][] {scales}, new int[] {0}));
  }

  /// How sums become results.
  ///
  /// @param factors what each filter's sum is multiplied by
  Scaling scaling(
      ActivationQuantizer activations, float[] factors, float[] offsets, Finish finish) {
    float step = activations.grid().step();
    float[] scaled = new float[scales.length * factors.length];
    for (int block = 0; block < scales.length; block++) {
      for (int filter = 0; filter < factors.length; filter++) {
        scaled[block * factors.length + filter] = factors[filter] * step * scales[block][filter];
      }
    }
    Scaling scaling = Scaling.tiled(scaled, offsets, finish, firstChannels);
    return activations.kMap() ? scaling.withInputMap() : scaling;
  }
}
