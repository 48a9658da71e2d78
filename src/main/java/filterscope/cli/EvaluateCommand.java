package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.measure.Accuracy;
import filterscope.measure.Evaluator;
import filterscope.measure.Footprint;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.SpeedModel;
import filterscope.measure.Stopwatch;
import filterscope.method.CompressedNetwork;
import filterscope.method.Recipe;
import filterscope.network.Network;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures accuracy, memory and speed of a network, float or compressed.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Measures accuracy, memory and speed of a network on labelled images.",
      "Without a method, its parameters or a recipe the float network is measured; a network that",
      "was trained for a recipe, which its card names, is measured under that one."
    })
final class EvaluateCommand implements Callable<Integer> {
  /// More would only take memory from one another.
  private static final int MOST_THREADS = 256;

  private final Console console;

  @Mixin private final NetworkArgument argument = new NetworkArgument();

  @Option(
      names = "--data",
      paramLabel = "SET",
      description =
          "idx:IMAGES,LABELS, cifar10:FOLDER, folder:FOLDER, list:FILE.tsv or a name from"
              + " 'filterscope data list'; what the network's card names where this is not given.")
  private Optional<String> data = Optional.empty();

  @Mixin private final RecipeOptions recipes = new RecipeOptions();

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N images.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that work on accuracy; one a processor where this is not given.")
  private Optional<Integer> threads = Optional.empty();

  @Mixin private final PreparationOptions preparations = new PreparationOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireRange("--limit", limit, Integer.MAX_VALUE);
    requireRange("--threads", threads, MOST_THREADS);
    Progress progress = console.progress();
    Opened opened = argument.open(progress.part(0, 0.05));
    Network network = opened.model().network();
    Recipe recipe = opened.recipe(recipes, spec.commandLine());
    ImageSet images = images(opened, progress.part(0.05, 0.1));
    Preparation card =
        opened
            .card()
            .map(Card::preparation)
            .orElseGet(() -> Preparation.plainFor(network.inputShape()));
    Inputs inputs =
        new Inputs(images, preparations.over(card, spec.commandLine()), network.inputShape());
    Evaluation evaluation = evaluate(opened, recipe, inputs, progress.part(0.1, 1));
    console.clearProgress();
    if (json) {
      console.json(evaluation.document());
    } else {
      evaluation.lines().forEach(console::line);
    }
    return 0;
  }

  private void requireRange(String option, Optional<Integer> number, int most) {
    if (number.filter(given -> given < 1 || given > most).isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          option
              + " takes a number from 1"
              + (most == Integer.MAX_VALUE ? "" : " to " + most)
              + ", not "
              + number.get());
    }
  }

  private ImageSet images(Opened opened, Progress progress) {
    ImageSet set =
        data.map(reference -> ImageSets.open(reference, progress))
            .or(() -> fromCard(opened, progress))
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "which images? The network has no card that names them; say --data SET"));
    return limit.map(set::limit).orElse(set);
  }

  private static Optional<ImageSet> fromCard(Opened opened, Progress progress) {
    Path folder = opened.cardFolder();
    return opened
        .card()
        .flatMap(Card::data)
        .map(reference -> ImageSets.open(reference, folder, progress));
  }

  private Evaluation evaluate(Opened opened, Recipe recipe, Inputs inputs, Progress progress) {
    Network network = opened.model().network();
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), Backend.best());
    CompressedNetwork compressed =
        opened.compress(recipe, floating, Optional.of(inputs), progress.part(0, 0.1));
    CompiledNetwork measured = recipe.layers().isEmpty() ? floating : floating.with(compressed);
    int workers = threads.orElse(Runtime.getRuntime().availableProcessors());
    Accuracy accuracy;
    try (Evaluator evaluator = new Evaluator(inputs, workers)) {
      accuracy =
          evaluator.evaluate(
              floating, measured, inputs.size(), progress.part(0.1, 0.9), partial -> {});
    }
    MeasuredSpeed speed = Stopwatch.measure(floating, measured, inputs, progress.part(0.9, 1));
    return new Evaluation(
        opened.name(),
        opened.model().sha256(),
        opened.trainedFor().isPresent(),
        inputs.images().name(),
        compressed,
        accuracy,
        Footprint.of(compressed),
        SpeedModel.XNOR_NET.networkSpeedup(compressed),
        speed);
  }
}
