package filterscope.export;

import filterscope.method.CodebookConv;
import filterscope.method.HuffmanConv;
import filterscope.tensor.BitReader;
import filterscope.tensor.HuffmanCode;
import filterscope.tensor.HuffmanMatrix;
import tools.jackson.databind.node.ObjectNode;

/// Weights in a Huffman stream (HAM, sHAM): the codebook, the length of each code, the words of the stream, and for sHAM how many
/// weights each filter has and their places in it.
final class HuffmanCodec {
  private HuffmanCodec() {}

  static void write(HuffmanConv stored, ObjectNode node, PayloadWriter payload) {
    HuffmanMatrix matrix = stored.matrix();
    node.put("values", matrix.values().length);
    node.put("words", matrix.stream().length);
    node.put("sparse", matrix.isSparse());
    payload.float32(matrix.values());
    for (int symbol = 0; symbol < matrix.values().length; symbol++) {
      payload.code(matrix.code().length(symbol), HuffmanCode.LENGTH_BITS);
    }
    for (int word : matrix.stream()) {
      payload.code(word, Integer.SIZE);
    }
    if (matrix.isSparse()) {
      int rowBits = HuffmanMatrix.rowBits(matrix.rows());
      for (int column = 0; column < matrix.columns(); column++) {
        payload.code(matrix.count(column), rowBits);
      }
      for (int index = 0; index < matrix.stored(); index++) {
        payload.code(matrix.row(index), rowBits);
      }
    }
  }

  /// Decodes the stream and encodes it again, so that what comes out is a stream that this program would have written.
  static HuffmanConv read(Fields node, Extents extents, PayloadReader payload) {
    float[] values = CodebookCodec.values(node, payload);
    int[] lengths = codes(values.length, HuffmanCode.LENGTH_BITS, payload);
    HuffmanCode code = new HuffmanCode(lengths);
    BitReader stream = new BitReader(codes(node.whole("words"), Integer.SIZE, payload));
    boolean sparse = node.flag("sparse");
    int column = extents.size() / extents.filters();
    int rowBits = HuffmanMatrix.rowBits(column);
    short[] symbols = new short[extents.size()];
    if (!sparse) {
      for (int index = 0; index < symbols.length; index++) {
        symbols[index] = (short) code.read(stream);
      }
      return HuffmanConv.of(new CodebookConv(extents.zeros(), symbols, values), false);
    }
    int[] counts = codes(extents.filters(), rowBits, payload);
    java.util.Arrays.fill(symbols, (short) zero(values));
    for (int filter = 0; filter < counts.length; filter++) {
      for (int row : codes(counts[filter], rowBits, payload)) {
        if (row < 0 || row >= column) {
          throw new IllegalArgumentException(node.where() + " has a weight outside its filter");
        }
        symbols[filter * column + row] = (short) code.read(stream);
      }
    }
    return HuffmanConv.of(new CodebookConv(extents.zeros(), symbols, values), true);
  }

  /// The entry that weights have of which nothing is stored; any where all are stored.
  private static int zero(float[] values) {
    for (int index = 0; index < values.length; index++) {
      if (values[index] == 0) {
        return index;
      }
    }
    return 0;
  }

  private static int[] codes(int count, int bits, PayloadReader payload) {
    payload.requireCodes(count, bits);
    int[] codes = new int[count];
    for (int index = 0; index < count; index++) {
      codes[index] = (int) payload.code(bits);
    }
    return codes;
  }
}
