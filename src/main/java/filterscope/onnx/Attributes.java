package filterscope.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/// The attributes of a node, checked for type and size as they are asked for.
final class Attributes {
  private final Map<String, AttributeProto> byName = new HashMap<>();

  Attributes(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      byName.put(attribute.getName(), attribute);
    }
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  long integer(String name, long otherwise) {
    return find(name, AttributeType.INT).map(AttributeProto::getI).orElse(otherwise);
  }

  /// @throws Refusal if the number is not between the bounds
  int integer(String name, int otherwise, int lowest, int highest) {
    return within(name, integer(name, otherwise), lowest, highest);
  }

  boolean flag(String name, boolean otherwise) {
    return integer(name, otherwise ? 1 : 0) != 0;
  }

  float real(String name, float otherwise) {
    return find(name, AttributeType.FLOAT).map(AttributeProto::getF).orElse(otherwise);
  }

  String text(String name, String otherwise) {
    return find(name, AttributeType.STRING)
        .map(attribute -> attribute.getS().toStringUtf8())
        .orElse(otherwise);
  }

  Optional<TensorProto> tensor(String name) {
    return find(name, AttributeType.TENSOR).map(AttributeProto::getT);
  }

  Optional<long[]> integers(String name) {
    return find(name, AttributeType.INTS)
        .map(attribute -> {
          checkLength(name, attribute.getIntsCount());
          return attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
        });
  }

  Optional<float[]> reals(String name) {
    return find(name, AttributeType.FLOATS)
        .map(attribute -> {
          checkLength(name, attribute.getFloatsCount());
          float[] values = new float[attribute.getFloatsCount()];
          for (int i = 0; i < values.length; i++) {
            values[i] = attribute.getFloats(i);
          }
          return values;
        });
  }

  /// So many integers, each between the bounds.
  ///
  /// @throws Refusal if there are more or fewer, or one is out of bounds
  Optional<int[]> integers(String name, int count, int lowest, int highest) {
    return integers(name)
        .map(values -> {
          if (values.length != count) {
            throw Refusal.inconsistent(
                "has " + values.length + " numbers in '" + name + "' instead of " + count);
          }
          int[] checked = new int[count];
          for (int i = 0; i < count; i++) {
            checked[i] = within(name, values[i], lowest, highest);
          }
          return checked;
        });
  }

  private static int within(String name, long value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw Refusal.inconsistent(
          "has "
              + value
              + " in '"
              + name
              + "', which is not between "
              + lowest
              + " and "
              + highest);
    }
    return (int) value;
  }

  private static void checkLength(String name, int count) {
    if (count > Limits.LIST) {
      throw Refusal.inconsistent("lists " + count + " numbers in '" + name + "'");
    }
  }

  /// Files older than IR version 4 may leave the type undefined.
  private Optional<AttributeProto> find(String name, AttributeType type) {
    AttributeProto attribute = byName.get(name);
    if (attribute == null) {
      return Optional.empty();
    }
    if (attribute.getType() != type && attribute.getTypeValue() != 0) {
      throw Refusal.inconsistent("has an attribute '" + name + "' of the wrong type");
    }
    return Optional.of(attribute);
  }
}
