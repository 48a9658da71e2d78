package filterscope.method;

/// What the stored weights of one layer take, in bits.
///
/// @param codes the codes of the weights
/// @param scales the scaling factors, and who shares them where that is not told by size alone
/// @param floats weights kept as 32-bit floats
public record StoredBits(long codes, long scales, long floats) {
  public long total() {
    return codes + scales + floats;
  }
}
