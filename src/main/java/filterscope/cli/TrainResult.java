package filterscope.cli;

import filterscope.data.Card;
import filterscope.measure.Proportion;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import filterscope.train.EpochReport;
import filterscope.train.NetworkFiles;
import filterscope.train.TrainingPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What came of a training, for its card and for programs.
///
/// @param command that gives the same weights again
/// @param recipe what the network is trained to be compressed by; float where it lists nothing
/// @param evaluation the reference of the images on which the finished network was evaluated
/// @param accuracy on them
record TrainResult(
    String architecture,
    String command,
    String data,
    Recipe recipe,
    TrainingPlan plan,
    List<EpochReport> reports,
    Optional<String> evaluation,
    Optional<Proportion> accuracy) {
  TrainResult {
    reports = List.copyOf(reports);
  }

  double seconds() {
    return reports.stream().mapToDouble(EpochReport::seconds).sum();
  }

  private EpochReport last() {
    return reports.getLast();
  }

  /// The facts of the card, in the order in which a person reads them.
  Map<String, String> provenance(NetworkFiles files) {
    String kind = recipe.layers().isEmpty() ? "float" : "compressed";
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("command", command);
    facts.put("trainedOn", data + ", " + last().training().samples() + " images an epoch");
    if (!recipe.layers().isEmpty()) {
      facts.put(Card.RECIPE, String.valueOf(files.recipe().getFileName()));
      facts.put("weights", NetworkFiles.SHADOW_WEIGHTS);
    }
    facts.put("seed", Long.toString(plan.seed()));
    facts.put("epochs", Integer.toString(plan.epochs()));
    facts.put("seconds", String.format(Locale.ROOT, "%.0f", seconds()));
    facts.put(
        "machine",
        "%d processors, %s, Java %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                Runtime.version().feature()));
    if (last().heldOut().samples() > 0) {
      facts.put("heldOutAccuracy", share(last().heldOut().share()));
      facts.put("heldOutSamples", Long.toString(last().heldOut().samples()));
    }
    accuracy.ifPresent(measured -> {
      facts.put(kind + "Accuracy", share(measured.share()));
      facts.put(kind + "AccuracyLow", share(measured.low()));
      facts.put(kind + "AccuracyHigh", share(measured.high()));
      facts.put(kind + "AccuracySamples", Long.toString(measured.samples()));
      facts.put(kind + "AccuracyOn", evaluation.orElse(""));
    });
    return facts;
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  ObjectNode document(Path file) {
    ObjectNode root = Console.object();
    root.put("architecture", architecture);
    root.put("data", data);
    root.put("command", command);
    root.put("file", file.toString());
    root.set("recipe", RecipeJson.toTree(recipe));
    root.put("seconds", seconds());
    ArrayNode epochs = root.putArray("epochs");
    for (EpochReport report : reports) {
      ObjectNode epoch = epochs.addObject();
      epoch.put("epoch", report.epoch());
      epoch.put("loss", report.loss());
      epoch.put("training", report.training().share());
      if (report.heldOut().samples() > 0) {
        put(epoch.putObject("heldOut"), report.heldOut());
      }
      epoch.put("imagesPerSecond", report.imagesPerSecond());
    }
    accuracy.ifPresent(measured -> put(root.putObject("accuracy"), measured));
    return root;
  }

  private static void put(ObjectNode node, Proportion share) {
    node.put("top1", share.share());
    node.put("low", share.low());
    node.put("high", share.high());
    node.put("samples", share.samples());
  }
}
