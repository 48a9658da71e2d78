package filterscope.tensor;

/// A matrix of few different values in one stream of canonical Huffman codes (HAM and sHAM of arXiv 2108.12704), column by column:
/// either every element, or only those that are not zero beside the row of each and the number of them in each column.
/// Immutable; the object owns its arrays.
public final class HuffmanMatrix {
  private final int rows;
  private final float[] values;
  private final HuffmanCode code;
  private final int[] stream;
  private final boolean sparse;
  private final int[] counts;
  private final int[] places;

  /// Encodes a matrix.
  ///
  /// @param rows of a column
  /// @param symbols the value of each element, as an index into `values`, column by column
  /// @param sparse whether only elements that are not zero are stored
  public HuffmanMatrix(int rows, short[] symbols, float[] values, boolean sparse) {
    this.rows = rows;
    this.values = values;
    this.sparse = sparse;
    this.counts = new int[symbols.length / rows];
    long[] frequencies = new long[values.length];
    int stored = 0;
    for (int index = 0; index < symbols.length; index++) {
      if (!sparse || values[symbols[index]] != 0) {
        frequencies[symbols[index]]++;
        counts[index / rows]++;
        stored++;
      }
    }
    if (stored == 0) {
      frequencies[0] = 1;
    }
    this.code = HuffmanCode.of(frequencies);
    this.places = new int[sparse ? stored : 0];
    BitWriter writer = new BitWriter();
    for (int index = 0, next = 0; index < symbols.length; index++) {
      if (!sparse || values[symbols[index]] != 0) {
        code.write(writer, symbols[index]);
        if (sparse) {
          places[next++] = index % rows;
        }
      }
    }
    this.stream = writer.words();
  }

  /// Bits of a row's number in a matrix of so many rows, and of how many elements a column has: 8, 16 or 32.
  public static int rowBits(int rows) {
    return rows < 1 << 8 ? 8 : rows < 1 << 16 ? 16 : 32;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return counts.length;
  }

  /// Whether only elements that are not zero are stored (sHAM).
  public boolean isSparse() {
    return sparse;
  }

  /// The different values, by symbol; read only.
  public float[] values() {
    return values;
  }

  public HuffmanCode code() {
    return code;
  }

  /// The words of the stream; read only.
  public int[] stream() {
    return stream;
  }

  /// How many elements of a column the stream holds.
  public int count(int column) {
    return counts[column];
  }

  /// The row of an element of the stream, counted over all columns; where all are stored, its place in the column.
  public int row(int index) {
    return sparse ? places[index] : index % rows;
  }

  /// How many elements the stream holds.
  public int stored() {
    return sparse ? places.length : rows * counts.length;
  }

  /// Bits of the stream in whole words, with what says where its elements belong.
  public long codeBits() {
    long where = sparse ? (long) rowBits(rows) * (places.length + counts.length) : 0;
    return (long) Integer.SIZE * stream.length + where;
  }

  /// Bits of the values and the lengths of their codes.
  public long tableBits() {
    return (long) (Float.SIZE + HuffmanCode.LENGTH_BITS) * values.length;
  }

  /// The matrix as floats, column by column.
  public float[] decode() {
    float[] decoded = new float[rows * counts.length];
    HuffmanCode.Decoder decoder = code.decoder(stream);
    for (int column = 0, next = 0; column < counts.length; column++) {
      for (int element = 0; element < counts[column]; element++, next++) {
        decoded[column * rows + row(next)] = values[decoder.next()];
      }
    }
    return decoded;
  }
}
