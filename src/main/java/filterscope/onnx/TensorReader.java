package filterscope.onnx;

import filterscope.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataLocation;

/// Decodes tensors of a file: raw little-endian data, typed data, or external data, of every type of [ElementType].
final class TensorReader {
  private final ExternalData external;
  private final Budget budget;

  TensorReader(ExternalData external, Budget budget) {
    this.external = external;
    this.budget = budget;
  }

  /// @throws Refusal if the tensor cannot be decoded; the reason goes on after the name of what holds it
  Literal read(TensorProto tensor) {
    if (tensor.hasSegment()) {
      throw new Refusal("has a tensor stored in segments", "export the network again");
    }
    ElementType type = ElementType.of(tensor.getDataType());
    if (tensor.getDimsCount() > Limits.RANK) {
      throw Refusal.inconsistent("has a tensor of " + tensor.getDimsCount() + " axes");
    }
    long[] dims = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    Shape shape = Extents.shape(dims);
    long bytes = shape.elements() * type.bytes();
    if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
      budget.take(bytes);
      if (bytes > Integer.MAX_VALUE - 8) {
        throw new Refusal("has a tensor of more than 2 GB", "split it");
      }
      return fromRaw(type, shape, ByteBuffer.wrap(external.read(tensor, (int) bytes)));
    }
    if (!tensor.getRawData().isEmpty()) {
      expect(shape, tensor.getRawData().size(), bytes, "bytes of raw data");
      return fromRaw(type, shape, tensor.getRawData().asReadOnlyByteBuffer());
    }
    return fromFields(type, shape, tensor);
  }

  private Literal fromRaw(ElementType type, Shape shape, ByteBuffer bytes) {
    budget.take(Literal.bytes(type, shape));
    ByteBuffer raw = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    int size = shape.size();
    if (!type.isReal()) {
      long[] wholes = new long[size];
      for (int i = 0; i < size; i++) {
        wholes[i] = whole(type, raw, i * type.bytes());
      }
      return Literal.whole(type, shape, wholes);
    }
    float[] reals = new float[size];
    if (type == ElementType.FLOAT) {
      raw.asFloatBuffer().get(reals);
    } else {
      for (int i = 0; i < size; i++) {
        reals[i] =
            type == ElementType.DOUBLE
                ? (float) raw.getDouble(8 * i)
                : half(type, raw.getShort(2 * i));
      }
    }
    return Literal.real(type, shape, reals);
  }

  private static long whole(ElementType type, ByteBuffer raw, int at) {
    return switch (type) {
      case UINT8 -> Byte.toUnsignedLong(raw.get(at));
      case INT8 -> raw.get(at);
      case BOOL -> raw.get(at) == 0 ? 0 : 1;
      case UINT16 -> Short.toUnsignedLong(raw.getShort(at));
      case INT16 -> raw.getShort(at);
      case INT32 -> raw.getInt(at);
      case UINT32 -> Integer.toUnsignedLong(raw.getInt(at));
      case INT64, UINT64 -> raw.getLong(at);
      case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> throw new IllegalArgumentException("not whole");
    };
  }

  private static float half(ElementType type, short bits) {
    return type == ElementType.FLOAT16
        ? Float.float16ToFloat(bits)
        : Float.intBitsToFloat(bits << 16);
  }

  private Literal fromFields(ElementType type, Shape shape, TensorProto tensor) {
    int count =
        switch (type) {
          case FLOAT -> tensor.getFloatDataCount();
          case DOUBLE -> tensor.getDoubleDataCount();
          case INT64 -> tensor.getInt64DataCount();
          case UINT32, UINT64 -> tensor.getUint64DataCount();
          case UINT8, INT8, UINT16, INT16, INT32, BOOL, FLOAT16, BFLOAT16 ->
              tensor.getInt32DataCount();
        };
    expect(shape, count, shape.elements(), "numbers");
    budget.take(Literal.bytes(type, shape));
    if (type.isReal()) {
      float[] reals = new float[count];
      for (int i = 0; i < count; i++) {
        reals[i] =
            switch (type) {
              case FLOAT -> tensor.getFloatData(i);
              case DOUBLE -> (float) tensor.getDoubleData(i);
              default -> half(type, (short) tensor.getInt32Data(i));
            };
      }
      return Literal.real(type, shape, reals);
    }
    long[] wholes = new long[count];
    for (int i = 0; i < count; i++) {
      wholes[i] =
          switch (type) {
            case INT64 -> tensor.getInt64Data(i);
            case UINT32, UINT64 -> tensor.getUint64Data(i);
            default -> tensor.getInt32Data(i);
          };
    }
    return Literal.whole(type, shape, wholes);
  }

  private static void expect(Shape shape, long found, long needed, String what) {
    if (found != needed) {
      throw Refusal.inconsistent(
          "has the shape " + shape + " but " + found + " " + what + " instead of " + needed);
    }
  }
}
