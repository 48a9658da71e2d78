package filterscope.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over numbers, texts and bytes, as they come.
final class Hash {
  private final MessageDigest digest;

  Hash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void bytes(byte[] bytes) {
    digest.update(bytes);
  }

  void bytes(byte[] bytes, int count) {
    digest.update(bytes, 0, count);
  }

  /// A text with its length before it, so that neighbours cannot run into each other.
  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    bytes(bytes);
  }

  void number(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  /// Lower-case hexadecimal; the hash is spent afterwards.
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
