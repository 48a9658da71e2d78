package filterscope.onnx;

import java.util.Map;

/// Walks the wire format of an ONNX file before it is parsed, allocating nothing, and estimates how much heap the parsed
/// form will take: a few bytes on the wire can become an object of a hundred. Finds truncation on the way.
final class WireScan {
  private static final int MESSAGE_BYTES = 160;
  private static final int FIELD_BYTES = 64;

  /// Messages by depth; deeper ones count as plain fields by their length.
  private enum Kind {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    OTHER
  }

  private static final Map<Integer, Kind> IN_MODEL = Map.of(7, Kind.GRAPH);
  private static final Map<Integer, Kind> IN_GRAPH = Map.of(1, Kind.NODE, 5, Kind.TENSOR);
  private static final Map<Integer, Kind> IN_NODE = Map.of(5, Kind.ATTRIBUTE);
  private static final Map<Integer, Kind> IN_ATTRIBUTE = Map.of(5, Kind.TENSOR, 10, Kind.TENSOR);

  private final byte[] bytes;
  private int at;

  WireScan(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @throws Refusal if the bytes are not protocol buffers, or end too early
  long heapBytes() {
    at = 0;
    return message(Kind.MODEL, bytes.length);
  }

  /// Recursion is as deep as the kinds nest: five.
  private long message(Kind kind, int end) {
    long heap = MESSAGE_BYTES;
    while (at < end) {
      long tag = varint(end);
      int field = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> {
          varint(end);
          heap += FIELD_BYTES;
        }
        case 1 -> {
          skip(8, end);
          heap += FIELD_BYTES;
        }
        case 5 -> {
          skip(4, end);
          heap += FIELD_BYTES;
        }
        case 2 -> {
          long length = varint(end);
          if (length < 0 || length > end - at) {
            throw ModelFile.notOnnx("a part of it is longer than the file");
          }
          heap += part(kind, field, (int) length);
        }
        default -> throw ModelFile.notOnnx("byte " + at + " fits no protocol buffer");
      }
    }
    return heap;
  }

  private long part(Kind kind, int field, int length) {
    Kind inner =
        switch (kind) {
          case MODEL -> IN_MODEL.getOrDefault(field, Kind.OTHER);
          case GRAPH -> IN_GRAPH.getOrDefault(field, Kind.OTHER);
          case NODE -> IN_NODE.getOrDefault(field, Kind.OTHER);
          case ATTRIBUTE -> IN_ATTRIBUTE.getOrDefault(field, Kind.OTHER);
          case TENSOR, OTHER -> Kind.OTHER;
        };
    if (inner != Kind.OTHER) {
      return message(inner, at + length);
    }
    skip(length, bytes.length);
    return FIELD_BYTES + (long) length * growth(kind, field);
  }

  /// Bytes of heap for a byte on the wire: raw data is not copied, floats stay as they are, short varints become 4 or 8
  /// bytes, messages that are not walked are assumed to be made of small ones.
  private static int growth(Kind kind, int field) {
    return switch (kind) {
      case TENSOR ->
          switch (field) {
            case 9 -> 0;
            case 4, 10 -> 2;
            case 1, 5, 7, 11 -> 16;
            case 8, 12 -> 2;
            default -> MESSAGE_BYTES / 2;
          };
      case NODE -> field <= 4 || field == 6 || field == 7 ? 2 : MESSAGE_BYTES / 2;
      case ATTRIBUTE ->
          switch (field) {
            case 1, 4, 13, 21 -> 2;
            case 7, 8, 9 -> 16;
            default -> MESSAGE_BYTES / 2;
          };
      case MODEL, GRAPH, OTHER -> MESSAGE_BYTES / 2;
    };
  }

  private void skip(int count, int end) {
    if (count > end - at) {
      throw ModelFile.notOnnx("it ends in the middle of a number");
    }
    at += count;
  }

  private long varint(int end) {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= end) {
        throw ModelFile.notOnnx("it ends in the middle of a number");
      }
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw ModelFile.notOnnx("byte " + at + " fits no protocol buffer");
  }
}
