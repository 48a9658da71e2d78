package filterscope.method.catalog;

import java.util.Random;
import java.util.stream.IntStream;

/// k-modes over vectors of signs under Hamming distance: a mode has at each place the sign that most of its vectors have there, +1
/// for a tie. The same for the same seed.
final class BinaryModes {
  private static final int ROUNDS = 16;

  private final int length;
  private final int words;
  private final long[] vectors;
  private final int count;
  private final Random random;
  private long[] modes = {};
  private int[] assigned = {};

  /// @param values numbers whose signs are meant, +1 for zero, vector after vector
  BinaryModes(float[] values, int length, long seed) {
    this.length = length;
    this.words = (length + 63) / 64;
    this.count = values.length / length;
    this.random = new Random(seed);
    this.vectors = new long[count * words];
    for (int index = 0; index < values.length; index++) {
      if (values[index] >= 0) {
        int place = index % length;
        vectors[index / length * words + place / 64] |= 1L << place % 64;
      }
    }
  }

  /// Finds modes, and the nearest one of every vector.
  ///
  /// @param m at most as many as there are vectors
  /// @return mode after mode, −1 and +1
  byte[] bank(int m) {
    modes = new long[m * words];
    int[] places = IntStream.range(0, count).toArray();
    for (int mode = 0; mode < m; mode++) {
      int drawn = mode + random.nextInt(count - mode);
      System.arraycopy(vectors, places[drawn] * words, modes, mode * words, words);
      places[drawn] = places[mode];
    }
    assigned = new int[count];
    for (int round = 0; round < ROUNDS; round++) {
      int[] distances = new int[count];
      boolean changed = assign(distances);
      if (!changed && round > 0) {
        break;
      }
      vote(distances);
    }
    assign(new int[count]);
    byte[] bank = new byte[m * length];
    for (int index = 0; index < bank.length; index++) {
      int place = index % length;
      long word = modes[index / length * words + place / 64];
      bank[index] = (byte) ((word >>> place % 64 & 1) == 1 ? 1 : -1);
    }
    return bank;
  }

  /// The mode of every vector.
  short[] picks() {
    short[] picks = new short[count];
    for (int vector = 0; vector < count; vector++) {
      picks[vector] = (short) assigned[vector];
    }
    return picks;
  }

  private boolean assign(int[] distances) {
    int[] next = new int[count];
    int m = modes.length / words;
    IntStream.range(0, count)
        .parallel()
        .forEach(vector -> {
          int least = Integer.MAX_VALUE;
          for (int mode = 0; mode < m; mode++) {
            int distance = 0;
            for (int word = 0; word < words; word++) {
              distance +=
                  Long.bitCount(vectors[vector * words + word] ^ modes[mode * words + word]);
            }
            if (distance < least) {
              least = distance;
              next[vector] = mode;
            }
          }
          distances[vector] = least;
        });
    boolean changed = !java.util.Arrays.equals(next, assigned);
    assigned = next;
    return changed;
  }

  /// A mode without vectors takes the vector that is farthest from its own.
  private void vote(int[] distances) {
    int m = modes.length / words;
    int[] members = new int[m];
    int[] votes = new int[m * length];
    for (int vector = 0; vector < count; vector++) {
      int mode = assigned[vector];
      members[mode]++;
      for (int place = 0; place < length; place++) {
        long word = vectors[vector * words + place / 64];
        votes[mode * length + place] += (word >>> place % 64 & 1) == 1 ? 1 : -1;
      }
    }
    for (int mode = 0; mode < m; mode++) {
      if (members[mode] == 0) {
        int farthest = 0;
        for (int vector = 1; vector < count; vector++) {
          farthest = distances[vector] > distances[farthest] ? vector : farthest;
        }
        distances[farthest] = 0;
        System.arraycopy(vectors, farthest * words, modes, mode * words, words);
        continue;
      }
      java.util.Arrays.fill(modes, mode * words, (mode + 1) * words, 0);
      for (int place = 0; place < length; place++) {
        if (votes[mode * length + place] >= 0) {
          modes[mode * words + place / 64] |= 1L << place % 64;
        }
      }
    }
  }
}
