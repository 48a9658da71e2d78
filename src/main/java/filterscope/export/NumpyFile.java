package filterscope.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// An array as NumPy's `.npy`, version 1.0: magic, version, length of the header, the header as a Python dictionary padded so
/// that data begins at a multiple of 64, data in C order, little-endian.
final class NumpyFile {
  private static final int ALIGNMENT = 64;
  private static final int BEFORE_HEADER = 10;

  private NumpyFile() {}

  static void floats(OutputStream out, float[] values, int... shape) throws IOException {
    byte[] data = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    little(data).asFloatBuffer().put(values);
    write(out, "<f4", data, values.length, shape);
  }

  static void shorts(OutputStream out, short[] values, int... shape) throws IOException {
    byte[] data = new byte[Math.multiplyExact(values.length, Short.BYTES)];
    little(data).asShortBuffer().put(values);
    write(out, "<i2", data, values.length, shape);
  }

  static void ints(OutputStream out, int[] values, int... shape) throws IOException {
    byte[] data = new byte[Math.multiplyExact(values.length, Integer.BYTES)];
    little(data).asIntBuffer().put(values);
    write(out, "<i4", data, values.length, shape);
  }

  static void bytes(OutputStream out, byte[] values, int... shape) throws IOException {
    write(out, "|u1", values, values.length, shape);
  }

  private static ByteBuffer little(byte[] data) {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(OutputStream out, String type, byte[] data, int count, int... shape)
      throws IOException {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != count) {
      throw new IllegalArgumentException(
          count + " numbers have no shape " + Arrays.toString(shape));
    }
    String extents =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(type, shape.length == 1 ? extents + "," : extents);
    int padded =
        Math.ceilDiv(BEFORE_HEADER + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT
            - BEFORE_HEADER;
    String header = dictionary + " ".repeat(padded - dictionary.length() - 1) + "\n";
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(padded);
    out.write(padded >> Byte.SIZE);
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(data);
  }
}
