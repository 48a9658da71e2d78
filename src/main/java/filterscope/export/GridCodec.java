package filterscope.export;

import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// Weights on a uniform grid. A level takes `bits` bits: on the odd grid the code of `q` is `(q + 2^b − 1)/2`, on the others `q`
/// less the lowest level. Scales come one a group, in the order of the groups.
final class GridCodec {
  private static final String BEGINS = "begins";
  private static final String NUMBERS = "numbers";

  private GridCodec() {}

  static void write(GridConv stored, Extents extents, ObjectNode node, PayloadWriter payload) {
    node.put("grid", word(stored.grid()));
    node.put("bits", stored.weightBits());
    node.put("scaleBits", stored.scaleBits());
    if (stored.isIntegerOnly()) {
      node.put("integersOnly", true);
    }
    grouping(stored.grouping(), node.putObject("grouping"), payload);
    scales(stored.scales(), stored.scaleBits(), payload);
    for (int index = 0; index < extents.size(); index++) {
      payload.code(
          code(stored.grid(), stored.weightBits(), stored.level(index)), stored.weightBits());
    }
  }

  static GridConv read(Fields node, Extents extents, PayloadReader payload) {
    Grid grid = node.one("grid", List.of(Grid.values()), GridCodec::word);
    int bits = node.whole("bits");
    int scaleBits = node.whole("scaleBits");
    if (bits < 1 || bits > 8) {
      throw new IllegalArgumentException(node.where() + " has levels of " + bits + " bits");
    }
    Grouping grouping = grouping(node.object("grouping"), extents, payload);
    float[] scales = scales(grouping.groups(), scaleBits, payload);
    payload.requireCodes(extents.size(), bits);
    short[] levels = new short[extents.size()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (short) level(grid, bits, (int) payload.code(bits));
    }
    GridConv stored =
        new GridConv(extents.zeros(), grid, bits, levels, grouping, scales, scaleBits);
    return node.has("integersOnly") && node.flag("integersOnly")
        ? stored.forIntegersOnly()
        : stored;
  }

  static int code(Grid grid, int bits, int level) {
    return switch (grid) {
      case ODD -> (level + grid.top(bits)) / 2;
      case SYMMETRIC, TWOS_COMPLEMENT -> level - grid.bottom(bits);
    };
  }

  static int level(Grid grid, int bits, int code) {
    return switch (grid) {
      case ODD -> 2 * code - grid.top(bits);
      case SYMMETRIC, TWOS_COMPLEMENT -> code + grid.bottom(bits);
    };
  }

  static void scales(float[] scales, int bits, PayloadWriter payload) {
    for (float scale : scales) {
      if (bits == Short.SIZE) {
        payload.float16(scale);
      } else {
        payload.float32(scale);
      }
    }
  }

  static float[] scales(int count, int bits, PayloadReader payload) {
    return bits == Short.SIZE ? payload.halves(count) : payload.floats(count);
  }

  /// Groups of neighbours of one size are told by that size (`filters`), neighbours in groups of several sizes by a bit a filter
  /// that is 1 where a group begins (`"filters":"begins"`), others by the number of the group of each filter, in as many bits
  /// as the largest number takes (`"filters":"numbers"`).
  static void grouping(Grouping grouping, ObjectNode node, PayloadWriter payload) {
    int channels = (int) blockStart(grouping, false);
    if (grouping.isContiguous() && grouping.isEven()) {
      node.put("filters", (int) blockStart(grouping, true)).put("channels", channels);
      return;
    }
    if (grouping.filtersMove() && !grouping.isContiguous()) {
      throw new IllegalArgumentException("filters have to be in storage order to be packed");
    }
    node.put("filters", grouping.isContiguous() ? BEGINS : NUMBERS)
        .put("channels", channels)
        .put("blocks", grouping.filterBlocks());
    for (int filter = 0; filter < grouping.filters(); filter++) {
      int block = grouping.filterBlockOf(filter);
      if (grouping.isContiguous()) {
        payload.code(filter == 0 || block != grouping.filterBlockOf(filter - 1) ? 1 : 0, 1);
      } else {
        payload.code(block, numberBits(grouping.filterBlocks()));
      }
    }
  }

  private static int numberBits(int blocks) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(blocks - 1);
  }

  /// How many filters, or channels, the first group has.
  private static long blockStart(Grouping grouping, boolean filters) {
    int count = filters ? grouping.filters() : grouping.channels();
    return IntStream.range(0, count)
        .takeWhile(index ->
            (filters ? grouping.groupOf(index, 0) : grouping.groupOf(0, index))
                == grouping.groupOf(0, 0))
        .count();
  }

  static Grouping grouping(Fields node, Extents extents, PayloadReader payload) {
    if (node.isWhole("filters")) {
      return Grouping.tiles(
          extents.filters(), extents.channels(), node.whole("filters"), node.whole("channels"));
    }
    String kind = node.text("filters");
    int blocks = node.whole("blocks");
    if (blocks < 1 || blocks > extents.filters() || !List.of(BEGINS, NUMBERS).contains(kind)) {
      throw new IllegalArgumentException(node.where() + " has no valid groups of filters");
    }
    int bits = kind.equals(BEGINS) ? 1 : numberBits(blocks);
    payload.requireCodes(extents.filters(), bits);
    int[] blockOfFilter = new int[extents.filters()];
    int block = -1;
    for (int filter = 0; filter < blockOfFilter.length; filter++) {
      int code = (int) payload.code(bits);
      block = kind.equals(BEGINS) ? block + code : code;
      blockOfFilter[filter] = block;
    }
    return Grouping.ofFilters(blockOfFilter, extents.channels(), node.whole("channels"));
  }

  private static String word(Grid grid) {
    return grid.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
