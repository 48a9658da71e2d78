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
  private GridCodec() {}

  static void write(GridConv stored, Extents extents, ObjectNode node, PayloadWriter payload) {
    node.put("grid", word(stored.grid()));
    node.put("bits", stored.weightBits());
    node.put("scaleBits", stored.scaleBits());
    grouping(stored.grouping(), node.putObject("grouping"));
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
    Grouping grouping = grouping(node.object("grouping"), extents);
    float[] scales = scales(grouping.groups(), scaleBits, payload);
    payload.requireCodes(extents.size(), bits);
    short[] levels = new short[extents.size()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (short) level(grid, bits, (int) payload.code(bits));
    }
    return new GridConv(extents.zeros(), grid, bits, levels, grouping, scales, scaleBits);
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

  static void grouping(Grouping grouping, ObjectNode node) {
    int filters = (int) blockStart(grouping, true);
    int channels = (int) blockStart(grouping, false);
    Grouping regular = Grouping.tiles(grouping.filters(), grouping.channels(), filters, channels);
    if (!regular.equals(grouping)) {
      throw new IllegalArgumentException(
          "only groups of neighbours can be packed, not " + grouping);
    }
    node.put("filters", filters).put("channels", channels);
  }

  /// How many filters, or channels, the first group has.
  private static long blockStart(Grouping grouping, boolean filters) {
    int count = filters ? grouping.filters() : grouping.channels();
    return IntStream.range(0, count)
        .takeWhile(
            index -> (filters ? grouping.groupOf(index, 0) : grouping.groupOf(0, index)) == 0)
        .count();
  }

  static Grouping grouping(Fields node, Extents extents) {
    return Grouping.tiles(
        extents.filters(), extents.channels(), node.whole("filters"), node.whole("channels"));
  }

  private static String word(Grid grid) {
    return grid.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
