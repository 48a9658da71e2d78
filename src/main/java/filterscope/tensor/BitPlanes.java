package filterscope.tensor;

/// Packed bits: `planes × rows × columns` of them, 32 to a word, each row starting on a word of its own. Bits past the
/// last column are 0. For the weights of a layer a row is a filter; a plane holds one binary digit of every weight.
public final class BitPlanes {
  private final int planes;
  private final int rows;
  private final int columns;
  private final int wordsPerRow;
  private final int[] words;

  /// All bits 0.
  public BitPlanes(int planes, int rows, int columns) {
    if (planes < 1 || rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "bit planes of " + planes + "×" + rows + "×" + columns + " bits do not exist");
    }
    this.planes = planes;
    this.rows = rows;
    this.columns = columns;
    this.wordsPerRow = wordsFor(columns);
    this.words = new int[Math.multiplyExact(Math.multiplyExact(planes, rows), wordsPerRow)];
  }

  /// Words of 32 bits that `bits` bits take.
  public static int wordsFor(int bits) {
    return (bits + Integer.SIZE - 1) / Integer.SIZE;
  }

  public int planes() {
    return planes;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public int wordsPerRow() {
    return wordsPerRow;
  }

  /// What the bits take in memory.
  public long bytes() {
    return (long) Integer.BYTES * words.length;
  }

  /// 32 bits of a row, the first column in the lowest bit.
  public int word(int plane, int row, int word) {
    return words[(plane * rows + row) * wordsPerRow + word];
  }

  public boolean bit(int plane, int row, int column) {
    return (word(plane, row, column / Integer.SIZE) >>> column % Integer.SIZE & 1) != 0;
  }

  /// Sets one bit to 1; only whoever fills the planes calls this.
  public void set(int plane, int row, int column) {
    words[(plane * rows + row) * wordsPerRow + column / Integer.SIZE] |= 1 << column % Integer.SIZE;
  }

  @Override
  public String toString() {
    return "BitPlanes[" + planes + "×" + rows + "×" + columns + "]";
  }
}
