package filterscope.cli;

import filterscope.measure.Accuracy;
import filterscope.measure.SearchGoal;
import filterscope.measure.SearchReport;
import filterscope.measure.SweepOrigin;
import filterscope.measure.TradeOff;
import filterscope.method.LayerRecipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A finished search, as JSON or as lines of text.
///
/// @param floating the accuracy of the float network on the same images
record SearchResult(SweepOrigin origin, SearchGoal goal, Accuracy floating, SearchReport report) {

  /// One document. A configuration has the figures of `evaluate` under the same keys.
  ObjectNode document() {
    ObjectNode document = Console.object();
    ObjectNode about = document.putObject("network");
    about.put("name", origin.network());
    about.put("sha256", origin.networkSha256());
    ObjectNode images = document.putObject("data");
    images.put("name", origin.data());
    images.put("sha256", origin.dataSha256());
    images.put("samples", origin.samples());
    FiguresJson.accuracy(document.putObject("float"), floating);
    ObjectNode wanted = document.putObject("goal");
    goal.leastAccuracy().ifPresent(least -> wanted.put("minAccuracy", least));
    goal.mostBytes().ifPresent(most -> wanted.put("maxBytes", most));
    goal.mostMillis().ifPresent(most -> wanted.put("maxMillis", most));
    document.put("met", report.best().isPresent());
    report
        .best()
        .ifPresentOrElse(
            best -> SweepResult.figures(document.putObject("best"), best),
            () -> document.putNull("best"));
    ArrayNode front = document.putArray("front");
    report.front().forEach(point -> SweepResult.figures(front.addObject(), point));
    document.put("measured", report.points().size());
    return document;
  }

  /// For people: the best configuration layer by layer, and the front.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s on %s, %,d images; float: top-1 %.2f %%",
            origin.network(),
            origin.data(),
            origin.samples(),
            100 * floating.top1().share()));
    lines.add("wanted: " + goal.words());
    report
        .best()
        .ifPresent(best -> {
          lines.add("best:   " + line(best));
          Table table = new Table("  layer", "method", "settings");
          best.recipe()
              .layers()
              .forEach((layer, choice) ->
                  table.row("  " + layer, methods(choice), choice.settings().toString()));
          lines.addAll(table.lines());
        });
    lines.add(
        "no other of the " + report.points().size() + " measured is smaller and as accurate:");
    report.front().forEach(point -> lines.add("  " + line(point)));
    return lines;
  }

  private static String methods(LayerRecipe choice) {
    return choice.chain().stream().map(link -> link.method()).collect(Collectors.joining(" + "));
  }

  /// The figures of one configuration.
  static String line(TradeOff figures) {
    return String.format(
        Locale.ROOT,
        "top-1 %.2f %%, %,d bytes%s",
        100 * figures.accuracy().top1().share(),
        figures.memory().compressedBytes(),
        figures
            .speed()
            .map(
                speed -> String.format(Locale.ROOT, ", %.3f ms", speed.compressed().medianMillis()))
            .orElse(""));
  }

  /// Why nothing was found.
  String failure() {
    String nearest =
        report.points().stream()
            .max(Comparator.comparingDouble(point -> point.accuracy().top1().share()))
            .map(SearchResult::line)
            .orElse("nothing");
    return "no configuration was found with "
        + goal.words()
        + "; the most accurate one measured has "
        + nearest
        + ", so ask for less or offer other methods";
  }
}
