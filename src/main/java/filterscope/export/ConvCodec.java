package filterscope.export;

import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import tools.jackson.databind.node.ObjectNode;

/// The stored forms of weights in a packed model. Each has its codec, and the compiler points at this place when another form
/// joins. A codec puts exactly as many bits into the payload as [CompressedConv#bits()] counts; what describes the form goes into
/// the header.
final class ConvCodec {
  private ConvCodec() {}

  static void write(
      CompressedConv stored, Extents extents, ObjectNode node, PayloadWriter payload) {
    switch (stored) {
      case FloatConv plain -> {
        node.put("form", "float");
        payload.float32(plain.weights().values());
      }
      case GridConv grid -> GridCodec.write(grid, extents, node.put("form", "grid"), payload);
      case CodebookConv book ->
          CodebookCodec.write(book, extents, node.put("form", "codebook"), payload);
      case HuffmanConv stream -> HuffmanCodec.write(stream, node.put("form", "huffman"), payload);
      case VectorCodebookConv vectors ->
          VectorCodec.write(vectors, node.put("form", "vectors"), payload);
      case StackedConv stacked ->
          StackCodec.write(stacked, extents, node.put("form", "stack"), payload);
      case SeparatedConv separated ->
          FactorCodec.write(separated, node.put("form", "separated"), payload);
      case BasisConv basis -> FactorCodec.write(basis, node.put("form", "basis"), payload);
    }
  }

  static CompressedConv read(Fields node, Extents extents, PayloadReader payload) {
    String form = node.text("form");
    return switch (form) {
      case "float" -> new FloatConv(extents.weights(payload.floats(extents.size())));
      case "grid" -> GridCodec.read(node, extents, payload);
      case "codebook" -> CodebookCodec.read(node, extents, payload);
      case "huffman" -> HuffmanCodec.read(node, extents, payload);
      case "vectors" -> VectorCodec.read(node, extents, payload);
      case "stack" -> StackCodec.read(node, extents, payload);
      case "separated" -> FactorCodec.readSeparated(node, payload);
      case "basis" -> FactorCodec.readBasis(node, extents, payload);
      default ->
          throw new IllegalArgumentException(
              node.where()
                  + " has weights in the form "
                  + Fields.shortened(form)
                  + ", which this version does not know");
    };
  }
}
