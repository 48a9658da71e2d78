package filterscope.export;

import filterscope.measure.Footprint;
import filterscope.measure.Proportion;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What an exported artefact says of itself, and what `verify` measures again.
///
/// @param network the name of the network
/// @param networkSha256 of the file that it was read from
/// @param data the images that it was measured on, or nothing without any
/// @param floatBytes of the float network's parameters
/// @param compressedBytes what the memory meter showed
/// @param accuracy of the compressed network, top 1
/// @param floating accuracy of the float network on the same images
/// @param agreement how often both name the same class
/// @param backend the kernels that ran; an empty text where nothing was run
public record Claims(
    String network,
    String networkSha256,
    Optional<Data> data,
    long floatBytes,
    long compressedBytes,
    Optional<Proportion> accuracy,
    Optional<Proportion> floating,
    Optional<Proportion> agreement,
    String backend) {

  /// An image set.
  ///
  /// @param reference as on the command line
  public record Data(String reference, String name, String sha256, int images) {}

  /// Claims about memory alone.
  public static Claims of(String network, String networkSha256, Footprint memory) {
    return new Claims(
        network,
        networkSha256,
        Optional.empty(),
        memory.floatBytes(),
        memory.compressedBytes(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /// As JSON.
  public ObjectNode tree() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("network").put("name", network).put("sha256", networkSha256);
    data.ifPresent(known ->
        root.putObject("data")
            .put("reference", known.reference())
            .put("name", known.name())
            .put("sha256", known.sha256())
            .put("images", known.images()));
    root.putObject("memory").put("floatBytes", floatBytes).put("compressedBytes", compressedBytes);
    put(root, "accuracy", accuracy);
    put(root, "floatAccuracy", floating);
    put(root, "agreement", agreement);
    root.put("backend", backend);
    return root;
  }

  private static void put(ObjectNode root, String key, Optional<Proportion> share) {
    share.ifPresent(
        known -> root.putObject(key).put("correct", known.hits()).put("images", known.samples()));
  }

  static Claims of(Fields node) {
    Fields network = node.object("network");
    Fields memory = node.object("memory");
    return new Claims(
        network.text("name"),
        network.text("sha256"),
        node.has("data") ? Optional.of(data(node.object("data"))) : Optional.empty(),
        memory.large("floatBytes"),
        memory.large("compressedBytes"),
        share(node, "accuracy"),
        share(node, "floatAccuracy"),
        share(node, "agreement"),
        node.text("backend"));
  }

  private static Data data(Fields node) {
    return new Data(
        node.text("reference"), node.text("name"), node.text("sha256"), node.whole("images"));
  }

  private static Optional<Proportion> share(Fields node, String key) {
    if (!node.has(key)) {
      return Optional.empty();
    }
    Fields share = node.object(key);
    return Optional.of(new Proportion(share.large("correct"), share.large("images")));
  }
}
