package filterscope.export;

import filterscope.method.Grid;
import filterscope.method.Parts;
import filterscope.method.VectorCodebook;
import filterscope.method.VectorCodebookConv;
import tools.jackson.databind.node.ObjectNode;

/// Weights that are vectors of a codebook: the codebook, the order of channels where it is not the network's, then an index a
/// vector.
final class VectorCodec {
  private VectorCodec() {}

  static void write(VectorCodebookConv stored, ObjectNode node, PayloadWriter payload) {
    VectorCodebook book = stored.codebook();
    node.put("dimension", book.dimension());
    node.put("vectors", book.size());
    node.put("entryBits", book.entryBits());
    node.put("ordered", stored.isReordered());
    if (book.hasScale()) {
      payload.float32(book.scale());
      for (int index = 0; index < book.values().length; index++) {
        payload.code(
            GridCodec.code(Grid.SYMMETRIC, book.entryBits(), book.level(index)), book.entryBits());
      }
    } else {
      for (float value : book.values()) {
        payload.float16(value);
      }
    }
    if (stored.isReordered()) {
      for (int channel : stored.order()) {
        payload.code(channel, Parts.bitsFor(stored.order().length));
      }
    }
    for (int vector = 0; vector < stored.vectors(); vector++) {
      payload.code(stored.code(vector), stored.codeBits());
    }
  }

  static VectorCodebookConv read(Fields node, Extents extents, PayloadReader payload) {
    int dimension = node.whole("dimension");
    int size = node.whole("vectors");
    if (dimension < 1 || size < 1 || size > 1 << 15 || extents.size() % dimension != 0) {
      throw new IllegalArgumentException(
          node.where() + " has a codebook that does not fit its weights");
    }
    VectorCodebook book = book(node, dimension, size, payload);
    int[] order = VectorCodebookConv.unchanged(extents.channels());
    if (node.flag("ordered")) {
      int bits = Parts.bitsFor(order.length);
      payload.requireCodes(order.length, bits);
      for (int place = 0; place < order.length; place++) {
        order[place] = (int) payload.code(bits);
      }
    }
    int bits = Parts.bitsFor(size);
    payload.requireCodes(extents.size() / dimension, bits);
    short[] codes = new short[extents.size() / dimension];
    for (int vector = 0; vector < codes.length; vector++) {
      codes[vector] = (short) payload.code(bits);
    }
    return new VectorCodebookConv(extents.zeros(), order, book, codes);
  }

  private static VectorCodebook book(Fields node, int dimension, int size, PayloadReader payload) {
    int entryBits = node.whole("entryBits");
    int entries = Math.multiplyExact(dimension, size);
    if (entryBits == Short.SIZE) {
      return VectorCodebook.halves(dimension, payload.halves(entries));
    }
    if (entryBits < 2 || entryBits > 8) {
      throw new IllegalArgumentException(node.where() + " has entries of " + entryBits + " bits");
    }
    float scale = payload.floats(1)[0];
    payload.requireCodes(entries, entryBits);
    short[] levels = new short[entries];
    for (int index = 0; index < entries; index++) {
      levels[index] =
          (short) GridCodec.level(Grid.SYMMETRIC, entryBits, (int) payload.code(entryBits));
    }
    return VectorCodebook.levels(dimension, entryBits, levels, scale);
  }
}
