package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.function.Function;

/// Weights that take few values: each is an index into the layer's codebook, `w = v[code]`. An index takes as many bits as the
/// codebook asks for, an entry 32. The object owns its arrays.
public final class CodebookConv implements CompressedConv {
  /// The most entries of a codebook.
  public static final int MOST_VALUES = 1 << 15;

  private final ConvWeights like;
  private final short[] codes;
  private final float[] values;

  /// @param like weights of the layer's extents (only the extents are used)
  /// @param codes an index each, in the order of [ConvWeights#values()]
  /// @param values the codebook, finite
  /// @throws IllegalArgumentException if the parts do not fit one another
  public CodebookConv(ConvWeights like, short[] codes, float[] values) {
    this.like = like;
    this.codes = codes;
    this.values = values;
    Parts.check(codes.length == like.size(), "as many codes as weights expected");
    Parts.check(
        values.length >= 1 && values.length <= MOST_VALUES,
        "a codebook has 1 to " + MOST_VALUES + " values, not " + values.length);
    Parts.checkFinite(values, "a value of the codebook");
    for (short code : codes) {
      Parts.check(code >= 0 && code < values.length, "a code is not in the codebook");
    }
  }

  /// Bits of one index.
  public int codeBits() {
    return Parts.bitsFor(values.length);
  }

  /// The codebook; read only.
  public float[] values() {
    return values;
  }

  /// The index of one weight.
  ///
  /// @param index its place in [ConvWeights#values()]
  public int code(int index) {
    return codes[index];
  }

  /// All indices; read only.
  short[] codes() {
    return codes;
  }

  /// Weights of the layer's extents.
  ConvWeights like() {
    return like;
  }

  @Override
  public StoredBits bits() {
    return new StoredBits((long) codeBits() * codes.length, 0, 32L * values.length, 0);
  }

  @Override
  public ConvWeights restore() {
    float[] restored = new float[codes.length];
    for (int index = 0; index < restored.length; index++) {
      restored[index] = values[codes[index]];
    }
    return like.withValues(restored);
  }

  @Override
  public CompressedConv then(Function<ConvWeights, CompressedConv> next) {
    throw Parts.nothingFloat("weights in a codebook");
  }
}
