package filterscope.export;

import filterscope.method.CodebookConv;
import filterscope.method.Parts;
import tools.jackson.databind.node.ObjectNode;

/// Weights that are indices into a codebook: first the codebook, then an index a weight.
final class CodebookCodec {
  private CodebookCodec() {}

  static void write(CodebookConv stored, Extents extents, ObjectNode node, PayloadWriter payload) {
    node.put("values", stored.values().length);
    payload.float32(stored.values());
    for (int index = 0; index < extents.size(); index++) {
      payload.code(stored.code(index), stored.codeBits());
    }
  }

  static CodebookConv read(Fields node, Extents extents, PayloadReader payload) {
    float[] values = values(node, payload);
    int bits = Parts.bitsFor(values.length);
    payload.requireCodes(extents.size(), bits);
    short[] codes = new short[extents.size()];
    for (int index = 0; index < codes.length; index++) {
      codes[index] = (short) payload.code(bits);
    }
    return new CodebookConv(extents.zeros(), codes, values);
  }

  /// A codebook of as many values as the node says.
  static float[] values(Fields node, PayloadReader payload) {
    int count = node.whole("values");
    if (count < 1 || count > CodebookConv.MOST_VALUES) {
      throw new IllegalArgumentException(node.where() + " has a codebook of " + count + " values");
    }
    return payload.floats(count);
  }
}
