package filterscope.method;

/// A codebook of `K` vectors of `d` numbers, stored as 16-bit floats or as a few bits each with one scale for all. The object owns
/// its array.
public final class VectorCodebook {
  private final int dimension;
  private final int entryBits;
  private final float scale;
  private final float[] values;

  private VectorCodebook(int dimension, int entryBits, float scale, float[] values) {
    this.dimension = dimension;
    this.entryBits = entryBits;
    this.scale = scale;
    this.values = values;
    Parts.check(
        dimension >= 1 && values.length >= dimension && values.length % dimension == 0,
        "a codebook holds whole vectors");
    Parts.checkFinite(values, "a number of the codebook");
  }

  /// Vectors of 16-bit floats; what is given is rounded to them.
  ///
  /// @param values vector after vector
  public static VectorCodebook halves(int dimension, float[] values) {
    float[] rounded = new float[values.length];
    for (int index = 0; index < rounded.length; index++) {
      rounded[index] = Half.round(values[index]);
    }
    return new VectorCodebook(dimension, Short.SIZE, 1, rounded);
  }

  /// Vectors of integers of the symmetric grid, times a scale.
  ///
  /// @param bits of an integer, 2 to 8
  public static VectorCodebook levels(int dimension, int bits, short[] levels, float scale) {
    Parts.check(bits >= 2 && bits <= 8, "an entry takes 2 to 8 bits, not " + bits);
    float[] values = new float[levels.length];
    for (int index = 0; index < values.length; index++) {
      Parts.check(Grid.SYMMETRIC.holds(levels[index], bits), "a level is not on the grid");
      values[index] = scale * levels[index];
    }
    return new VectorCodebook(dimension, bits, scale, values);
  }

  /// `d`.
  public int dimension() {
    return dimension;
  }

  /// `K`.
  public int size() {
    return values.length / dimension;
  }

  /// Vector after vector; read only.
  public float[] values() {
    return values;
  }

  /// Whether entries are integers with a scale; otherwise they are 16-bit floats.
  public boolean hasScale() {
    return entryBits != Short.SIZE;
  }

  /// Bits of an entry.
  public int entryBits() {
    return entryBits;
  }

  /// The scale of all entries, where they have one; otherwise 1.
  public float scale() {
    return scale;
  }

  /// The integer of an entry, where entries have a scale.
  public int level(int index) {
    return scale == 0 ? 0 : Math.round(values[index] / scale);
  }

  long bits() {
    return (long) entryBits * values.length;
  }

  long scaleBits() {
    return hasScale() ? Float.SIZE : 0;
  }
}
