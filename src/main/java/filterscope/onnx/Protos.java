package filterscope.onnx;

import filterscope.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.UnsafeByteOperations;

/// Builds the protocol buffers that the writer needs.
final class Protos {
  private Protos() {}

  /// Floats as raw little-endian data.
  static TensorProto tensor(String name, Shape shape, float[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return start(name, shape, ElementType.FLOAT)
        .setRawData(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  /// 64-bit integers as a vector.
  static TensorProto integers(String name, long... values) {
    return start(name, Shape.of(values.length), ElementType.INT64)
        .addAllInt64Data(Arrays.stream(values).boxed().toList())
        .build();
  }

  /// Small integers, held as floats, of an integer type.
  static TensorProto integers(String name, Shape shape, ElementType type, float[] values) {
    TensorProto.Builder tensor = start(name, shape, type);
    for (float value : values) {
      if (type == ElementType.INT64) {
        tensor.addInt64Data((long) value);
      } else {
        tensor.addInt32Data((int) value);
      }
    }
    return tensor.build();
  }

  /// 8-bit integers as raw data: as numbers each negative one would take ten bytes.
  static TensorProto bytes(String name, Shape shape, byte[] values) {
    return start(name, shape, ElementType.INT8)
        .setRawData(UnsafeByteOperations.unsafeWrap(values))
        .build();
  }

  private static TensorProto.Builder start(String name, Shape shape, ElementType type) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name);
    tensor.setDataType(type.number());
    for (int extent : shape.toArray()) {
      tensor.addDims(extent);
    }
    return tensor;
  }

  static AttributeProto attribute(String name, long value) {
    return named(name, AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, float value) {
    return named(name, AttributeType.FLOAT).setF(value).build();
  }

  static AttributeProto attribute(String name, String value) {
    return named(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
  }

  static AttributeProto attribute(String name, List<Integer> values) {
    return named(name, AttributeType.INTS)
        .addAllInts(values.stream().map(Integer::longValue).toList())
        .build();
  }

  private static AttributeProto.Builder named(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
