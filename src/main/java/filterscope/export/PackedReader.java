package filterscope.export;

import filterscope.data.Card;
import filterscope.job.BadInputException;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedLayer;
import filterscope.method.CompressedNetwork;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes a packed model apart. Everything that the file says is checked before it is believed.
final class PackedReader {
  /// A network whose restored weights alone would fill this share of the heap is refused.
  private static final int HEAP_SHARE = 16;

  private static final String DAMAGED = "export or copy it again";

  private final Path file;
  private final Map<String, CompressedLayer> stored = new LinkedHashMap<>();
  private long weights;

  PackedReader(Path file) {
    this.file = file;
  }

  PackedModel read() {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("there is no file " + file);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long bytes = channel.size();
      if (bytes < Preamble.BYTES || bytes > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            bytes < Preamble.BYTES
                ? "is too short for a packed model; " + DAMAGED
                : "is larger than the 2 GB that a packed model may have");
      }
      return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, arena));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read (" + e.getMessage() + ")", e);
    } catch (JacksonException e) {
      throw new BadInputException(
          file + " has a header that is not JSON (" + e.getOriginalMessage() + "); " + DAMAGED, e);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new BadInputException(file + " " + e.getMessage(), e);
    }
  }

  private PackedModel read(MemorySegment mapped) {
    Preamble preamble =
        Preamble.of(mapped.asSlice(0, Preamble.BYTES).toArray(ValueLayout.JAVA_BYTE));
    long expected =
        Preamble.BYTES + (preamble.headerBytes() & 0xFFFF_FFFFL) + preamble.payloadBytes();
    if (preamble.headerBytes() < 0
        || preamble.payloadBytes() < 0
        || preamble.payloadBytes() > Integer.MAX_VALUE
        || expected != mapped.byteSize()) {
      throw new IllegalArgumentException(
          "is cut short or has something behind its end; " + DAMAGED);
    }
    ByteBuffer header = mapped.asSlice(Preamble.BYTES, preamble.headerBytes()).asByteBuffer();
    MemorySegment payload = mapped.asSlice(Preamble.BYTES + (long) preamble.headerBytes());
    checkSums(preamble, header, payload.asByteBuffer());
    byte[] text = new byte[header.remaining()];
    header.get(text);
    JsonNode root = JsonMapper.shared().readTree(text);
    try {
      return model(new Fields(root, "the header"), payload, preamble);
    } catch (BadInputException e) {
      throw new BadInputException(file + ": " + e.sentence(), e);
    }
  }

  private static void checkSums(Preamble preamble, ByteBuffer header, ByteBuffer payload) {
    boolean whole =
        crc(header) == preamble.headerCrc()
            && crc(payload) == preamble.payloadCrc()
            && Sha256.of(header, payload).equals(preamble.sha256());
    if (!whole) {
      throw new IllegalArgumentException("is damaged: its checksums do not fit it; " + DAMAGED);
    }
  }

  private static int crc(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  private PackedModel model(Fields root, MemorySegment bytes, Preamble preamble) {
    Fields sections = root.object("sections");
    PayloadSize size = size(sections);
    if (size.bytes() != bytes.byteSize()) {
      throw new IllegalArgumentException("has sections of another size than its payload");
    }
    PayloadReader payload = new PayloadReader(bytes, size);
    List<Layer> layers = new ArrayList<>();
    for (Fields node : root.objects("layers")) {
      if (!payload.position().equals(size(node.object("at")))) {
        throw new IllegalArgumentException(node.where() + " does not begin where it says");
      }
      String name = node.text("name");
      layers.add(new Layer(name, operator(name, node, payload), node.texts("inputs")));
    }
    if (!payload.isSpent()) {
      throw new IllegalArgumentException("holds more numbers than its layers take");
    }
    Network network =
        new Network(
            root.text("name"),
            root.text("input"),
            root.shape("inputShape"),
            layers,
            root.text("output"));
    Recipe recipe = RecipeJson.read(root.object("recipe").node().toString(), "in the file");
    RecipeJson.check(recipe, network, "in the file");
    Optional<Card> card =
        root.has("card") ? Optional.of(Card.of(root.node().path("card"), file)) : Optional.empty();
    return new PackedModel(
        CompressedNetwork.stored(network, recipe, stored),
        card,
        Claims.of(root.object("claims")),
        new PackedSize(Preamble.BYTES + preamble.headerBytes(), preamble.payloadBytes()),
        preamble.sha256());
  }

  private static PayloadSize size(Fields node) {
    return new PayloadSize(node.large("floats"), node.large("halves"), node.large("codeBits"));
  }

  private Operator operator(String name, Fields node, PayloadReader payload) {
    return switch (node.text("operator")) {
      case "conv" -> {
        Optional<Tensor> bias = bias(node, payload);
        yield new Convolution(
            weights(name, node, payload).restore(),
            bias,
            OperatorCodec.window(node),
            node.whole("groups"));
      }
      case "dense" -> {
        Optional<Tensor> bias = bias(node, payload);
        yield new Dense(weights(name, node, payload).restore(), bias);
      }
      default -> OperatorCodec.read(node, payload);
    };
  }

  private static Optional<Tensor> bias(Fields node, PayloadReader payload) {
    return node.has("bias")
        ? Optional.of(OperatorCodec.tensor(node, "bias", payload))
        : Optional.empty();
  }

  private CompressedConv weights(String name, Fields node, PayloadReader payload) {
    Fields fields = node.object("weights");
    Extents extents = Extents.read(fields);
    weights += extents.size();
    if (weights > Runtime.getRuntime().maxMemory() / HEAP_SHARE) {
      throw new IllegalArgumentException(
          "has more weights than Java has memory for; give it more, for example"
              + " FILTERSCOPE_JAVA_OPTIONS=-Xmx8g");
    }
    CompressedConv conv = ConvCodec.read(fields, extents, payload);
    if (node.has("activations")) {
      stored.put(
          name, new CompressedLayer(conv, ActivationsCodec.read(node.object("activations"))));
    }
    return conv;
  }
}
