package filterscope.method;

import filterscope.network.ConvWeights;
import filterscope.tensor.HuffmanMatrix;
import java.util.function.Function;

/// Weights of few values in a Huffman stream (arXiv 2108.12704): HAM where every weight is coded, sHAM where only those that are
/// not zero are. The layer is a matrix with a column for each filter. The stream is filled to whole 32-bit words; a codebook entry
/// takes 32 bits, the length of its code 5; rows and numbers of weights in a column take 8, 16 or 32 bits.
///
/// The stored form is the stream: [#restore()] decodes it, and the engine computes from it.
public final class HuffmanConv implements CompressedConv {
  private final ConvWeights like;
  private final HuffmanMatrix matrix;

  private HuffmanConv(ConvWeights like, HuffmanMatrix matrix) {
    this.like = like;
    this.matrix = matrix;
  }

  /// Encodes weights that have a codebook.
  ///
  /// @param sparse sHAM instead of HAM; every codebook entry that is zero stands for "no weight" then
  public static HuffmanConv of(CodebookConv plain, boolean sparse) {
    return new HuffmanConv(
        plain.like(),
        new HuffmanMatrix(plain.like().filterSize(), plain.codes(), plain.values(), sparse));
  }

  public HuffmanMatrix matrix() {
    return matrix;
  }

  @Override
  public StoredBits bits() {
    return new StoredBits(matrix.codeBits(), 0, matrix.tableBits(), 0);
  }

  @Override
  public ConvWeights restore() {
    return like.withValues(matrix.decode());
  }

  @Override
  public CompressedConv then(Function<ConvWeights, CompressedConv> next) {
    throw Parts.nothingFloat("weights in a Huffman stream");
  }
}
