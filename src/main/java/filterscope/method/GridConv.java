package filterscope.method;

import filterscope.network.ConvWeights;

/// Weights on a uniform integer grid with one scale a group: `w ≈ α_g·q`. In memory a level
/// takes a `short`; `bits` bits are counted for each, which is what packing them takes. The object owns its arrays.
public final class GridConv implements CompressedConv {
  private final int bits;
  private final short[] levels;
  private final Grouping grouping;
  private final float[] scales;
  private final int scaleBits;
  private final ConvWeights like;

  /// @param like weights of the layer's extents (only the extents are used)
  /// @param bits bits of a stored level
  /// @param levels the integers `q`, in the order of [ConvWeights#values()]
  /// @param scaleBits 32 or 16
  GridConv(
      ConvWeights like,
      int bits,
      short[] levels,
      Grouping grouping,
      float[] scales,
      int scaleBits) {
    this.like = like;
    this.bits = bits;
    this.levels = levels;
    this.grouping = grouping;
    this.scales = scales;
    this.scaleBits = scaleBits;
  }

  public int weightBits() {
    return bits;
  }

  public Grouping grouping() {
    return grouping;
  }

  /// One scale a group; read only.
  public float[] scales() {
    return scales;
  }

  /// The integer of one weight.
  public int level(int index) {
    return levels[index];
  }

  @Override
  public StoredBits bits() {
    return new StoredBits((long) bits * levels.length, (long) scaleBits * grouping.groups(), 0);
  }

  @Override
  public ConvWeights restore() {
    float[] values = new float[levels.length];
    int kernel = like.kernelSize();
    for (int filter = 0, index = 0; filter < like.filters(); filter++) {
      for (int channel = 0; channel < like.channels(); channel++) {
        float scale = scales[grouping.groupOf(filter, channel)];
        for (int tap = 0; tap < kernel; tap++, index++) {
          values[index] = scale * level(index);
        }
      }
    }
    return like.withValues(values);
  }
}
