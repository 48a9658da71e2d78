package filterscope.cli;

import filterscope.data.Card;
import filterscope.measure.Proportion;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import filterscope.train.EpochReport;
import filterscope.train.FineTunePlan;
import filterscope.train.Learned;
import filterscope.train.NetworkFiles;
import filterscope.train.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What came of a fine-tuning, for its card, for people and for programs.
///
/// @param network the base name of the file that was started from
/// @param sha256 of that file
/// @param evaluation the name of the images of the three accuracies
/// @param floating the accuracy of the network that was started from, not compressed
/// @param effects its accuracy when the recipe compresses it, without a repair and after each
/// @param after the accuracy of the fine-tuned network when the recipe compresses it
/// @param kept the epoch whose weights were written, where it was chosen
/// @param seconds for everything, earlier epochs of a resumed run included
record FinetuneResult(
    String network,
    String sha256,
    Path out,
    String evaluation,
    Recipe recipe,
    FineTunePlan tuned,
    List<EpochReport> reports,
    Optional<EpochReport> kept,
    Proportion floating,
    List<Evaluation.Effect> effects,
    Proportion after,
    double seconds) {
  FinetuneResult {
    reports = List.copyOf(reports);
    effects = List.copyOf(effects);
  }

  private TrainingPlan plan() {
    return tuned.training();
  }

  /// The accuracy of the network as it was opened, compressed.
  Proportion before() {
    return effects.getFirst().top1();
  }

  /// The facts of the card, in the order in which a person reads them.
  ///
  /// @param command as it was typed
  /// @param data the images that it was trained on, as they were typed
  /// @param recipeFile the name of the recipe's file
  Map<String, String> provenance(String command, String data, String recipeFile) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("command", command);
    facts.put("startedFrom", network + ", SHA-256 " + sha256);
    facts.put(
        "trainedOn", data + ", " + reports.getLast().training().samples() + " images an epoch");
    if (!recipe.layers().isEmpty()) {
      facts.put(Card.RECIPE, recipeFile);
    }
    facts.put("weights", recipe.layers().isEmpty() ? "float" : NetworkFiles.SHADOW_WEIGHTS);
    facts.put("seed", Long.toString(plan().seed()));
    facts.put("epochs", Integer.toString(plan().epochs()));
    facts.put("batch", Integer.toString(plan().batch()));
    facts.put("optimizer", plan().optimizer().name().toLowerCase(Locale.ROOT));
    facts.put("rate", Double.toString(plan().rate()));
    tuned
        .distillation()
        .ifPresent(how ->
            facts.put(
                "distillation",
                "weight %s, temperature %s".formatted(how.weight(), how.temperature())));
    if (!tuned.learned().isEmpty()) {
      facts.put(
          "learned",
          tuned.learned().stream().map(Learned::id).sorted().collect(Collectors.joining(", ")));
    }
    facts.put("holdOut", Integer.toString(plan().holdOut()));
    kept.ifPresent(report -> {
      facts.put("keptEpoch", Integer.toString(report.epoch()));
      facts.put("heldOutAccuracy", share(report.heldOut().share()));
    });
    facts.put("seconds", String.format(Locale.ROOT, "%.0f", seconds));
    facts.put(
        "machine",
        "%d processors, %s, Java %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                Runtime.version().feature()));
    facts.put("accuracyOn", evaluation);
    facts.put("accuracySamples", Long.toString(after.samples()));
    facts.put("floatAccuracyBefore", share(floating.share()));
    facts.put("compressedAccuracyBefore", share(before().share()));
    facts.put("compressedAccuracy", share(after.share()));
    facts.put("compressedAccuracyLow", share(after.low()));
    facts.put("compressedAccuracyHigh", share(after.high()));
    return facts;
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  /// One document; figures are not rounded, shares are shares of 1, and what was not measured is null.
  ObjectNode document() {
    ObjectNode root = Console.object();
    ObjectNode about = root.putObject("network");
    about.put("name", network);
    about.put("sha256", sha256);
    root.put("out", out.toString());
    ArrayNode epochs = root.putArray("epochs");
    for (EpochReport report : reports) {
      ObjectNode epoch = epochs.addObject();
      epoch.put("epoch", report.epoch());
      epoch.put("loss", report.loss());
      epoch.put("trainAccuracy", report.training().share());
      put(epoch, "heldOut", report.heldOut());
    }
    kept.ifPresentOrElse(
        report -> root.put("keptEpoch", report.epoch()), () -> root.putNull("keptEpoch"));
    root.put("data", evaluation);
    put(root, "before", before());
    put(root, "after", after);
    put(root, "float", floating);
    root.put("seconds", seconds);
    root.put("seed", plan().seed());
    root.set("recipe", RecipeJson.toTree(recipe));
    if (effects.size() > 1) {
      ArrayNode repairs = root.putArray("repairs");
      effects.forEach(effect -> repairs.add(effect.document()));
    }
    return root;
  }

  private static void put(ObjectNode parent, String key, Proportion share) {
    if (share.samples() == 0) {
      parent.putNull(key);
      return;
    }
    ObjectNode node = parent.putObject(key);
    node.put("top1", share.share());
    node.put("low", share.low());
    node.put("high", share.high());
    node.put("samples", share.samples());
  }

  /// The same for people.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, "%s on %s, %,d images", network, evaluation, after.samples()));
    lines.add("  float              " + TrainLog.percent(floating));
    lines.add("  compressed before  " + TrainLog.percent(before()));
    for (Evaluation.Effect effect : effects.subList(1, effects.size())) {
      lines.add("  repair %-11s %s".formatted(effect.repair(), TrainLog.percent(effect.top1())));
    }
    lines.add("  compressed after   " + TrainLog.percent(after));
    lines.add(
        String.format(
            Locale.ROOT,
            "  kept               epoch %d of %d, %.0f s in all",
            kept.map(EpochReport::epoch).orElse(plan().epochs()),
            plan().epochs(),
            seconds));
    lines.add(
        "  written            %s%s"
            .formatted(out, recipe.layers().isEmpty() ? "" : ", to be compressed as it was here"));
    return lines;
  }
}
