package filterscope.tensor;

import java.util.Arrays;

/// Writes numbers of a few bits one behind the other into 32-bit words, each number and each word from its highest bit on.
public final class BitWriter {
  private int[] words = new int[16];
  private long bits;

  /// Appends the lowest `count` bits of a number.
  ///
  /// @param count 0 to 32
  public void write(int value, int count) {
    int word = (int) (bits >>> 5);
    if (word + 1 >= words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    long placed = ((long) value & (1L << count) - 1) << (64 - count) >>> (bits & 31);
    if (count > 0) {
      words[word] |= (int) (placed >>> 32);
      words[word + 1] |= (int) placed;
    }
    bits += count;
  }

  /// Bits written so far.
  public long bits() {
    return bits;
  }

  /// The words written so far, the last one filled with zeros.
  public int[] words() {
    return Arrays.copyOf(words, Math.toIntExact((bits + 31) / 32));
  }
}
