package filterscope.export;

import filterscope.method.Grouping;
import filterscope.method.Parts;
import filterscope.method.StackedConv;
import tools.jackson.databind.node.ObjectNode;

/// Filters stacked from a bank of binary filters: scales, the bank's signs, then an index for each block of each filter.
final class StackCodec {
  private StackCodec() {}

  static void write(StackedConv stored, Extents extents, ObjectNode node, PayloadWriter payload) {
    node.put("stack", stored.stack());
    node.put("bank", stored.bankSize());
    node.put("scaleBits", stored.scaleBits());
    GridCodec.grouping(stored.grouping(), node.putObject("grouping"), payload);
    GridCodec.scales(stored.scales(), stored.scaleBits(), payload);
    for (int member = 0; member < stored.bankSize(); member++) {
      for (int place = 0; place < stored.blockSize(); place++) {
        payload.code(stored.sign(member, place) > 0 ? 1 : 0, 1);
      }
    }
    int bits = Parts.bitsFor(stored.bankSize());
    for (int filter = 0; filter < extents.filters(); filter++) {
      for (int block = 0; block < stored.stack(); block++) {
        payload.code(stored.pick(filter, block), bits);
      }
    }
  }

  static StackedConv read(Fields node, Extents extents, PayloadReader payload) {
    int stack = node.whole("stack");
    int size = node.whole("bank");
    int scaleBits = node.whole("scaleBits");
    if (stack < 1 || extents.channels() % stack != 0 || size < 1 || size > 1 << 15) {
      throw new IllegalArgumentException(
          node.where() + " has a bank that does not fit its weights");
    }
    Grouping grouping = GridCodec.grouping(node.object("grouping"), extents, payload);
    float[] scales = GridCodec.scales(grouping.groups(), scaleBits, payload);
    int block = extents.size() / extents.filters() / stack;
    payload.requireCodes((long) size * block, 1);
    byte[] bank = new byte[size * block];
    for (int index = 0; index < bank.length; index++) {
      bank[index] = (byte) (payload.code(1) == 1 ? 1 : -1);
    }
    int bits = Parts.bitsFor(size);
    payload.requireCodes((long) extents.filters() * stack, bits);
    short[] picks = new short[extents.filters() * stack];
    for (int index = 0; index < picks.length; index++) {
      picks[index] = (short) payload.code(bits);
    }
    return new StackedConv(extents.zeros(), stack, bank, picks, grouping, scales, scaleBits);
  }
}
