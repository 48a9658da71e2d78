package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Inputs;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.job.WholeFile;
import filterscope.measure.Accuracy;
import filterscope.measure.Evaluator;
import filterscope.measure.Search;
import filterscope.measure.SearchGoal;
import filterscope.measure.SearchReport;
import filterscope.measure.SweepAxes;
import filterscope.measure.SweepGrid;
import filterscope.measure.SweepOrigin;
import filterscope.measure.TradeOff;
import filterscope.measure.Trial;
import filterscope.method.CompressedNetwork;
import filterscope.method.Recipe;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Searches a method and its settings for every layer of its own.
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Searches a method and its settings for every layer of its own: the smallest network that is accurate enough,"
          + " or the most accurate one that is small or fast enough.",
      "Every layer may stay float, or get any combination of what is named; cross-filter compression of 1 to 8 bits where"
          + " nothing is named."
    })
final class SearchCommand implements Callable<Integer> {
  private static final Duration STOPWATCH = Duration.ofMillis(300);
  private static final Map<String, String> USUAL =
      Map.of("weight-bits", "1,2,3,4,6,8", "group", "1,4,16");

  private final Console console;

  @Mixin private final NetworkArgument argument = new NetworkArgument();

  @Option(
      names = "--min-accuracy",
      paramLabel = "SHARE",
      description = "How accurate it has to be, as 0.91 or 91%%.")
  private Optional<String> leastAccuracy = Optional.empty();

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description = "How many bytes its parameters may take.")
  private Optional<Long> mostBytes = Optional.empty();

  @Option(
      names = "--max-millis",
      paramLabel = "T",
      description = "How many milliseconds an image may take on this machine.")
  private Optional<Double> mostMillis = Optional.empty();

  @Mixin private final AxisOptions axes = new AxisOptions();

  @Mixin private final LayerOptions layers = new LayerOptions();

  @Option(
      names = "--out",
      paramLabel = "RECIPE.json",
      description = "Write the best recipe there, each time that a better one is found.")
  private Optional<Path> out = Optional.empty();

  @Mixin private final ImagesOptions measured = new ImagesOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  SearchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    measured.requireRanges(spec.commandLine());
    SearchGoal goal = goal();
    SweepAxes asked = axes.axes(List.of(Methods.byId(CrossFilter.ID)), USUAL, spec.commandLine());
    SweepGrid grid = asked.grid();
    if (grid.choices().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is nothing to choose from: " + grid.skipped().getFirst().reason());
    }
    Progress progress = console.progress();
    Opened opened = argument.openFloat(progress.part(0, 0.02));
    Network network = opened.model().network();
    Recipe scope = layers.uniform(network, grid.choices().getFirst());
    Inputs inputs = measured.inputs(opened, spec.commandLine(), progress.part(0.02, 0.05));
    SweepOrigin origin = SweepOrigin.of(opened.name(), opened.model().sha256(), inputs);
    SearchResult result =
        search(goal, grid, List.copyOf(scope.layers().keySet()), network, inputs, origin, progress);
    console.clearProgress();
    if (json) {
      console.json(result.document());
    } else {
      result.lines().forEach(console::line);
    }
    if (result.report().best().isEmpty()) {
      console.complain(result.failure());
      return 1;
    }
    return 0;
  }

  private SearchGoal goal() {
    if (leastAccuracy.isEmpty() && mostBytes.isEmpty() && mostMillis.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "what is searched for? Say --min-accuracy, --max-bytes or --max-millis");
    }
    if (mostBytes.filter(most -> most < 1).isPresent()
        || mostMillis.filter(most -> !(most > 0)).isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--max-bytes and --max-millis take positive numbers");
    }
    return new SearchGoal(
        leastAccuracy.map(this::share).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        mostBytes.map(OptionalLong::of).orElse(OptionalLong.empty()),
        mostMillis.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
  }

  private double share(String text) {
    boolean percent = text.strip().endsWith("%");
    try {
      double number = Double.parseDouble(text.replace("%", "").strip()) / (percent ? 100 : 1);
      if (number >= 0 && number <= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new ParameterException(spec.commandLine(), refusal(text), e);
    }
    throw new ParameterException(spec.commandLine(), refusal(text));
  }

  private static String refusal(String text) {
    return "--min-accuracy takes a share as 0.91 or 91%, not '" + text + "'";
  }

  private SearchResult search(
      SearchGoal goal,
      SweepGrid grid,
      List<String> names,
      Network network,
      Inputs inputs,
      SweepOrigin origin,
      Progress progress) {
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), Backend.best());
    try (Evaluator evaluator = new Evaluator(inputs, measured.threads())) {
      Trial trial = new Trial(floating, evaluator, inputs, Optional.of(STOPWATCH), Methods::byId);
      Listener listener = new Listener();
      SearchReport report =
          new Search(floating, trial, inputs, measured.threads(), goal)
              .run(names, grid.choices(), progress.part(0.05, 1), listener::hear);
      Accuracy accuracy =
          evaluator.evaluate(floating, floating, inputs.size(), Progress.NONE, _ -> {});
      return new SearchResult(origin, goal, accuracy, report);
    }
  }

  /// Tells what is new on standard error, and keeps the best recipe in its file.
  private final class Listener {
    private Optional<TradeOff> best = Optional.empty();
    private int told;
    private String doing = "";

    void hear(SearchReport report) {
      if (!report.best().equals(best)) {
        best = report.best();
        best.ifPresent(figures -> out.ifPresent(file -> write(file, figures.recipe())));
      }
      console.clearProgress();
      if (report.points().isEmpty() && !report.doing().equals(doing)) {
        doing = report.doing();
        console.err().println(doing);
      }
      for (; told < report.points().size(); told++) {
        TradeOff figures = report.points().get(told);
        boolean isBest = best.filter(figures::equals).isPresent();
        console
            .err()
            .println(
                "measured "
                    + (told + 1)
                    + ": "
                    + SearchResult.line(figures)
                    + (isBest ? ", the best so far" : ""));
      }
      console.err().flush();
    }

    private void write(Path file, Recipe recipe) {
      try {
        byte[] text = (RecipeJson.write(recipe) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, stream -> stream.write(text));
      } catch (IOException e) {
        throw new BadInputException(
            "the recipe cannot be written to " + file + " (" + e.getMessage() + ")", e);
      }
    }
  }
}
