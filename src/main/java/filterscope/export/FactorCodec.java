package filterscope.export;

import filterscope.method.BasisConv;
import filterscope.method.CompressedConv;
import filterscope.method.KernelBasis;
import filterscope.method.SeparatedConv;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Forms that are made of other forms: separated filters and coefficients of fixed kernels. Each part is an object like `weights`
/// itself, with extents and form, and comes into the payload in turn.
final class FactorCodec {
  private FactorCodec() {}

  static void write(SeparatedConv stored, ObjectNode node, PayloadWriter payload) {
    node.put("factors", word(stored.form())).put("rank", stored.rank());
    writePart(stored.vertical(), node.putObject("vertical"), payload);
    writePart(stored.horizontal(), node.putObject("horizontal"), payload);
  }

  static SeparatedConv readSeparated(Fields node, PayloadReader payload) {
    SeparatedConv.Form form =
        node.one("factors", List.of(SeparatedConv.Form.values()), FactorCodec::word);
    int rank = node.whole("rank");
    if (rank < 1) {
      throw new IllegalArgumentException(node.where() + " has factors of rank " + rank);
    }
    CompressedConv vertical = readPart(node.object("vertical"), payload);
    return new SeparatedConv(form, rank, vertical, readPart(node.object("horizontal"), payload));
  }

  static void write(BasisConv stored, ObjectNode node, PayloadWriter payload) {
    node.put("family", word(stored.rows().family()));
    node.put("rowFunctions", stored.rows().functions());
    node.put("columnFunctions", stored.columns().functions());
    writePart(stored.coefficients(), node.putObject("coefficients"), payload);
  }

  static BasisConv readBasis(Fields node, Extents extents, PayloadReader payload) {
    KernelBasis.Family family =
        node.one("family", List.of(KernelBasis.Family.values()), FactorCodec::word);
    return new BasisConv(
        new KernelBasis(family, node.whole("rowFunctions"), extents.height()),
        new KernelBasis(family, node.whole("columnFunctions"), extents.width()),
        readPart(node.object("coefficients"), payload));
  }

  private static void writePart(CompressedConv part, ObjectNode node, PayloadWriter payload) {
    Extents extents = Extents.of(part.restore());
    extents.write(node);
    ConvCodec.write(part, extents, node, payload);
  }

  private static CompressedConv readPart(Fields node, PayloadReader payload) {
    return ConvCodec.read(node, Extents.read(node), payload);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
