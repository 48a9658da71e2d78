package filterscope.export;

/// The size of a packed model.
///
/// @param headerBytes all that describes the payload: magic, checksums, graph, recipe, card, claims
/// @param payloadBytes the parameters themselves, as the memory meter counts them
public record PackedSize(long headerBytes, long payloadBytes) {
  public long fileBytes() {
    return headerBytes + payloadBytes;
  }
}
