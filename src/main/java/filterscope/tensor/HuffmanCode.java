package filterscope.tensor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A canonical Huffman code for symbols `0 … k−1`: among codes of one length the smaller symbol has the smaller code, and shorter
/// codes come first, so that the lengths alone say everything. A symbol that never occurs has no code (length 0); where there is
/// only one symbol, its code is one bit long. Immutable.
public final class HuffmanCode {
  /// The longest code; counts that would make a longer one are levelled until none is.
  public static final int LONGEST = 24;

  /// Bits that the length of a code takes.
  public static final int LENGTH_BITS = 5;

  private static final int TABLE_BITS = 11;

  private final int[] lengths;
  private final int[] codes;
  private final int[] symbols;
  private final int[] first = new int[LONGEST + 2];
  private final int[] begin = new int[LONGEST + 2];
  private final int[] table;
  private final int tableBits;

  /// @param lengths the length of each symbol's code, 0 for none
  /// @throws IllegalArgumentException if no prefix code has these lengths
  public HuffmanCode(int[] lengths) {
    this.lengths = lengths.clone();
    int[] counts = new int[LONGEST + 2];
    double room = 1;
    for (int length : lengths) {
      if (length < 0 || length > LONGEST) {
        throw new IllegalArgumentException("a code is 0 to " + LONGEST + " bits long");
      }
      counts[length]++;
      room -= length == 0 ? 0 : Math.scalb(1.0, -length);
    }
    if (room < 0) {
      throw new IllegalArgumentException("no prefix code has these lengths");
    }
    counts[0] = 0;
    for (int length = 1; length <= LONGEST + 1; length++) {
      first[length] = (first[length - 1] + counts[length - 1]) << 1;
      begin[length] = begin[length - 1] + counts[length - 1];
    }
    symbols =
        IntStream.range(0, lengths.length)
            .filter(symbol -> lengths[symbol] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(symbol -> lengths[symbol])
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    codes = new int[lengths.length];
    for (int place = 0; place < symbols.length; place++) {
      int length = lengths[symbols[place]];
      codes[symbols[place]] = first[length] + place - begin[length];
    }
    int longest = Arrays.stream(lengths).max().orElse(0);
    tableBits = Math.min(TABLE_BITS, longest);
    table = new int[1 << tableBits];
    for (int symbol : symbols) {
      int spare = tableBits - lengths[symbol];
      if (spare >= 0) {
        int from = codes[symbol] << spare;
        Arrays.fill(table, from, from + (1 << spare), symbol << 8 | lengths[symbol]);
      }
    }
  }

  /// The code with the shortest text for symbols that occur so often.
  ///
  /// @param counts how often each symbol occurs; at least one occurs
  public static HuffmanCode of(long[] counts) {
    long[] levelled = counts.clone();
    int[] lengths = lengths(levelled);
    while (Arrays.stream(lengths).max().orElse(0) > LONGEST) {
      for (int symbol = 0; symbol < levelled.length; symbol++) {
        levelled[symbol] = (levelled[symbol] + 1) / 2;
      }
      lengths = lengths(levelled);
    }
    return new HuffmanCode(lengths);
  }

  /// Joins the two rarest trees until one is left; every symbol of the two gets one bit longer.
  private static int[] lengths(long[] counts) {
    int[] lengths = new int[counts.length];
    PriorityQueue<Tree> trees =
        new PriorityQueue<>(
            Comparator.comparingLong(Tree::count)
                .thenComparingInt(tree -> tree.symbols().getFirst()));
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0) {
        trees.add(new Tree(counts[symbol], List.of(symbol)));
      }
    }
    if (trees.isEmpty()) {
      throw new IllegalArgumentException("a code needs a symbol that occurs");
    }
    if (trees.size() == 1) {
      lengths[trees.remove().symbols().getFirst()] = 1;
    }
    while (trees.size() > 1) {
      Tree a = trees.remove();
      Tree b = trees.remove();
      List<Integer> joined = Stream.concat(a.symbols().stream(), b.symbols().stream()).toList();
      for (int symbol : joined) {
        lengths[symbol]++;
      }
      trees.add(new Tree(a.count() + b.count(), joined));
    }
    return lengths;
  }

  private record Tree(long count, List<Integer> symbols) {}

  /// `k`.
  public int size() {
    return lengths.length;
  }

  /// Bits of a symbol's code.
  public int length(int symbol) {
    return lengths[symbol];
  }

  /// A symbol's code, in the lowest [#length(int)] bits.
  public int code(int symbol) {
    return codes[symbol];
  }

  public void write(BitWriter to, int symbol) {
    to.write(codes[symbol], lengths[symbol]);
  }

  /// The next symbol, bit by bit: the definition.
  public int read(BitReader from) {
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = code << 1 | from.read(1);
      int place = begin[length] + code - first[length];
      if (code >= first[length] && place < begin[length + 1]) {
        return symbols[place];
      }
    }
    throw new IllegalArgumentException("the bits are no text of this code");
  }

  /// Reads a text of this code fast, by a table of the first bits of a code; longer codes go the slow way.
  ///
  /// @param words read only
  public Decoder decoder(int[] words) {
    return new Decoder(words);
  }

  /// Reads symbol after symbol. Belongs to one thread.
  public final class Decoder {
    private final int[] words;
    private int at;
    private long buffer;
    private int have;

    private Decoder(int[] words) {
      this.words = words;
    }

    /// The next symbol. Past the end there are zeros.
    public int next() {
      if (have < Integer.SIZE) {
        long word = at < words.length ? words[at] & 0xffff_ffffL : 0;
        at++;
        buffer |= word << (Integer.SIZE - have);
        have += Integer.SIZE;
      }
      int entry = table[(int) (buffer >>> (Long.SIZE - tableBits))];
      if (entry == 0) {
        entry = slow();
      }
      int length = entry & 0xff;
      buffer <<= length;
      have -= length;
      return entry >>> 8;
    }

    private int slow() {
      for (int length = tableBits + 1; length <= LONGEST; length++) {
        int code = (int) (buffer >>> (Long.SIZE - length));
        int place = begin[length] + code - first[length];
        if (code >= first[length] && place < begin[length + 1]) {
          return symbols[place] << 8 | length;
        }
      }
      throw new IllegalArgumentException("the bits are no text of this code");
    }
  }
}
