package filterscope.onnx;

import filterscope.job.Progress;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.onnx.Value.Computed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/// Reads ONNX files, opset 7 and newer.
///
/// The result is the float network of one image. What a file computes from constants is folded; Identity, Dropout and
/// casts between floats vanish; weights behind a DequantizeLinear become floats, activations keep their steps; an added
/// constant becomes the bias of the layer before it. The first of several outputs is the network's.
public final class OnnxReader {
  private final Path file;
  private final Progress progress;
  private final NodeReaders readers = new NodeReaders();
  private final Folding folding = new Folding();

  private OnnxReader(Path file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /// @throws filterscope.job.BadInputException if the file cannot be read, is not ONNX, or needs something that is not
  ///     supported; the sentence names the file, the node and the remedy
  public static OnnxModel read(Path file, Progress progress) {
    try {
      return new OnnxReader(file, progress).read();
    } catch (Refusal e) {
      throw Sentences.about(file, String.valueOf(e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      // The limits keep one file within the heap, but what else the program holds is not known
      // here.
      throw Sentences.about(
          file,
          "does not fit into the memory that is left; close other networks, or start Java with a"
              + " larger heap (-Xmx)",
          e);
    }
  }

  /// The metadata properties of a file, by key.
  ///
  /// @throws filterscope.job.BadInputException if the file cannot be read or is not ONNX
  public static Map<String, String> metadata(Path file) {
    try {
      Map<String, String> metadata = new HashMap<>();
      ModelFile.load(file)
          .model()
          .getMetadataPropsList()
          .forEach(property -> metadata.put(property.getKey(), property.getValue()));
      return metadata;
    } catch (Refusal e) {
      throw Sentences.about(file, String.valueOf(e.getMessage()), e);
    }
  }

  private OnnxModel read() {
    progress.report(0, "reading " + Sentences.name(file));
    ModelFile loaded = ModelFile.load(file);
    progress.checkCancelled();
    GraphProto graph = loaded.model().getGraph();
    Map<String, TensorProto> initialisers = initialisers(graph);
    if (graph.getOutputCount() == 0) {
      throw Refusal.inconsistent("has no output");
    }
    String output = graph.getOutput(0).getName();
    Set<String> given = new HashSet<>(initialisers.keySet());
    graph.getInputList().stream().map(ValueInfoProto::getName).forEach(given::add);
    List<NodeProto> nodes = new GraphOrder(graph, given).needed(output);
    GraphInput input = GraphInput.of(graph, nodes, initialisers.keySet());
    new Unsupported(readers, folding).refuse(nodes, input.name());

    Budget budget = Budget.ofHeap();
    GraphBuilder builder =
        new GraphBuilder(
            input,
            initialisers,
            new TensorReader(new ExternalData(file), budget),
            budget,
            new Names(input.name(), nodes),
            loaded.opset());
    noteDecisions(builder, graph, input, loaded);
    for (int i = 0; i < nodes.size(); i++) {
      progress.checkCancelled();
      progress.report(i / (double) nodes.size(), "reading node " + (i + 1));
      read(nodes.get(i), builder);
    }
    Computed result = builder.computed(output);
    Network network = network(input, builder.layers(), result.layer());
    return new OnnxModel(
        network, file, loaded.sha256(), producer(loaded.model()), loaded.opset(), builder.notes());
  }

  private void read(NodeProto proto, GraphBuilder builder) {
    Node node = new Node(proto, builder);
    try {
      if (proto.getOutputCount() == 0) {
        throw Refusal.inconsistent("has no output");
      }
      Optional<Literal> folded = folding.fold(node);
      if (folded.isPresent()) {
        node.become(folded.get());
      } else {
        readers.read(node);
      }
    } catch (Refusal e) {
      throw e.about(GraphOrder.label(proto) + ":");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Refusal.inconsistent(GraphOrder.label(proto) + ": " + e.getMessage());
    }
  }

  private Network network(GraphInput input, List<Layer> layers, String output) {
    BiasFusion.Fused fused = BiasFusion.apply(layers, output);
    String name = Sentences.name(file).replaceFirst("(?i)\\.onnx$", "");
    try {
      return new Network(name, input.name(), input.shape(), fused.layers(), fused.output());
    } catch (IllegalArgumentException e) {
      throw Refusal.inconsistent(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, TensorProto> initialisers(GraphProto graph) {
    Map<String, TensorProto> byName = new HashMap<>();
    graph.getInitializerList().forEach(tensor -> byName.put(tensor.getName(), tensor));
    return byName;
  }

  private static void noteDecisions(
      GraphBuilder builder, GraphProto graph, GraphInput input, ModelFile loaded) {
    if (graph.getOutputCount() > 1) {
      String others =
          graph.getOutputList().stream()
              .skip(1)
              .limit(10)
              .map(other -> Sentences.quoted(other.getName()))
              .collect(Collectors.joining(", "));
      builder.note(
          "The network has "
              + graph.getOutputCount()
              + " outputs; the first, "
              + Sentences.quoted(graph.getOutput(0).getName())
              + ", is used, not "
              + others
              + ".");
    }
    if (input.batch() > 1) {
      builder.note(
          "The file fixes a batch of " + input.batch() + " images; it is read as one image.");
    }
    if (!input.type().isReal()) {
      builder.note(
          "The input is of type " + input.type().title() + "; it is computed with as float.");
    } else if (input.type() != ElementType.FLOAT) {
      builder.note(
          "The file computes in " + input.type().title() + "; here it is computed in float.");
    }
    if (loaded.opset() > Limits.NEWEST_OPSET) {
      builder.note(
          "The file uses opset "
              + loaded.opset()
              + ", newer than "
              + Limits.NEWEST_OPSET
              + ", the newest that was known when this reader was written.");
    }
  }

  private static String producer(ModelProto model) {
    return (model.getProducerName() + " " + model.getProducerVersion()).strip();
  }
}
