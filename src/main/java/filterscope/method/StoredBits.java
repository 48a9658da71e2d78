package filterscope.method;

/// What the stored weights of one layer take, in bits.
///
/// @param codes the codes of the weights, and what says where they belong: the places of those that are not zero
/// @param scales the scaling factors, and who shares them where that is not told by size alone
/// @param codebooks what codes refer to: codebooks, banks of filters, the lengths of Huffman codes, orders of channels
/// @param floats weights kept as 32-bit floats
public record StoredBits(long codes, long scales, long codebooks, long floats) {
  /// Bits of a form without a codebook.
  public StoredBits(long codes, long scales, long floats) {
    this(codes, scales, 0, floats);
  }

  /// The bits of two parts together.
  public StoredBits plus(StoredBits other) {
    return new StoredBits(
        codes + other.codes,
        scales + other.scales,
        codebooks + other.codebooks,
        floats + other.floats);
  }

  public long total() {
    return codes + scales + codebooks + floats;
  }
}
