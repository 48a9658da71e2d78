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
import filterscope.measure.Evaluator;
import filterscope.measure.Proportion;
import filterscope.method.Calibration;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import filterscope.onnx.OnnxWriter;
import filterscope.train.Checkpoint;
import filterscope.train.EpochReport;
import filterscope.train.FineTune;
import filterscope.train.FineTunePlan;
import filterscope.train.NetworkFiles;
import filterscope.train.Repair;
import filterscope.train.Repairs;
import filterscope.train.Trainer;
import filterscope.train.TrainingKernels;
import filterscope.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `finetune NETWORK --data SET --out FILE`: trains a network through its compression, so that it keeps its accuracy.
@Command(
    name = "finetune",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Trains a network through its compression, so that it gets its accuracy back, and writes",
      "the float weights as ONNX, with a card.json and the recipe beside it:",
      "'filterscope evaluate FILE --recipe NAME.recipe.json' then gives the accuracy told here.",
      "Progress goes to standard error; a checkpoint after every epoch lets --resume go on."
    })
final class FinetuneCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final NetworkArgument argument = new NetworkArgument();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "SET",
      description = "The images to train on, for example fashion-mnist or cifar10:FOLDER.")
  private String data = "";

  @Option(names = "--limit", paramLabel = "N", description = "Train on the first N images only.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--eval",
      paramLabel = "SET",
      description =
          "The images to measure accuracy on, before and after; what the network's card names where"
              + " this is not given.")
  private Optional<String> evaluation = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the network goes, NAME.onnx.")
  private Path out = Path.of("");

  @Mixin private final RecipeOptions recipes = new RecipeOptions();

  @Mixin private final RepairOptions repairs = new RepairOptions();

  @Mixin private final FinetuneOptions options = new FinetuneOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; they do not change the result (default: all processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--resume", description = "Go on from the checkpoint beside the output, if any.")
  private boolean resume;

  @Mixin private final PreparationOptions preparations = new PreparationOptions();

  @Option(names = "--json", description = "Print the result as JSON on standard output.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  FinetuneCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    long begin = System.nanoTime();
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads takes a number from 1, not " + threads);
    }
    Progress progress = console.progress();
    Opened opened = argument.open(progress.part(0, 0.01));
    Recipe recipe = opened.recipe(recipes, spec.commandLine());
    NetworkFiles files = new NetworkFiles(out);
    files.prepare(opened.model().file());
    ImageSet all = ImageSets.openTraining(data, progress.part(0.01, 0.02));
    ImageSet images = limit.map(all::limit).orElse(all);
    ImageSet judges = judges(opened, progress.part(0.02, 0.03));
    FinetuneResult result = finetune(opened, recipe, images, judges, files, begin, progress);
    console.clearProgress();
    if (json) {
      console.json(result.document());
    } else {
      result.lines().forEach(console::line);
    }
    return 0;
  }

  private ImageSet judges(Opened opened, Progress progress) {
    return evaluation
        .map(reference -> ImageSets.open(reference, progress))
        .or(() ->
            opened
                .card()
                .flatMap(Card::data)
                .map(reference -> ImageSets.open(reference, opened.cardFolder(), progress)))
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "measure accuracy on which images? The network has no card that names them; say"
                    + " --eval SET"));
  }

  private FinetuneResult finetune(
      Opened opened,
      Recipe wanted,
      ImageSet images,
      ImageSet judges,
      NetworkFiles files,
      long begin,
      Progress progress)
      throws IOException {
    Network loaded = opened.model().network();
    Preparation preparation =
        preparations.over(
            opened
                .card()
                .map(Card::preparation)
                .orElseGet(() -> Preparation.plainFor(loaded.inputShape())),
            spec.commandLine());
    Inputs inputs = new Inputs(judges, preparation, loaded.inputShape());
    TrainingPlan plan = options.plan(images);
    FineTunePlan tuned =
        new FineTunePlan(plan, repairs.wanted(), options.distillation(), options.learned());
    FineTune tune =
        new FineTune(
            loaded, opened.trainedFor().isPresent(), wanted, images, preparation, tuned, threads);
    List<Repairs.Repaired> states = tune.repaired(progress.part(0.03, 0.04));
    Network start = states.getLast().network();
    Recipe given = states.getLast().recipe();
    Checkpoint checkpoint = new Checkpoint(files.checkpoint());
    TrainLog log = new TrainLog(console, plan);
    try (Trainer trainer = tune.trainer(states.getLast())) {
      if (resume) {
        trainer.resume(checkpoint);
      }
      double earlier = trainer.reports().stream().mapToDouble(EpochReport::seconds).sum();
      Proportion floating = accuracy(loaded, Recipe.FLOAT, inputs, progress.part(0.04, 0.06));
      List<Evaluation.Effect> effects = new ArrayList<>();
      for (Repairs.Repaired state : states) {
        Proportion top1 =
            accuracy(state.network(), state.recipe(), inputs, progress.part(0.06, 0.09));
        effects.add(new Evaluation.Effect(state.by().map(Repair::id).orElse("none"), top1));
      }
      log.start(judges.name(), floating, effects);
      log.begin(start, images, TrainingKernels.ofThisMachine().name(), trainer.reports().size());
      trainer.train(Optional.of(checkpoint), progress.part(0.09, 0.95), log::epoch);
      trainer.takeBest();
      Recipe recipe = trainer.learned(given);
      OnnxWriter.write(trainer.network(), out, Map.of("command", command()));
      files.write(recipe);
      Network written = OnnxReader.read(out, progress.part(0.95, 0.96)).network();
      RecipeJson.check(recipe, written, files.recipe().toString());
      Proportion after = accuracy(written, recipe, inputs, progress.part(0.96, 1));
      FinetuneResult result =
          new FinetuneResult(
              opened.name(),
              opened.model().sha256(),
              out,
              judges.name(),
              recipe,
              tuned,
              trainer.reports(),
              trainer.bestEpoch(),
              floating,
              effects,
              after,
              earlier + (System.nanoTime() - begin) / 1e9);
      card(opened, preparation, result, files).write(files.card());
      Files.deleteIfExists(checkpoint.file());
      return result;
    }
  }

  /// Exactly what `evaluate` measures.
  private Proportion accuracy(Network network, Recipe recipe, Inputs inputs, Progress progress) {
    CompiledNetwork compiled =
        CompiledNetwork.compile(
            RecipeOptions.compress(network, recipe, Calibration.NONE), Backend.best());
    try (Evaluator evaluator = new Evaluator(inputs, threads)) {
      return evaluator.evaluate(compiled, compiled, inputs.size(), progress, partial -> {}).top1();
    }
  }

  private Card card(
      Opened opened, Preparation preparation, FinetuneResult result, NetworkFiles files) {
    Optional<Card> original = opened.card();
    return new Card(
        original.map(Card::title).orElse(opened.name()) + ", fine-tuned",
        original.map(Card::task).orElse(""),
        preparation,
        original.map(Card::classes).orElseGet(List::of),
        evaluation.or(() -> original.flatMap(Card::data)),
        result.provenance(command(), data, String.valueOf(files.recipe().getFileName())));
  }

  /// The command as it was typed; it gives the same weights without interruption, too.
  private String command() {
    return spec.commandLine().getParseResult().originalArgs().stream()
        .filter(word -> !word.equals("--resume"))
        .map(word -> word.matches("[\\w./:,=+@%-]+") ? word : "'" + word + "'")
        .collect(Collectors.joining(" ", "filterscope ", ""));
  }
}
