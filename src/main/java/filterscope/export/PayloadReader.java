package filterscope.export;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Takes the numbers of a packed model out of its three sections, in the order in which they were put in. What is asked for is
/// checked against what there is before anything is allocated.
final class PayloadReader {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment payload;
  private final PayloadSize size;
  private final long halvesAt;
  private final long codesAt;
  private long floatsRead;
  private long halvesRead;
  private long bitsRead;

  PayloadReader(MemorySegment payload, PayloadSize size) {
    this.payload = payload;
    this.size = size;
    this.halvesAt = Float.BYTES * size.floats();
    this.codesAt = halvesAt + Short.BYTES * size.halves();
  }

  float[] floats(long count) {
    require(count <= size.floats() - floatsRead, "32-bit numbers");
    float[] values = new float[Math.toIntExact(count)];
    MemorySegment.copy(payload, FLOAT, Float.BYTES * floatsRead, values, 0, values.length);
    floatsRead += count;
    return values;
  }

  float[] halves(long count) {
    require(count <= size.halves() - halvesRead, "16-bit numbers");
    float[] values = new float[Math.toIntExact(count)];
    for (int index = 0; index < values.length; index++, halvesRead++) {
      values[index] = Float.float16ToFloat(payload.get(HALF, halvesAt + Short.BYTES * halvesRead));
    }
    return values;
  }

  /// One code of up to 32 bits.
  long code(int bits) {
    requireCodes(1, bits);
    long value = 0;
    for (int have = 0; have < bits; ) {
      int within = (int) (bitsRead % Byte.SIZE);
      int take = Math.min(Byte.SIZE - within, bits - have);
      long part = payload.get(ValueLayout.JAVA_BYTE, codesAt + bitsRead / Byte.SIZE) & 0xFF;
      value |= (part >>> within & ((1L << take) - 1)) << have;
      have += take;
      bitsRead += take;
    }
    return value;
  }

  /// Makes sure that so many codes of so many bits are there, before room is made for them.
  void requireCodes(long count, int bits) {
    require(count >= 0 && count * bits <= size.codeBits() - bitsRead, "codes");
  }

  /// How much was taken so far.
  PayloadSize position() {
    return new PayloadSize(floatsRead, halvesRead, bitsRead);
  }

  /// Whether every number was taken.
  boolean isSpent() {
    return floatsRead == size.floats()
        && halvesRead == size.halves()
        && bitsRead == size.codeBits();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("its layers want more " + what + " than the file holds");
    }
  }
}
