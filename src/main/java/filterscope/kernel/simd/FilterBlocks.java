package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The weights of a convolution, packed for [Tiles]: the filters of each group are cut into blocks of 4, 2 or 1 vectors,
/// and each block holds `[tap][channel][filter]`, filled up with zeros to whole vectors.
final class FilterBlocks {
  /// One block.
  ///
  /// @param group which group of channels its filters see
  /// @param firstFilter counted over the whole layer
  /// @param filters how many there are; fewer than lanes in the last block of a group
  /// @param vectors 1, 2 or 4
  /// @param weightsFrom where its weights begin in the packed array
  /// @param biasFrom where its biases begin in the packed biases
  record Block(
      int group, int firstFilter, int filters, int vectors, int weightsFrom, int biasFrom) {
    int width() {
      return vectors * Tiles.SPECIES.length();
    }

    boolean isFull() {
      return filters == width();
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private final float[] weights;
  private final float[] bias;

  FilterBlocks(ConvGeometry geometry, float[] given, float[] factors, float[] givenBias) {
    int depth = geometry.depth();
    long lanes = 0;
    for (int group = 0; group < geometry.groups(); group++) {
      int filter = group * geometry.filtersPerGroup();
      int end = filter + geometry.filtersPerGroup();
      while (filter < end) {
        int vectors = vectors(end - filter);
        int count = Math.min(end - filter, vectors * Tiles.SPECIES.length());
        int weightsFrom = Math.toIntExact(lanes * depth);
        blocks.add(new Block(group, filter, count, vectors, weightsFrom, Math.toIntExact(lanes)));
        lanes += (long) vectors * Tiles.SPECIES.length();
        filter += count;
      }
    }
    weights = new float[Math.toIntExact(lanes * depth)];
    bias = new float[Math.toIntExact(lanes)];
    for (Block block : blocks) {
      System.arraycopy(givenBias, block.firstFilter(), bias, block.biasFrom(), block.filters());
      pack(geometry, block, given, factors);
    }
  }

  private static int vectors(int filters) {
    int lanes = Tiles.SPECIES.length();
    if (filters > 3 * lanes && Tiles.mostVectors() == 4) {
      return 4;
    }
    return filters > lanes ? 2 : 1;
  }

  private void pack(ConvGeometry geometry, Block block, float[] given, float[] factors) {
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int channels = geometry.channelsPerGroup();
    int depth = geometry.depth();
    int width = block.width();
    float[] scale =
        Arrays.copyOfRange(factors, block.firstFilter(), block.firstFilter() + block.filters());
    for (int channel = 0; channel < channels; channel++) {
      for (int tap = 0; tap < taps; tap++) {
        int to = block.weightsFrom() + (tap * channels + channel) * width;
        int from = block.firstFilter() * depth + channel * taps + tap;
        for (int lane = 0; lane < scale.length; lane++, from += depth) {
          weights[to + lane] = given[from] * scale[lane];
        }
      }
    }
  }

  List<Block> blocks() {
    return blocks;
  }

  /// The packed weights; read only.
  float[] weights() {
    return weights;
  }

  /// The packed biases; read only.
  float[] bias() {
    return bias;
  }
}
