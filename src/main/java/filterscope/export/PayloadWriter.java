package filterscope.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Collects the numbers of a packed model in three sections, so that nothing is padded but the last byte of all: 32-bit
/// floats, 16-bit floats, and codes of any width, the lowest bit of each first. The bytes of the three together are then
/// `⌈bits/8⌉`, which is what the memory meter shows.
final class PayloadWriter {
  private final ByteArrayOutputStream floats = new ByteArrayOutputStream();
  private final ByteArrayOutputStream halves = new ByteArrayOutputStream();
  private final ByteArrayOutputStream codes = new ByteArrayOutputStream();
  private long pending;
  private int pendingBits;

  void float32(float value) {
    little(floats, Float.floatToRawIntBits(value), Float.BYTES);
  }

  void float32(float[] values) {
    for (float value : values) {
      float32(value);
    }
  }

  /// @throws IllegalArgumentException if the number needs more than 16 bits
  void float16(float value) {
    short half = Float.floatToFloat16(value);
    if (Float.float16ToFloat(half) != value) {
      throw new IllegalArgumentException(value + " is no number of 16 bits");
    }
    little(halves, half, Short.BYTES);
  }

  /// @param value its lowest `bits` bits are written
  /// @param bits from 0 to 32
  void code(long value, int bits) {
    pending |= (value & ((1L << bits) - 1)) << pendingBits;
    pendingBits += bits;
    while (pendingBits >= Byte.SIZE) {
      codes.write((int) pending);
      pending >>>= Byte.SIZE;
      pendingBits -= Byte.SIZE;
    }
  }

  private static void little(ByteArrayOutputStream into, int value, int bytes) {
    for (int index = 0; index < bytes; index++) {
      into.write(value >> (Byte.SIZE * index));
    }
  }

  /// How much was written so far.
  PayloadSize size() {
    return new PayloadSize(
        floats.size() / Float.BYTES,
        halves.size() / Short.BYTES,
        (long) Byte.SIZE * codes.size() + pendingBits);
  }

  void writeTo(OutputStream out) throws IOException {
    floats.writeTo(out);
    halves.writeTo(out);
    codes.writeTo(out);
    if (pendingBits > 0) {
      out.write((int) pending);
    }
  }
}
