package filterscope.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/// The first 64 bytes of a packed model, little-endian: magic (8), version (4), bytes of the JSON header (4), bytes of the payload
/// (8), CRC-32 of the header (4), CRC-32 of the payload (4), SHA-256 of header and payload (32).
///
/// @param headerBytes of the JSON that follows, padded with blanks to a multiple of 64
record Preamble(int headerBytes, long payloadBytes, int headerCrc, int payloadCrc, String sha256) {
  static final int BYTES = 64;
  static final int VERSION = 1;

  /// A byte above 127, a name, and line ends that a text transfer would change, as PNG has them.
  private static final byte[] MAGIC = {(byte) 0x89, 'F', 'S', 'C', '\r', '\n', 0x1A, '\n'};

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putInt(VERSION)
        .putInt(headerBytes)
        .putLong(payloadBytes)
        .putInt(headerCrc)
        .putInt(payloadCrc)
        .put(HexFormat.of().parseHex(sha256))
        .array();
  }

  /// @throws IllegalArgumentException if these are not the first bytes of a packed model of this version
  static Preamble of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IllegalArgumentException("is no packed model of Filterscope");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "has version "
              + Integer.toUnsignedString(version)
              + " of the packed format, and this program reads version "
              + VERSION
              + ": open it with the version of Filterscope that wrote it");
    }
    int headerBytes = in.getInt();
    long payloadBytes = in.getLong();
    int headerCrc = in.getInt();
    int payloadCrc = in.getInt();
    byte[] sha256 = new byte[32];
    in.get(sha256);
    return new Preamble(
        headerBytes, payloadBytes, headerCrc, payloadCrc, HexFormat.of().formatHex(sha256));
  }
}
