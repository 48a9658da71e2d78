package filterscope.cli;

import filterscope.data.Samples;
import filterscope.job.Progress;
import filterscope.measure.PairedDifference;
import filterscope.measure.Proportion;
import filterscope.study.ClaimRow;
import filterscope.study.Claims;
import filterscope.study.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The claim of the paper behind cross-filter compression, measured on the sample networks.
@Command(
    name = "claims",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Evaluates the sample networks that were trained for a recipe, and compares those whose",
      "filters share scales with those of the same training whose filters do not. Accuracies of",
      "further seeds come from the networks' cards, and are called recorded."
    })
final class ReportClaimsCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N images.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that work on accuracy; one a processor where this is not given.")
  private Optional<Integer> threads = Optional.empty();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  ReportClaimsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requirePositive("--limit", limit);
    requirePositive("--threads", threads);
    Progress progress = console.progress();
    Claims claims =
        Claims.measure(
            Samples.ofHome().list(),
            limit.orElse(Integer.MAX_VALUE),
            threads.orElse(Runtime.getRuntime().availableProcessors()),
            progress,
            _ -> {});
    console.clearProgress();
    if (json) {
      console.json(document(claims));
    } else {
      print(claims);
    }
    return 0;
  }

  private void requirePositive(String option, Optional<Integer> number) {
    if (number.filter(given -> given < 1).isPresent()) {
      throw new ParameterException(
          spec.commandLine(), option + " takes a number from 1, not " + number.get());
    }
  }

  /// Shares are shares of 1, differences are points; what was not measured is null.
  private static ObjectNode document(Claims claims) {
    ObjectNode root = Console.object();
    ObjectNode paper = root.putObject("paper");
    paper.put("title", "Cross-filter compression for CNN inference acceleration");
    paper.put("arxiv", "2005.09034");
    paper.put("differencePointsLow", Claims.PAPER_LOW);
    paper.put("differencePointsHigh", Claims.PAPER_HIGH);
    ArrayNode rows = root.putArray("rows");
    for (ClaimRow row : claims.rows()) {
      describe(rows.addObject(), row, claims);
    }
    ArrayNode account = root.putArray("account");
    claims.account().forEach(account::add);
    ArrayNode notes = root.putArray("notes");
    claims.notes().forEach(notes::add);
    return root;
  }

  private static void describe(ObjectNode node, ClaimRow row, Claims claims) {
    Proportion accuracy = row.shipped().accuracy();
    Optional<ClaimRow> filterwise = claims.filterwise(row);
    node.put("network", row.network());
    node.put("data", row.data());
    node.put("method", row.method());
    if (row.weightBits().isPresent()) {
      node.put("weightBits", row.weightBits().getAsInt());
    } else {
      node.putNull("weightBits");
    }
    node.put("activationBits", row.activationBits());
    node.put("group", row.group());
    node.put("wholeLayer", row.wholeLayer());
    share(node, "top1", accuracy);
    node.put("low", accuracy.low());
    node.put("high", accuracy.high());
    node.put("samples", accuracy.samples());
    node.put("measured", row.shipped().measured());
    filterwise.ifPresentOrElse(
        other -> share(node, "filterwiseTop1", other.shipped().accuracy()),
        () -> node.putNull("filterwiseTop1"));
    number(node, "differencePoints", difference(row, filterwise));
    number(node, "differencePointsLow", end(row.difference().map(PairedDifference::low)));
    number(node, "differencePointsHigh", end(row.difference().map(PairedDifference::high)));
    if (row.verdict() == Verdict.NOT_COMPARED) {
      node.putNull("verdict");
    } else {
      node.put("verdict", row.verdict().words());
    }
    node.put("memoryRatio", row.memoryRatio());
    node.put("networkMemoryRatio", row.networkMemoryRatio());
    node.put("theorySpeedup", row.theorySpeedup());
    number(node, "measuredSpeedup", row.measuredSpeedup());
    ArrayNode seeds = node.putArray("seeds");
    for (ClaimRow.Run run : row.runs()) {
      ObjectNode seed = seeds.addObject();
      seed.put("seed", run.seed());
      share(seed, "top1", run.accuracy());
      seed.put("samples", run.accuracy().samples());
      seed.put("measured", run.measured());
    }
  }

  private static OptionalDouble difference(ClaimRow row, Optional<ClaimRow> filterwise) {
    return row.isFilterwise() || filterwise.isEmpty()
        ? OptionalDouble.empty()
        : row.meanDifference(filterwise.get());
  }

  private static OptionalDouble end(Optional<Double> share) {
    return share.map(end -> OptionalDouble.of(100 * end)).orElseGet(OptionalDouble::empty);
  }

  private static void share(ObjectNode node, String key, Proportion proportion) {
    if (proportion.samples() == 0) {
      node.putNull(key);
    } else {
      node.put(key, proportion.share());
    }
  }

  private static void number(ObjectNode node, String key, OptionalDouble number) {
    if (number.isPresent()) {
      node.put(key, number.getAsDouble());
    } else {
      node.putNull(key);
    }
  }

  private void print(Claims claims) {
    if (claims.rows().isEmpty()) {
      console.line("No sample network was trained for a recipe.");
      return;
    }
    Table table =
        new Table(
            "network",
            "#weights",
            "#activations",
            "#G",
            "#top-1",
            "#95 % interval",
            "#to filter-wise, points",
            "claim",
            "#memory",
            "#theory",
            "#measured",
            "seeds");
    for (ClaimRow row : claims.rows()) {
      table.row(
          row.network(),
          row.weightBits().isPresent() ? row.weightBits().getAsInt() + " bit" : "–",
          row.activationBits() == Float.SIZE ? "float" : row.activationBits() + " bit",
          row.wholeLayer() ? "layer" : Integer.toString(row.group()),
          percent(row.shipped()),
          interval(row.shipped().accuracy()),
          points(row, claims.filterwise(row)),
          row.verdict().words(),
          times(row.memoryRatio()),
          times(row.theorySpeedup()),
          row.measuredSpeedup().isPresent() ? times(row.measuredSpeedup().getAsDouble()) : "–",
          seeds(row));
    }
    table.lines().forEach(console::line);
    console.line("");
    claims.account().forEach(console::line);
    console.line(
        "Differences are means over common seeds; their interval is that of the networks evaluated now, image by image. Memory is"
            + " that of the compressed layers' weights, speed that of whole networks; * marks accuracies from a card.");
    claims.notes().forEach(console::line);
  }

  private static String percent(ClaimRow.Run run) {
    return run.accuracy().samples() == 0
        ? "unknown"
        : String.format(Locale.ROOT, "%.2f %%", 100 * run.accuracy().share())
            + (run.measured() ? "" : " *");
  }

  private static String interval(Proportion accuracy) {
    return accuracy.samples() == 0
        ? "–"
        : String.format(Locale.ROOT, "%.2f … %.2f", 100 * accuracy.low(), 100 * accuracy.high());
  }

  private static String points(ClaimRow row, Optional<ClaimRow> filterwise) {
    OptionalDouble mean = difference(row, filterwise);
    if (row.isFilterwise() || mean.isEmpty()) {
      return "–";
    }
    return String.format(Locale.ROOT, "%+.2f", mean.getAsDouble())
        + row.difference()
            .map(paired ->
                String.format(
                    Locale.ROOT, " (%+.2f … %+.2f)", 100 * paired.low(), 100 * paired.high()))
            .orElse("");
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.1f×", ratio);
  }

  private static String seeds(ClaimRow row) {
    List<String> all =
        row.runs().stream().map(run -> run.seed() + (run.measured() ? "" : "*")).toList();
    return String.join(", ", all);
  }
}
