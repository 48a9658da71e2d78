package filterscope.cli;

import filterscope.measure.Accuracy;
import filterscope.measure.SweepGrid;
import filterscope.measure.SweepOrigin;
import filterscope.measure.SweepPoint;
import filterscope.measure.SweepReport;
import filterscope.measure.TradeOff;
import filterscope.method.catalog.RecipeJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A finished sweep, as JSON or as a table.
///
/// @param floating the accuracy of the float network on the same images
record SweepResult(SweepOrigin origin, Accuracy floating, SweepReport report) {

  /// One document. A point has the figures of `evaluate` under the same keys.
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
    Set<SweepPoint> front = new LinkedHashSet<>(report.front());
    ArrayNode points = document.putArray("points");
    for (SweepPoint point : report.points()) {
      ObjectNode node = points.addObject();
      node.put("method", point.method());
      ObjectNode settings = node.putObject("settings");
      point.settings().forEach(settings::put);
      figures(node, point.figures());
      node.put("pareto", front.contains(point));
    }
    ArrayNode indices = document.putArray("front");
    front.forEach(point -> indices.add(report.points().indexOf(point)));
    ArrayNode skipped = document.putArray("skipped");
    for (SweepGrid.Skipped left : report.skipped()) {
      ObjectNode node = skipped.addObject();
      node.put("method", left.method());
      node.put("settings", left.settings());
      node.put("reason", left.reason());
    }
    return document;
  }

  /// Adds the figures of one configuration with its recipe.
  static void figures(ObjectNode node, TradeOff figures) {
    node.set("recipe", RecipeJson.toTree(figures.recipe()));
    FiguresJson.accuracy(node, figures.accuracy());
    FiguresJson.memory(node, figures.memory());
    FiguresJson.speed(node, figures.theory(), figures.speed());
  }

  /// A table for people; `*` marks the Pareto front.
  List<String> lines() {
    Set<SweepPoint> front = new LinkedHashSet<>(report.front());
    Table table =
        new Table(
            "",
            "method",
            "settings",
            "#top-1",
            "#interval",
            "#bytes",
            "#ratio",
            "#bits/weight",
            "#theory",
            "#measured");
    for (SweepPoint point : report.points()) {
      TradeOff figures = point.figures();
      table.row(
          front.contains(point) ? "*" : "",
          point.method(),
          varied(point),
          percent(figures.accuracy().top1().share()),
          percent(figures.accuracy().top1().low())
              + "…"
              + percent(figures.accuracy().top1().high()),
          String.format(Locale.ROOT, "%,d", figures.memory().compressedBytes()),
          times(figures.memory().ratio()),
          String.format(Locale.ROOT, "%.3f", figures.memory().bitsPerWeight()),
          times(figures.theory()),
          figures
              .speed()
              .map(speed -> (speed.simulated() ? "~" : "") + times(speed.speedup()))
              .orElse("–"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s on %s, %,d images; float: top-1 %s %%",
            origin.network(),
            origin.data(),
            origin.samples(),
            percent(floating.top1().share())));
    lines.addAll(table.lines());
    lines.add(
        "* no other point is at once smaller and more accurate; ~ timed through restored float weights");
    report
        .skipped()
        .forEach(left ->
            lines.add(
                "left out: " + left.method() + " (" + left.settings() + "): " + left.reason()));
    return lines;
  }

  /// The settings in which the points of this method differ.
  private String varied(SweepPoint point) {
    Map<String, Set<String>> values =
        report.points().stream()
            .filter(other -> other.method().equals(point.method()))
            .flatMap(other -> other.settings().entrySet().stream())
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    return point.settings().entrySet().stream()
        .filter(entry -> values.getOrDefault(entry.getKey(), Set.of()).size() > 1)
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  private static String times(double factor) {
    return String.format(Locale.ROOT, "%.2f×", factor);
  }
}
