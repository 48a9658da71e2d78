package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.function.Function;

/// Filters that are stacks of `s` binary filters out of one bank of `m` (arXiv 2010.02778): a filter's channels are cut into `s`
/// blocks, and each block is an index into the bank; one scale a group of filters. A bank filter has `c/s` channels of `k×k`
/// signs. The object owns its arrays.
public final class StackedConv implements CompressedConv {
  private final ConvWeights like;
  private final int stack;
  private final byte[] bank;
  private final short[] picks;
  private final Grouping grouping;
  private final float[] scales;
  private final int scaleBits;

  /// @param like weights of the layer's extents (only the extents are used)
  /// @param stack `s`, a divisor of the channels
  /// @param bank −1 and +1, bank filter after bank filter
  /// @param picks an index for each block of each filter
  /// @param grouping which filters share a scale; whole filters
  /// @param scales one a group, finite
  /// @param scaleBits 32 or 16; with 16 the scales have to be float16 numbers already
  /// @throws IllegalArgumentException if the parts do not fit one another
  public StackedConv(
      ConvWeights like,
      int stack,
      byte[] bank,
      short[] picks,
      Grouping grouping,
      float[] scales,
      int scaleBits) {
    this.like = like;
    this.stack = stack;
    this.bank = bank;
    this.picks = picks;
    this.grouping = grouping;
    this.scales = scales;
    this.scaleBits = scaleBits;
    Parts.check(stack >= 1 && like.channels() % stack == 0, "blocks have equally many channels");
    Parts.check(
        bank.length >= blockSize() && bank.length % blockSize() == 0, "a bank of whole filters");
    Parts.check(picks.length == like.filters() * stack, "a pick a block expected");
    for (short pick : picks) {
      Parts.check(pick >= 0 && pick < bankSize(), "a pick is not in the bank");
    }
    for (byte sign : bank) {
      Parts.check(sign == 1 || sign == -1, "a bank filter holds −1 and +1");
    }
    Parts.check(
        grouping.filters() == like.filters()
            && grouping.channelBlocks() == 1
            && scales.length == grouping.groups(),
        "one scale a group of whole filters expected");
    Parts.check(scaleBits == 32 || scaleBits == 16, "a scale takes 32 or 16 bits");
    Parts.checkFinite(scales, "a scale");
  }

  /// `s`.
  public int stack() {
    return stack;
  }

  /// `m`.
  public int bankSize() {
    return bank.length / blockSize();
  }

  /// Signs of one bank filter: `c/s·k²`.
  public int blockSize() {
    return like.filterSize() / stack;
  }

  /// One sign of a bank filter.
  public int sign(int bankFilter, int place) {
    return bank[bankFilter * blockSize() + place];
  }

  /// The bank filter of a block of a filter.
  public int pick(int filter, int block) {
    return picks[filter * stack + block];
  }

  /// Which filters share a scale.
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

  /// The scale of a filter.
  public float scale(int filter) {
    return scales[grouping.groupOf(filter, 0)];
  }

  @Override
  public StoredBits bits() {
    return new StoredBits(
        (long) Parts.bitsFor(bankSize()) * picks.length,
        (long) scaleBits * scales.length,
        bank.length,
        0);
  }

  @Override
  public ConvWeights restore() {
    float[] restored = new float[like.size()];
    int size = blockSize();
    for (int filter = 0, index = 0; filter < like.filters(); filter++) {
      float scale = scale(filter);
      for (int block = 0; block < stack; block++) {
        int from = pick(filter, block) * size;
        for (int place = 0; place < size; place++, index++) {
          restored[index] = scale * bank[from + place];
        }
      }
    }
    return like.withValues(restored);
  }

  @Override
  public CompressedConv then(Function<ConvWeights, CompressedConv> next) {
    throw Parts.nothingFloat("stacked binary filters");
  }
}
