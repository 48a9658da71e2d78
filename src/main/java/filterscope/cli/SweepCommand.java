package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Inputs;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.Accuracy;
import filterscope.measure.Evaluator;
import filterscope.measure.Sweep;
import filterscope.measure.SweepAxes;
import filterscope.measure.SweepFile;
import filterscope.measure.SweepGrid;
import filterscope.measure.SweepOrigin;
import filterscope.measure.SweepReport;
import filterscope.measure.Trial;
import filterscope.method.CompressedNetwork;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures a grid of configurations: methods × weight bits × activation bits × group size × anything else.
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Measures accuracy, memory and speed of a network under every combination of methods and parameters.",
      "All methods take part unless some are named. A method without one of the parameters is measured"
          + " once for all its values; values that a method does not take are left out, with the reason."
    })
final class SweepCommand implements Callable<Integer> {
  private static final Duration STOPWATCH = Duration.ofMillis(300);

  private final Console console;

  @Mixin private final NetworkArgument argument = new NetworkArgument();

  @Mixin private final AxisOptions axes = new AxisOptions();

  @Mixin private final LayerOptions layers = new LayerOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "Write the points there, each as soon as it is measured.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--resume",
      description = "Take the points that the file already has, and measure the others.")
  private boolean resume;

  @Option(
      names = "--timing",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Measure speed too (the default); without it a sweep is quicker.")
  private boolean timing = true;

  @Mixin private final ImagesOptions measured = new ImagesOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  SweepCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    measured.requireRanges(spec.commandLine());
    SweepAxes asked = axes.axes(Methods.all(), Map.of(), spec.commandLine());
    SweepGrid grid = asked.grid();
    if (grid.choices().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "nothing is left to sweep: " + grid.skipped().getFirst().reason());
    }
    requireFile();
    Progress progress = console.progress();
    Opened opened = argument.openFloat(progress.part(0, 0.02));
    Network network = opened.model().network();
    layers.uniform(network, grid.choices().getFirst());
    Inputs inputs = measured.inputs(opened, spec.commandLine(), progress.part(0.02, 0.05));
    SweepOrigin origin = SweepOrigin.of(opened.name(), opened.model().sha256(), inputs);
    Optional<SweepFile> file = out.map(path -> new SweepFile(path, origin));
    if (resume) {
      file.ifPresent(SweepFile::readBack);
    }
    SweepResult result = sweep(network, grid, inputs, file, origin, progress.part(0.05, 1));
    console.clearProgress();
    if (json) {
      console.json(result.document());
    } else {
      result.lines().forEach(console::line);
    }
    return 0;
  }

  private void requireFile() {
    if (resume && out.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--resume goes on with a file; say which with --out FILE.csv");
    }
    out.ifPresent(path -> {
      try {
        if (!resume && Files.exists(path) && Files.size(path) > 0) {
          throw new BadInputException(
              path + " exists; say --resume to go on with it, or choose another file");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private SweepResult sweep(
      Network network,
      SweepGrid grid,
      Inputs inputs,
      Optional<SweepFile> file,
      SweepOrigin origin,
      Progress progress) {
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), Backend.best());
    SweepLog log = new SweepLog(console);
    try (Evaluator evaluator = new Evaluator(inputs, measured.threads())) {
      Trial trial =
          new Trial(
              floating,
              evaluator,
              inputs,
              timing ? Optional.of(STOPWATCH) : Optional.empty(),
              Methods::byId);
      Sweep sweep =
          new Sweep(
              trial,
              choice -> layers.uniform(network, choice),
              recipe -> file.flatMap(known -> known.find(recipe)));
      SweepReport report =
          sweep.run(
              grid,
              progress,
              soFar -> {
                file.ifPresent(written -> written.add(soFar.points()));
                log.tell(soFar);
              });
      Accuracy accuracy =
          evaluator.evaluate(floating, floating, inputs.size(), Progress.NONE, _ -> {});
      return new SweepResult(origin, accuracy, report);
    }
  }
}
