package filterscope.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The sections of a payload as arrays of numbers; the codes in words of 32 bits. The object owns its arrays.
final class PayloadWords {
  private final float[] floats;
  private final short[] halves;
  private final int[] codes;

  private PayloadWords(float[] floats, short[] halves, int[] codes) {
    this.floats = floats;
    this.halves = halves;
    this.codes = codes;
  }

  static PayloadWords of(PayloadWriter payload) {
    PayloadSize size = payload.size();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      payload.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    float[] floats = new float[Math.toIntExact(size.floats())];
    short[] halves = new short[Math.toIntExact(size.halves())];
    int[] codes = new int[Math.toIntExact(Math.ceilDiv(size.codeBits(), Integer.SIZE))];
    int codesAt = Float.BYTES * floats.length + Short.BYTES * halves.length;
    ByteBuffer in =
        ByteBuffer.wrap(Arrays.copyOf(bytes.toByteArray(), codesAt + Integer.BYTES * codes.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    in.asFloatBuffer().get(floats);
    in.position(Float.BYTES * floats.length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(halves);
    in.position(codesAt).slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(codes);
    return new PayloadWords(floats, halves, codes);
  }

  float[] floats() {
    return floats;
  }

  short[] halves() {
    return halves;
  }

  int[] codes() {
    return codes;
  }
}
