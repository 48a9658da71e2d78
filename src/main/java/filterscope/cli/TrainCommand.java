package filterscope.cli;

import filterscope.data.Card;
import filterscope.data.Catalogue;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.KnownSet;
import filterscope.data.Picture;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.GradientKernels;
import filterscope.measure.Proportion;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import filterscope.onnx.OnnxWriter;
import filterscope.tensor.Shape;
import filterscope.train.Architecture;
import filterscope.train.Augmentation;
import filterscope.train.Checkpoint;
import filterscope.train.NetworkFiles;
import filterscope.train.Normalisation;
import filterscope.train.RecipeQuantizers;
import filterscope.train.Trainer;
import filterscope.train.TrainingKernels;
import filterscope.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `train ARCH --data SET --out FILE`: trains a network from random weights and writes it as ONNX with its card.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Trains a network from random weights and writes it as ONNX, with a card.json beside it",
      "that says how it was made. The same command gives the same weights.",
      "With a method, its parameters or a recipe it is trained through that compression from the",
      "start, and the recipe is written beside it, too: the network has its accuracy under it.",
      "Progress goes to standard error; a checkpoint after every epoch lets --resume go on.",
      "What is not given is chosen by the architecture."
    })
final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "ARCH",
      completionCandidates = Architectures.class,
      description = "The architecture: ${COMPLETION-CANDIDATES}.")
  private String architecture = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "SET",
      description = "The images to train on, for example fashion-mnist or cifar10:FOLDER.")
  private String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the network goes, NAME.onnx.")
  private Path out = Path.of("");

  @Option(
      names = "--eval",
      paramLabel = "SET",
      description =
          "Images to evaluate the finished network on, once; its accuracy goes into the card.")
  private Optional<String> evaluation = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "Train on the first N images only.")
  private Optional<Integer> limit = Optional.empty();

  @Mixin private final RecipeOptions recipes = new RecipeOptions();

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of weights, order and augmentation (default: 1).")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", description = "Images of one step.")
  private Optional<Integer> batch = Optional.empty();

  @Option(names = "--rate", paramLabel = "R", description = "The highest learning rate.")
  private Optional<Double> rate = Optional.empty();

  @Option(names = "--optimizer", paramLabel = "NAME", description = "momentum or adam.")
  private Optional<TrainingPlan.OptimizerKind> optimizer = Optional.empty();

  @Option(names = "--decay", paramLabel = "R", description = "Weight decay.")
  private Optional<Double> decay = Optional.empty();

  @Option(names = "--smoothing", paramLabel = "R", description = "Label smoothing, from 0 to 1.")
  private Optional<Double> smoothing = Optional.empty();

  @Option(
      names = "--shift",
      paramLabel = "N",
      description = "Pixels by which training images are shifted at most.")
  private Optional<Integer> shift = Optional.empty();

  @Option(
      names = "--mirror",
      negatable = true,
      description = "Whether training images are mirrored half of the time.")
  private Optional<Boolean> mirror = Optional.empty();

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description = "Training images that are kept apart to watch the accuracy.")
  private Optional<Integer> holdOut = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; they do not change the result (default: all processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--resume", description = "Go on from the checkpoint beside the output, if any.")
  private boolean resume;

  @Option(names = "--json", description = "Print the result as JSON on standard output.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  TrainCommand(Console console) {
    this.console = console;
  }

  /// The words for ARCH.
  static final class Architectures implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Architecture.all().stream().map(Architecture::id).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Architecture chosen =
        Architecture.byId(architecture)
            .orElseThrow(() ->
                new BadInputException(
                    "there is no architecture '%s'; choose one of: %s"
                        .formatted(architecture, String.join(", ", new Architectures()))));
    TrainingPlan plan = plan(chosen.plan());
    Progress progress = console.progress();
    ImageSet all = ImageSets.openTraining(data, progress);
    ImageSet images = limit.map(all::limit).orElse(all);
    if (images.size() == 0) {
      throw new BadInputException("'%s' has no images to train on".formatted(data));
    }
    Preparation preparation = Normalisation.of(images);
    Network start = start(chosen, images, plan);
    Recipe recipe = recipes.recipe(start, spec.commandLine());
    requireGivenBounds(recipe);
    GradientKernels kernels = TrainingKernels.ofThisMachine();
    TrainLog log = new TrainLog(console, plan);
    NetworkFiles files = new NetworkFiles(out);
    createFolder();
    Checkpoint checkpoint = new Checkpoint(files.checkpoint());
    try (Trainer trainer =
        new Trainer(
            start,
            images,
            preparation,
            plan,
            kernels,
            threads,
            RecipeQuantizers.of(start, recipe, Methods::byId))) {
      if (resume) {
        trainer.resume(checkpoint);
      }
      log.begin(start, images, kernels.name(), trainer.reports().size());
      trainer.train(Optional.of(checkpoint), progress, log::epoch);
      Optional<Proportion> accuracy =
          evaluation.map(
              reference -> trainer.accuracy(ImageSets.open(reference, progress), progress));
      Network network = trainer.network();
      TrainResult result =
          new TrainResult(
              chosen.id(),
              command(plan, recipe),
              data,
              recipe,
              plan,
              trainer.reports(),
              evaluation,
              accuracy);
      write(chosen, network, images, preparation, result, files);
      Files.deleteIfExists(checkpoint.file());
      log.end(result, out);
      if (json) {
        console.json(result.document(out));
      }
    }
    return 0;
  }

  private TrainingPlan plan(TrainingPlan usual) {
    Augmentation augmentation =
        new Augmentation(
            shift.orElse(usual.augmentation().shift()),
            mirror.orElse(usual.augmentation().mirror()));
    try {
      return new TrainingPlan(
          epochs.orElse(usual.epochs()),
          batch.orElse(usual.batch()),
          optimizer.orElse(usual.optimizer()),
          rate.orElse(usual.rate()),
          usual.warmUp(),
          decay.orElse(usual.weightDecay()),
          smoothing.orElse(usual.smoothing()),
          augmentation,
          seed.orElse(usual.seed()),
          holdOut.orElse(usual.holdOut()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("this cannot be trained: " + e.getMessage(), e);
    }
  }

  private static void requireGivenBounds(Recipe recipe) {
    if (recipe.needsImages(Methods::byId)) {
      throw new BadInputException(
          "what an untrained network computes says nothing of its bounds; give them (--param"
              + " activation-bound=given --param activation-limit=1), or train it float and fine-tune it");
    }
  }

  private Network start(Architecture chosen, ImageSet images, TrainingPlan plan) {
    String name = new NetworkFiles(out).name();
    Shape shape = inputShape(images);
    try {
      return chosen.maker().make(name, shape, classes(images), plan.seed());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "%s cannot be built for images of %s: %s; choose another architecture"
              .formatted(chosen.title(), shape, e.getMessage()),
          e);
    }
  }

  private static Shape inputShape(ImageSet images) {
    Picture first = images.picture(0);
    return Shape.of(1, first.channels(), first.height(), first.width());
  }

  private static int classes(ImageSet images) {
    int highest = IntStream.range(0, images.size()).map(images::label).max().orElse(0);
    return Math.max(images.classes().size(), highest + 1);
  }

  private void createFolder() throws IOException {
    Path folder = out.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private void write(
      Architecture chosen,
      Network network,
      ImageSet images,
      Preparation preparation,
      TrainResult result,
      NetworkFiles files) {
    OnnxWriter.write(network, out, Map.of("command", result.command()));
    List<String> classes = images.classes();
    Card card =
        new Card(
            "%s on %s".formatted(chosen.title(), title()),
            "tells the %d classes of %s apart".formatted(classes(images), title()),
            preparation,
            classes,
            evaluation.or(() -> Optional.of(data)),
            result.provenance(files));
    if (!result.recipe().layers().isEmpty()) {
      files.write(result.recipe());
    }
    card.write(files.card());
  }

  /// What people call the images; those of `cifar10:FOLDER` are CIFAR-10.
  private String title() {
    return Catalogue.byId(data.split(":", 2)[0].strip()).map(KnownSet::title).orElse(data);
  }

  /// The command with every choice that bears on the weights, whether it was typed or not.
  private String command(TrainingPlan plan, Recipe recipe) {
    String compressed = recipe.layers().isEmpty() ? "" : " " + recipes.words();
    String evaluated = evaluation.map(set -> " --eval " + set).orElse("");
    return "filterscope train %s --data %s%s --out %s --epochs %d --seed %d --batch %d --rate %s"
            .formatted(
                architecture,
                data,
                evaluated,
                out,
                plan.epochs(),
                plan.seed(),
                plan.batch(),
                plan.rate())
        + " --optimizer %s --decay %s --smoothing %s --shift %d --%smirror --hold-out %d"
            .formatted(
                plan.optimizer().name().toLowerCase(Locale.ROOT),
                plan.weightDecay(),
                plan.smoothing(),
                plan.augmentation().shift(),
                plan.augmentation().mirror() ? "" : "no-",
                plan.holdOut())
        + limit.map(images -> " --limit " + images).orElse("")
        + compressed;
  }
}
