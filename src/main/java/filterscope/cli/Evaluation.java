package filterscope.cli;

import filterscope.measure.Accuracy;
import filterscope.measure.Footprint;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.Proportion;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.catalog.RecipeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// The figures of one network on one image set, as JSON or as lines of text.
///
/// @param shadow whether the float weights are only the shadow of those that the network was trained to have
/// @param theory how many times faster the compressed network should be by counting operations
record Evaluation(
    String network,
    String sha256,
    boolean shadow,
    String data,
    CompressedNetwork compressed,
    Accuracy accuracy,
    Footprint memory,
    double theory,
    MeasuredSpeed speed) {

  /// One document; figures are not rounded, shares are shares of 1, and what was not measured is null.
  ObjectNode document() {
    ObjectNode document = Console.object();
    ObjectNode about = document.putObject("network");
    about.put("name", network);
    about.put("sha256", sha256);
    ObjectNode images = document.putObject("data");
    images.put("name", data);
    images.put("samples", accuracy.samples());
    document.set("recipe", RecipeJson.toTree(compressed.recipe()));
    ObjectNode right = document.putObject("accuracy");
    share(right, "top1", accuracy.top1());
    share(right, "top5", accuracy.top5());
    right.put("low", accuracy.top1().low());
    right.put("high", accuracy.top1().high());
    right.put("samples", accuracy.samples());
    if (shadow) {
      document.putNull("agreement");
    } else {
      share(document, "agreement", accuracy.agreement());
    }
    document.put("shadowWeights", shadow);
    memory(document.putObject("memory"));
    speed(document.putObject("speed"));
    return document;
  }

  private static void share(ObjectNode node, String key, Proportion proportion) {
    if (proportion.samples() == 0) {
      node.putNull(key);
    } else {
      node.put(key, proportion.share());
    }
  }

  private void memory(ObjectNode node) {
    node.put("floatBytes", memory.floatBytes());
    node.put("compressedBytes", memory.compressedBytes());
    node.put("ratio", memory.ratio());
    node.put("bitsPerWeight", memory.bitsPerWeight());
    ObjectNode breakdown = node.putObject("breakdown");
    bytes(breakdown, "codes", memory.codeBits());
    bytes(breakdown, "scales", memory.scaleBits());
    bytes(breakdown, "codebooks", memory.codebookBits());
    bytes(breakdown, "bias", memory.biasBits());
    bytes(breakdown, "batchNorm", memory.batchNormBits());
    bytes(breakdown, "float", memory.floatBits());
  }

  /// Bytes of so many bits, as a fraction only where they do not fill the last byte.
  private static void bytes(ObjectNode node, String key, long bits) {
    if (bits % 8 == 0) {
      node.put(key, bits / 8);
    } else {
      node.put(key, bits / 8.0);
    }
  }

  private void speed(ObjectNode node) {
    node.putObject("theory").put("speedup", theory);
    ObjectNode measured = node.putObject("measured");
    measured.put("floatMillisPerImage", speed.floating().medianMillis());
    measured.put("compressedMillisPerImage", speed.compressed().medianMillis());
    measured.put("speedup", speed.speedup());
    measured.put("backend", speed.backend());
    measured.put("threads", speed.threads());
    measured.put("simulated", speed.simulated());
  }

  /// The same for people.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, "%s on %s, %,d images", network, data, accuracy.samples()));
    lines.add(String.format(Locale.ROOT, "  recipe     %s", recipe()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  top-1      %s  (95 %% interval %.2f … %.2f %%)",
            percent(accuracy.top1()),
            100 * accuracy.top1().low(),
            100 * accuracy.top1().high()));
    lines.add(String.format(Locale.ROOT, "  top-5      %s", percent(accuracy.top5())));
    lines.add(
        shadow
            ? "  agreement  not compared: the float weights are the shadow of compressed ones"
            : String.format(
                Locale.ROOT,
                "  agreement  %s with the float network",
                percent(accuracy.agreement())));
    lines.add(
        String.format(
            Locale.ROOT,
            "  memory     %s → %s, %.2f× smaller, %.3f bits a weight",
            bytes(memory.floatBytes()),
            bytes(memory.compressedBytes()),
            memory.ratio(),
            memory.bitsPerWeight()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  speed      %.3f → %.3f ms an image, %.2f× measured (%s, threads: %d%s), %.2f× in theory",
            speed.floating().medianMillis(),
            speed.compressed().medianMillis(),
            speed.speedup(),
            speed.backend(),
            speed.threads(),
            speed.simulated() ? ", simulated through float weights" : "",
            theory));
    return lines;
  }

  private String recipe() {
    Set<String> choices =
        compressed.recipe().layers().values().stream()
            .map(Evaluation::choice)
            .collect(Collectors.toSet());
    if (choices.isEmpty()) {
      return shadow
          ? "float, for which these weights were not trained: they are to be compressed"
          : "float";
    }
    int all = compressed.network().weightedLayers().size();
    String where =
        String.format(
            Locale.ROOT,
            "on %d of %d layers with weights",
            compressed.recipe().layers().size(),
            all);
    return choices.size() == 1
        ? choices.iterator().next() + " " + where
        : choices.size() + " different choices " + where;
  }

  private static String choice(LayerRecipe choice) {
    return choice.method() + " (" + choice.settings() + ")";
  }

  private static String percent(Proportion proportion) {
    return proportion.samples() == 0
        ? "not compared"
        : String.format(Locale.ROOT, "%.2f %%", 100 * proportion.share());
  }

  private static String bytes(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
  }
}
