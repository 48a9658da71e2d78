package filterscope.tensor;

/// Reads back what a [BitWriter] wrote. Past the end there are zeros.
public final class BitReader {
  private final int[] words;
  private long at;

  /// @param words read only
  public BitReader(int[] words) {
    this.words = words;
  }

  /// The next bits as a number that is not negative, unless there are 32.
  ///
  /// @param count 0 to 32
  public int read(int count) {
    if (count == 0) {
      return 0;
    }
    int word = (int) (at >>> 5);
    long pair = (long) word(word) << 32 | (word(word + 1) & 0xffff_ffffL);
    int value = (int) (pair << (at & 31) >>> (64 - count));
    at += count;
    return value;
  }

  private int word(int index) {
    return index < words.length ? words[index] : 0;
  }

  /// Bits read so far.
  public long position() {
    return at;
  }
}
