package filterscope.onnx;

import java.util.Locale;

/// The element types of ONNX tensors that are read, with the numbers of `TensorProto.DataType`.
enum ElementType {
  FLOAT(1, 4, true),
  UINT8(2, 1, false),
  INT8(3, 1, false),
  UINT16(4, 2, false),
  INT16(5, 2, false),
  INT32(6, 4, false),
  INT64(7, 8, false),
  BOOL(9, 1, false),
  FLOAT16(10, 2, true),
  DOUBLE(11, 8, true),
  UINT32(12, 4, false),
  UINT64(13, 8, false),
  BFLOAT16(16, 2, true);

  private static final String[] OTHERS = {
    "undefined",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "string",
    "",
    "",
    "",
    "",
    "",
    "complex64",
    "complex128",
    "",
    "float8e4m3fn",
    "float8e4m3fnuz",
    "float8e5m2",
    "float8e5m2fnuz",
    "uint4",
    "int4",
    "float4e2m1",
    "float8e8m0",
    "uint2",
    "int2"
  };

  private final int number;
  private final int bytes;
  private final boolean real;

  ElementType(int number, int bytes, boolean real) {
    this.number = number;
    this.bytes = bytes;
    this.real = real;
  }

  /// @throws Refusal if the type is not read
  static ElementType of(long number) {
    for (ElementType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    String name = number >= 0 && number < OTHERS.length ? OTHERS[(int) number] : "number " + number;
    throw new Refusal(
        "uses the element type " + name + ", which is not read",
        "convert the network to float, float16 or 8-bit integers");
  }

  int number() {
    return number;
  }

  /// Bytes of one element in raw data.
  int bytes() {
    return bytes;
  }

  /// Whether elements are floating-point numbers.
  boolean isReal() {
    return real;
  }

  /// The least integer of the type.
  long lowest() {
    return switch (this) {
      case INT8 -> Byte.MIN_VALUE;
      case INT16 -> Short.MIN_VALUE;
      case INT32 -> Integer.MIN_VALUE;
      case INT64 -> Long.MIN_VALUE;
      default -> 0;
    };
  }

  /// The greatest integer of the type (of the 64-bit types, the greatest `long`).
  long highest() {
    return switch (this) {
      case UINT8 -> 255;
      case INT8 -> Byte.MAX_VALUE;
      case UINT16 -> 65_535;
      case INT16 -> Short.MAX_VALUE;
      case INT32 -> Integer.MAX_VALUE;
      case UINT32 -> 0xFFFF_FFFFL;
      case BOOL -> 1;
      default -> Long.MAX_VALUE;
    };
  }

  /// As ONNX writes it: `uint8`.
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
