package filterscope.cli;

import filterscope.measure.Accuracy;
import filterscope.measure.Footprint;
import filterscope.measure.LogitDifference;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.Proportion;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.catalog.RecipeJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The figures of one network on one image set, as JSON or as lines of text.
///
/// @param shadow whether the float weights are only the shadow of those that the network was trained to have
/// @param moved how far the float network is from itself with its filters in the order in which they are stored; nothing where they
///     stay in place
/// @param effects what each repair made of the accuracy, the first without any; empty where none was asked for
/// @param theory how many times faster the compressed network should be by counting operations
record Evaluation(
    String network,
    String sha256,
    boolean shadow,
    String data,
    CompressedNetwork compressed,
    Optional<LogitDifference> moved,
    Accuracy accuracy,
    List<Effect> effects,
    Footprint memory,
    double theory,
    MeasuredSpeed speed) {
  /// The accuracy after a repair and those before it.
  record Effect(String repair, Proportion top1) {
    ObjectNode document() {
      ObjectNode node = Console.object();
      node.put("repair", repair);
      node.put("top1", top1.share());
      node.put("low", top1.low());
      node.put("high", top1.high());
      return node;
    }
  }

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
    moved.ifPresent(difference -> {
      ObjectNode reordering = document.putObject("reordering");
      reordering.put("images", difference.images());
      reordering.put("largestLogitDifference", difference.largest());
      reordering.put("largestLogit", difference.magnitude());
    });
    FiguresJson.accuracy(document, accuracy);
    if (shadow) {
      document.putNull("agreement");
    }
    document.put("shadowWeights", shadow);
    if (!effects.isEmpty()) {
      ArrayNode repairs = document.putArray("repairs");
      effects.forEach(effect -> repairs.add(effect.document()));
    }
    FiguresJson.memory(document, memory);
    FiguresJson.speed(document, theory, Optional.of(speed));
    return document;
  }

  /// The same for people.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, "%s on %s, %,d images", network, data, accuracy.samples()));
    lines.add(String.format(Locale.ROOT, "  recipe     %s", recipe()));
    moved.ifPresent(difference ->
        lines.add(
            String.format(
                Locale.ROOT,
                "  reordered  filters moved, same function: float logits up to %.3g differ by at most"
                    + " %.2g on %d images",
                difference.magnitude(),
                difference.largest(),
                difference.images())));
    lines.add(
        String.format(
            Locale.ROOT,
            "  top-1      %s  (95 %% interval %.2f … %.2f %%)",
            percent(accuracy.top1()),
            100 * accuracy.top1().low(),
            100 * accuracy.top1().high()));
    for (Effect effect : effects) {
      lines.add(
          String.format(
              Locale.ROOT, "  repair     %-12s top-1 %s", effect.repair(), percent(effect.top1())));
    }
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
    speed
        .onnxRuntime()
        .ifPresent(timing ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  beside     %.3f ms an image for the float network in ONNX Runtime, %.2f× that of the"
                        + " compressed one",
                    timing.medianMillis(),
                    timing.medianMillis() / speed.compressed().medianMillis())));
    lines.add("  kernels    " + kernels());
    return lines;
  }

  /// How many layers each kernel runs.
  private String kernels() {
    Map<String, Long> counts = new LinkedHashMap<>();
    speed.kernels().values().forEach(name -> counts.merge(name, 1L, Long::sum));
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " × " + entry.getKey())
        .collect(Collectors.joining("; "));
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
    return choice.chain().stream()
        .map(link -> link.method() + " (" + link.settings() + ")")
        .collect(Collectors.joining(", then "));
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
