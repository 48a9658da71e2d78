package filterscope.method;

import filterscope.network.ConvWeights;
import filterscope.tensor.BitReader;
import filterscope.tensor.BitWriter;
import filterscope.tensor.HuffmanCode;

/// Weights of few values in one stream of canonical Huffman codes (arXiv 2108.12704). The layer is a matrix with a column for each
/// filter; the stream goes column by column. HAM codes every weight; sHAM only those that are not zero, beside the row of
/// each and the number of them in each column. Rows and numbers take 8, 16 or 32 bits, whatever the length of a column asks for;
/// the stream is filled to whole 32-bit words; a codebook entry takes 32 bits, the length of its code 5.
///
/// The stored form is the stream: [#restore()] decodes it, and the engine computes from it.
public final class HuffmanConv implements CompressedConv {
  private final ConvWeights like;
  private final float[] values;
  private final HuffmanCode code;
  private final int[] stream;
  private final boolean sparse;
  private final int[] counts;
  private final int[] rows;

  /// Encodes weights that have a codebook.
  ///
  /// @param sparse sHAM instead of HAM; every codebook entry that is zero stands for "no weight" then
  public static HuffmanConv of(CodebookConv plain, boolean sparse) {
    ConvWeights like = plain.like();
    float[] values = plain.values();
    int column = like.filterSize();
    int[] counts = new int[like.filters()];
    long[] frequencies = new long[values.length];
    int stored = 0;
    for (int index = 0; index < like.size(); index++) {
      if (!sparse || values[plain.code(index)] != 0) {
        frequencies[plain.code(index)]++;
        counts[index / column]++;
        stored++;
      }
    }
    if (stored == 0) {
      frequencies[0] = 1;
    }
    HuffmanCode code = HuffmanCode.of(frequencies);
    BitWriter stream = new BitWriter();
    int[] rows = new int[sparse ? stored : 0];
    for (int index = 0, next = 0; index < like.size(); index++) {
      if (!sparse || values[plain.code(index)] != 0) {
        code.write(stream, plain.code(index));
        if (sparse) {
          rows[next++] = index % column;
        }
      }
    }
    return new HuffmanConv(like, values, code, stream.words(), sparse, counts, rows);
  }

  private HuffmanConv(
      ConvWeights like,
      float[] values,
      HuffmanCode code,
      int[] stream,
      boolean sparse,
      int[] counts,
      int[] rows) {
    this.like = like;
    this.values = values;
    this.code = code;
    this.stream = stream;
    this.sparse = sparse;
    this.counts = counts;
    this.rows = rows;
  }

  /// Whether only weights other than zero are stored (sHAM).
  public boolean isSparse() {
    return sparse;
  }

  /// The codebook; read only.
  public float[] values() {
    return values;
  }

  public HuffmanCode code() {
    return code;
  }

  /// The stream, for a [BitReader]; read only.
  public int[] stream() {
    return stream;
  }

  /// How many weights of each filter the stream holds; read only.
  public int[] counts() {
    return counts;
  }

  /// The place within its filter of every weight of the stream; empty where all are there. Read only.
  public int[] rows() {
    return rows;
  }

  /// The same for filters of so many weights.
  public static int rowBits(int filterSize) {
    return filterSize < 1 << 8 ? 8 : filterSize < 1 << 16 ? 16 : 32;
  }

  /// Bits of a row and of a number of weights in a column: 8, 16 or 32.
  public int rowBits() {
    return rowBits(like.filterSize());
  }

  /// The share of the weights that are not zero.
  public double nonZeroShare() {
    BitReader reader = new BitReader(stream);
    long total = 0;
    long nonZero = 0;
    for (int count : counts) {
      total += count;
    }
    for (long index = 0; index < total; index++) {
      nonZero += values[code.readFast(reader)] != 0 ? 1 : 0;
    }
    return (double) nonZero / like.size();
  }

  @Override
  public StoredBits bits() {
    long places = sparse ? (long) rowBits() * (rows.length + counts.length) : 0;
    long book = (32L + HuffmanCode.LENGTH_BITS) * values.length;
    return new StoredBits(32L * stream.length + places, 0, book, 0);
  }

  @Override
  public ConvWeights restore() {
    float[] restored = new float[like.size()];
    BitReader reader = new BitReader(stream);
    for (int filter = 0, next = 0; filter < counts.length; filter++) {
      for (int index = 0; index < counts[filter]; index++, next++) {
        int place = sparse ? filter * like.filterSize() + rows[next] : next;
        restored[place] = values[code.readFast(reader)];
      }
    }
    return like.withValues(restored);
  }
}
