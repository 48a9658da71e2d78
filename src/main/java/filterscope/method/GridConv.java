package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.function.Function;

/// Weights on a uniform integer grid with one scale a group: `w ≈ α_g·q`. In memory a level
/// takes a `short`; `bits` bits are counted for each, which is what packing them takes. The object owns its arrays.
public final class GridConv implements CompressedConv {
  private final Grid grid;
  private final int bits;
  private final short[] levels;
  private final Grouping grouping;
  private final float[] scales;
  private final int scaleBits;
  private final ConvWeights like;
  private final boolean integerOnly;

  /// @param like weights of the layer's extents (only the extents are used)
  /// @param bits bits of a stored level, 1 to 8
  /// @param levels the integers `q`, in the order of [ConvWeights#values()], all on the grid
  /// @param scales one a group of `grouping`, finite
  /// @param scaleBits 32 or 16; with 16 the scales have to be float16 numbers already
  /// @throws IllegalArgumentException if the parts do not fit one another
  public GridConv(
      ConvWeights like,
      Grid grid,
      int bits,
      short[] levels,
      Grouping grouping,
      float[] scales,
      int scaleBits) {
    this(like, grid, bits, levels, grouping, scales, scaleBits, false);
  }

  private GridConv(
      ConvWeights like,
      Grid grid,
      int bits,
      short[] levels,
      Grouping grouping,
      float[] scales,
      int scaleBits,
      boolean integerOnly) {
    this.integerOnly = integerOnly;
    this.like = like;
    this.grid = grid;
    this.bits = bits;
    this.levels = levels;
    this.grouping = grouping;
    this.scales = scales;
    this.scaleBits = scaleBits;
    check(bits >= 1 && bits <= 8, "a level takes 1 to 8 bits, not " + bits);
    check(grid == Grid.ODD || bits >= 2, "a grid with zero needs at least 2 bits");
    check(scaleBits == 32 || scaleBits == 16, "a scale takes 32 or 16 bits, not " + scaleBits);
    check(levels.length == like.size(), "as many levels as weights expected");
    check(
        grouping.filters() == like.filters() && grouping.channels() == like.channels(),
        "the grouping is for other weights than " + like.shape());
    check(scales.length == grouping.groups(), "as many scales as groups expected");
    for (short level : levels) {
      check(grid.holds(level, bits), "a level is not on the grid");
    }
    for (float scale : scales) {
      check(Float.isFinite(scale), "a scale is not a finite number");
      check(scaleBits == 32 || Half.round(scale) == scale, "a scale does not fit 16 bits");
    }
  }

  /// The same weights in a layer that is to run without floats, together with its neighbours that are
  /// (`methods.md` section 9).
  public GridConv forIntegersOnly() {
    return new GridConv(like, grid, bits, levels, grouping, scales, scaleBits, true);
  }

  /// Whether the layer is to run without floats.
  public boolean isIntegerOnly() {
    return integerOnly;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  public int weightBits() {
    return bits;
  }

  public Grid grid() {
    return grid;
  }

  public Grouping grouping() {
    return grouping;
  }

  /// One scale a group; read only.
  public float[] scales() {
    return scales;
  }

  /// Bits that one stored scale takes: 32 or 16.
  public int scaleBits() {
    return scaleBits;
  }

  /// Whether every level is −1, 0 or +1, with zero on the grid.
  public boolean isTernary() {
    return grid == Grid.SYMMETRIC && bits == 2;
  }

  /// The integer of one weight.
  ///
  /// @param index its place in [ConvWeights#values()]
  public int level(int index) {
    return levels[index];
  }

  @Override
  public StoredBits bits() {
    long scaleBits = (long) this.scaleBits * grouping.groups() + grouping.placeBits();
    return new StoredBits((long) bits * levels.length, scaleBits, 0);
  }

  @Override
  public ConvWeights restore() {
    float[] values = new float[levels.length];
    int kernel = like.kernelSize();
    for (int filter = 0, index = 0; filter < like.filters(); filter++) {
      for (int channel = 0; channel < like.channels(); channel++) {
        float scale = scales[grouping.groupOf(filter, channel)];
        for (int tap = 0; tap < kernel; tap++, index++) {
          values[index] = scale * levels[index];
        }
      }
    }
    return like.withValues(values);
  }

  @Override
  public CompressedConv then(Function<ConvWeights, CompressedConv> next) {
    throw new IllegalArgumentException(
        "weights on a grid of integers have no float part that a further method could compress; let the quantization be the last of the chain");
  }
}
