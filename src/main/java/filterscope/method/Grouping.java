package filterscope.method;

import java.util.Arrays;

/// Which weights share a scale: the `n×c` grid of two-dimensional kernels of a layer, cut into blocks of filters and
/// blocks of channels; the kernels of one crossing form a group. Channels of a block are neighbours, filters of a block need
/// not be, once filters were reordered ([Reordering]). The method, the engine, the byte count and the map on
/// the screen all use this one object. Immutable.
public final class Grouping {
  private final int[] blockOfFilter;
  private final int[] blockOfChannel;
  private final int filterBlocks;
  private final int channelBlocks;
  private final boolean filtersMove;

  private Grouping(int[] blockOfFilter, int[] blockOfChannel, boolean filtersMove) {
    this.filtersMove = filtersMove;
    this.blockOfFilter = blockOfFilter;
    this.blockOfChannel = blockOfChannel;
    this.filterBlocks = Arrays.stream(blockOfFilter).max().orElse(-1) + 1;
    this.channelBlocks = Arrays.stream(blockOfChannel).max().orElse(-1) + 1;
  }

  /// Axis A of `methods.md`: `size` consecutive filters share a scale; the last group may be smaller. 1 is filter-wise, `n`
  /// is layer-wise.
  public static Grouping filters(int filters, int channels, int size) {
    return tiles(filters, channels, size, channels);
  }

  /// Axis B: tiles of `filtersPerGroup × channelsPerGroup` two-dimensional kernels share a scale.
  public static Grouping tiles(
      int filters, int channels, int filtersPerGroup, int channelsPerGroup) {
    if (filters < 1 || channels < 1 || filtersPerGroup < 1 || channelsPerGroup < 1) {
      throw new IllegalArgumentException("a grouping needs positive extents");
    }
    return new Grouping(
        blocks(filters, filtersPerGroup), blocks(channels, channelsPerGroup), false);
  }

  /// Blocks of filters as they come, in tiles of `channelsPerGroup` channels.
  ///
  /// @param blockOfFilter the block of every filter; every number from 0 to the largest one stands at least once
  /// @throws IllegalArgumentException if a block has no filters
  public static Grouping ofFilters(int[] blockOfFilter, int channels, int channelsPerGroup) {
    if (blockOfFilter.length < 1 || channels < 1 || channelsPerGroup < 1) {
      throw new IllegalArgumentException("a grouping needs positive extents");
    }
    Grouping grouping =
        new Grouping(blockOfFilter.clone(), blocks(channels, channelsPerGroup), false);
    boolean[] seen = new boolean[grouping.filterBlocks];
    for (int block : blockOfFilter) {
      if (block < 0) {
        throw new IllegalArgumentException("a filter is in no block");
      }
      seen[block] = true;
    }
    for (int block = 0; block < seen.length; block++) {
      if (!seen[block]) {
        throw new IllegalArgumentException("block " + block + " has no filters");
      }
    }
    return grouping;
  }

  private static int[] blocks(int count, int size) {
    int[] blocks = new int[count];
    Arrays.setAll(blocks, index -> index / size);
    return blocks;
  }

  public int filters() {
    return blockOfFilter.length;
  }

  public int channels() {
    return blockOfChannel.length;
  }

  /// How many scales there are.
  public int groups() {
    return filterBlocks * channelBlocks;
  }

  /// How many groups follow one another along the filters.
  public int filterBlocks() {
    return filterBlocks;
  }

  /// How many groups follow one another along the channels; 1 when whole filters share.
  public int channelBlocks() {
    return channelBlocks;
  }

  /// The group of one two-dimensional kernel, from 0 to `groups() − 1`.
  public int groupOf(int filter, int channel) {
    return blockOfFilter[filter] * channelBlocks + blockOfChannel[channel];
  }

  /// The block of one filter, from 0 to `filterBlocks() − 1`.
  public int filterBlockOf(int filter) {
    return blockOfFilter[filter];
  }

  /// Whether the filters of every block follow one another, block after block.
  public boolean isContiguous() {
    for (int filter = 1; filter < blockOfFilter.length; filter++) {
      if (blockOfFilter[filter] < blockOfFilter[filter - 1]) {
        return false;
      }
    }
    return blockOfFilter[0] == 0;
  }

  /// Whether all blocks have as many filters as the first one, but for a smaller last one: then the size says everything.
  public boolean isEven() {
    int[] sizes = filtersPerBlock();
    for (int block = 1; block < sizes.length; block++) {
      boolean last = block == sizes.length - 1;
      if (sizes[block] > sizes[0] || (!last && sizes[block] < sizes[0])) {
        return false;
      }
    }
    return true;
  }

  /// The same groups in a network whose filters are stored block after block, because everything that follows them moves along
  /// ([filterscope.network.ChannelFlow]): then less has to be said about who is in which block.
  public Grouping withMovedFilters() {
    return new Grouping(blockOfFilter, blockOfChannel, true);
  }

  /// Whether the filters are stored block after block.
  public boolean filtersMove() {
    return filtersMove;
  }

  /// Bits that say which filters form a block, next to the size of a block: none for neighbours in blocks of one size, a bit a
  /// filter that marks where blocks of several sizes end, and for filters that are neither neighbours nor can be made so the
  /// number of the block for each.
  public long placeBits() {
    if (filtersMove || isContiguous()) {
      return isEven() ? 0 : filters();
    }
    return (long) filters() * (Integer.SIZE - Integer.numberOfLeadingZeros(filterBlocks - 1));
  }

  /// How many filters are in each block.
  public int[] filtersPerBlock() {
    int[] counts = new int[filterBlocks];
    for (int block : blockOfFilter) {
      counts[block]++;
    }
    return counts;
  }

  /// How many two-dimensional kernels are in each group.
  public int[] kernelsPerGroup() {
    int[] counts = new int[groups()];
    for (int filter = 0; filter < filters(); filter++) {
      for (int channel = 0; channel < channels(); channel++) {
        counts[groupOf(filter, channel)]++;
      }
    }
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grouping grouping
        && Arrays.equals(blockOfFilter, grouping.blockOfFilter)
        && Arrays.equals(blockOfChannel, grouping.blockOfChannel)
        && filtersMove == grouping.filtersMove;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(blockOfFilter) + Arrays.hashCode(blockOfChannel);
  }

  @Override
  public String toString() {
    return "Grouping[" + groups() + " groups over " + filters() + "×" + channels() + " kernels]";
  }
}
