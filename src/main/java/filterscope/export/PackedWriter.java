package filterscope.export;

import filterscope.data.Card;
import filterscope.method.CompressedNetwork;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Weighted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lays out a packed model: preamble, header, payload.
final class PackedWriter {
  /// The payload begins at a multiple of this.
  private static final int ALIGNMENT = 64;

  private final PayloadWriter payload = new PayloadWriter();
  private final byte[] header;

  PackedWriter(CompressedNetwork compressed, Optional<Card> card, Claims claims) {
    Network network = compressed.network();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", "filterscope-packed");
    root.put("name", network.name());
    root.put("input", network.input());
    OperatorCodec.shape(root, "inputShape", network.inputShape());
    root.put("output", network.output());
    ObjectNode sections = root.putObject("sections");
    for (Layer layer : network.layers()) {
      write(layer, compressed, root.withArray("layers").addObject());
    }
    sections(sections, payload.size());
    root.set("recipe", RecipeJson.toTree(compressed.recipe()));
    card.ifPresent(known -> root.set("card", known.tree()));
    root.set("claims", claims.tree());
    byte[] text = root.toString().getBytes(StandardCharsets.UTF_8);
    header = Arrays.copyOf(text, Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT);
    Arrays.fill(header, text.length, header.length, (byte) ' ');
  }

  private static void sections(ObjectNode node, PayloadSize size) {
    node.put("floats", size.floats());
    node.put("halves", size.halves());
    node.put("codeBits", size.codeBits());
  }

  private void write(Layer layer, CompressedNetwork compressed, ObjectNode node) {
    node.put("name", layer.name());
    layer.inputs().forEach(node.putArray("inputs")::add);
    sections(node.putObject("at"), payload.size());
    if (layer.operator() instanceof Weighted weighted) {
      switch (weighted) {
        case Convolution conv -> {
          node.put("operator", "conv").put("groups", conv.groups());
          OperatorCodec.window(node, conv.window());
        }
        case Dense _ -> node.put("operator", "dense");
      }
      weighted.bias().ifPresent(bias -> OperatorCodec.tensor(node, "bias", bias, payload));
      Extents extents = Extents.of(weighted.weights());
      ObjectNode weights = node.putObject("weights");
      extents.write(weights);
      ConvCodec.write(compressed.layer(layer.name()), extents, weights, payload);
      if (compressed.isCompressed(layer)) {
        ActivationsCodec.write(compressed.activations(layer.name()), node.putObject("activations"));
      }
    } else {
      OperatorCodec.write(layer.operator(), node, payload);
    }
  }

  PackedSize size() {
    return new PackedSize(Preamble.BYTES + header.length, payload.size().bytes());
  }

  void writeTo(OutputStream out) throws IOException {
    byte[] body = payloadBytes();
    String sha256 = Sha256.of(ByteBuffer.wrap(header), ByteBuffer.wrap(body));
    Preamble preamble = new Preamble(header.length, body.length, crc(header), crc(body), sha256);
    out.write(preamble.bytes());
    out.write(header);
    out.write(body);
  }

  private byte[] payloadBytes() {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      payload.writeTo(body);
      return body.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
