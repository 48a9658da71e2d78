package filterscope.study;

import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.job.Reins;
import filterscope.method.Recipe;
import filterscope.onnx.OnnxWriter;
import filterscope.train.Augmentation;
import filterscope.train.Distillation;
import filterscope.train.EpochReport;
import filterscope.train.FineTune;
import filterscope.train.FineTunePlan;
import filterscope.train.Learned;
import filterscope.train.NetworkFiles;
import filterscope.train.Repair;
import filterscope.train.Repairs;
import filterscope.train.StepReport;
import filterscope.train.Trainer;
import filterscope.train.TrainingPlan;
import filterscope.train.TrainingWatch;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Trains the network of a study through its recipe, and makes a study of what comes out. The same wish gives the weights that the
/// command `finetune` gives.
public final class FineTuning {
  /// Within an epoch accuracy is estimated so often.
  private static final int ESTIMATES = 4;

  private final Study study;
  private final Wish wish;
  private final TunedFolder folder;
  private final int threads;
  private final Reins reins;

  /// What a person asks for; the rest is as the command has it.
  ///
  /// @param data the images to train on, as on the command line
  /// @param augmented whether images are shifted by a pixel and mirrored
  /// @param repairs made before training
  /// @param distillation how the float network teaches, if it does
  /// @param learned what is learned beside weights and biases
  public record Wish(
      String data,
      int epochs,
      double rate,
      long seed,
      boolean augmented,
      Set<Repair> repairs,
      Optional<Distillation> distillation,
      Set<Learned> learned) {
    /// @throws BadInputException if this cannot be a plan
    FineTunePlan plan(int images) {
      return new FineTunePlan(training(images), repairs, distillation, learned);
    }

    private TrainingPlan training(int images) {
      TrainingPlan usual = TrainingPlan.fineTuning(images);
      try {
        return new TrainingPlan(
            epochs,
            usual.batch(),
            usual.optimizer(),
            rate,
            usual.warmUp(),
            usual.weightDecay(),
            usual.smoothing(),
            augmented ? new Augmentation(1, true) : Augmentation.NONE,
            seed,
            usual.holdOut());
      } catch (IllegalArgumentException e) {
        throw new BadInputException("this cannot be trained: " + e.getMessage(), e);
      }
    }
  }

  /// @param threads leave one processor to the window
  /// @param reins pause it, or stop it: the best weights so far are kept then
  public FineTuning(Study study, Wish wish, TunedFolder folder, int threads, Reins reins) {
    this.study = study;
    this.wish = wish;
    this.folder = folder;
    this.threads = threads;
    this.reins = reins;
  }

  /// Does it.
  ///
  /// @param news hears how far it is, and of the result in the end
  /// @throws BadInputException if the network, the recipe and the images do not go together; the sentence says why
  public void run(Progress progress, Consumer<? super Tuning> news) {
    String name = study.opened().network().name();
    Telling telling = new Telling(news, Tuning.begun(study.opened().title(), wish.epochs()));
    telling.tell();
    Progress held = reins.hold(progress);
    ImageSet images = images(held.part(0, 0.02));
    FineTune tune = tune(images);
    List<Repairs.Repaired> states = repaired(tune, held.part(0.02, 0.03), progress, telling);
    Recipe given = states.getLast().recipe();
    try (Trainer trainer = tune.trainer(states.getLast())) {
      if (states.size() > 1) {
        telling.effect(states.getLast(), trainer, held);
      }
      telling.beginTraining();
      train(trainer, held.part(0.03, 0.98), progress, telling);
      trainer.takeBest();
      Recipe recipe = trainer.learned(given);
      telling.say("writing the network");
      NetworkFiles files = folder.next(name, LocalDateTime.now(ZoneId.systemDefault()));
      files.prepare(study.opened().model().file());
      OnnxWriter.write(trainer.network(), files.network(), Map.of("command", command(files)));
      files.write(recipe);
      if (!recipe.equals(given)) {
        files.writeStart(given);
      }
      card(trainer, images, recipe, files).write(files.card());
      telling.end(tuned(files, progress), words(trainer));
    }
  }

  /// Makes the first step and forgets it, so that whoever begins afterwards waits neither for classes to be loaded nor for kernels to
  /// be compiled.
  ///
  /// @throws BadInputException as [#run] does
  public void warmUp(Progress progress) {
    FineTune tune = tune(images(progress));
    try (Trainer trainer = tune.trainer(tune.repaired(progress).getLast())) {
      train(trainer, reins.hold(progress), progress, TrainingWatch.ofSteps(_ -> reins.stop()));
    }
  }

  private ImageSet images(Progress progress) {
    return ImageSets.openTraining(
        ImageSets.absolute(wish.data(), study.opened().folder()), progress);
  }

  private FineTune tune(ImageSet images) {
    return new FineTune(
        study.opened().network(),
        study.opened().trainedFor().isPresent(),
        study.recipe(),
        images,
        study.preparation(),
        wish.plan(images.size()),
        threads);
  }

  /// The network after each repair, with the effect of all but the last told.
  private List<Repairs.Repaired> repaired(
      FineTune tune, Progress held, Progress whole, Telling telling) {
    telling.say(wish.repairs().isEmpty() ? "preparing" : "repairing");
    try {
      List<Repairs.Repaired> states = tune.repaired(held);
      for (Repairs.Repaired state : states.subList(0, states.size() - 1)) {
        try (Trainer trainer = tune.trainer(state)) {
          telling.effect(state, trainer, held);
        }
      }
      return states;
    } catch (CancellationException e) {
      if (whole.isCancelled() || !reins.isStopped()) {
        throw e;
      }
      throw new BadInputException("stopped before training began: nothing was changed", e);
    }
  }

  /// To the end of the plan, or until it is stopped.
  private void train(Trainer trainer, Progress held, Progress whole, TrainingWatch watch) {
    try {
      trainer.train(Optional.empty(), held, watch);
    } catch (CancellationException e) {
      if (whole.isCancelled() || !reins.isStopped()) {
        throw e;
      }
    }
  }

  private String words(Trainer trainer) {
    String best =
        trainer
            .bestEpoch()
            .map(report -> "kept epoch %d of %d".formatted(report.epoch(), wish.epochs()))
            .orElse("kept the last weights");
    return reins.isStopped() ? "stopped, " + best : best;
  }

  private Study tuned(NetworkFiles files, Progress progress) {
    OpenNetwork opened = OpenNetwork.read(files.network(), progress.part(0.98, 1));
    Study plain = Study.of(opened, Optional.empty());
    return new Study(
        opened,
        study.preparation(),
        study.data().map(data -> ImageSets.absolute(data, study.opened().folder())),
        study.layer(),
        plain.configuration(),
        Optional.empty());
  }

  /// What gives the same weights on the command line.
  private String command(NetworkFiles files) {
    String compressed =
        study.recipe().layers().isEmpty()
            ? " --float"
            : " --recipe " + started(files).toAbsolutePath();
    return "filterscope finetune %s --data %s --epochs %d --rate %s --seed %d%s%s --out NAME.onnx"
        .formatted(
            study.opened().model().file().toAbsolutePath(),
            wish.data(),
            wish.epochs(),
            wish.rate(),
            wish.seed(),
            (wish.augmented() ? " --shift 1 --mirror" : "")
                + repairWords()
                + wish.distillation().map(FineTuning::words).orElse("")
                + learnedWords(),
            compressed);
  }

  private String repairWords() {
    return wish.repairs().isEmpty()
        ? ""
        : wish.repairs().stream()
            .map(Repair::id)
            .collect(Collectors.joining(",", " --repair ", ""));
  }

  /// The recipe that training began with: its own file where bounds were learned.
  private Path started(NetworkFiles files) {
    return wish.learned().contains(Learned.BOUNDS) ? files.startRecipe() : files.recipe();
  }

  private String learnedWords() {
    return wish.learned().isEmpty()
        ? ""
        : wish.learned().stream()
            .map(Learned::id)
            .sorted()
            .collect(Collectors.joining(",", " --learn ", ""));
  }

  private static String words(Distillation how) {
    return " --distill %s --temperature %s".formatted(how.weight(), how.temperature());
  }

  private Card card(Trainer trainer, ImageSet images, Recipe recipe, NetworkFiles files) {
    Optional<Card> original = study.opened().card();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("command", command(files));
    facts.put(
        "startedFrom",
        study.opened().network().name() + ", SHA-256 " + study.opened().model().sha256());
    facts.put("trainedOn", images.name());
    if (!recipe.layers().isEmpty()) {
      facts.put(Card.RECIPE, String.valueOf(files.recipe().getFileName()));
    }
    facts.put("weights", recipe.layers().isEmpty() ? "float" : NetworkFiles.SHADOW_WEIGHTS);
    facts.put("seed", Long.toString(wish.seed()));
    facts.put("epochs", Integer.toString(trainer.reports().size()));
    trainer
        .bestEpoch()
        .ifPresent(report -> {
          facts.put("keptEpoch", Integer.toString(report.epoch()));
          facts.put(
              "heldOutAccuracy", String.format(Locale.ROOT, "%.4f", report.heldOut().share()));
        });
    return new Card(
        original.map(Card::title).orElse(study.opened().title()) + ", fine-tuned",
        original.map(Card::task).orElse(""),
        study.preparation(),
        study.opened().classes(),
        study.data().map(data -> ImageSets.absolute(data, study.opened().folder())),
        facts);
  }

  /// Gathers what the trainer tells, and tells it on.
  private final class Telling implements TrainingWatch {
    private final Consumer<? super Tuning> news;
    private Tuning tuning;
    private long begin;
    private double warm;

    Telling(Consumer<? super Tuning> news, Tuning tuning) {
      this.news = news;
      this.tuning = tuning;
    }

    void tell() {
      news.accept(tuning);
    }

    void say(String phase) {
      tuning = tuning.in(phase);
      tell();
    }

    void beginTraining() {
      say("training");
    }

    void effect(Repairs.Repaired state, Trainer trainer, Progress progress) {
      trainer
          .estimate(progress)
          .ifPresent(accuracy -> tuning = tuning.with(new Tuning.Effect(state.by(), accuracy)));
      tell();
    }

    void end(Study study, String words) {
      tuning = tuning.with(study, words);
      tell();
    }

    @Override
    public int estimates() {
      return ESTIMATES;
    }

    @Override
    public void step(StepReport report) {
      Optional<Double> left = Optional.empty();
      if (tuning.losses().isEmpty()) {
        // The first step warms the program up and says nothing of those to come.
        begin = System.nanoTime() - reins.pausedNanos();
        warm = report.epochs();
      } else {
        double seconds = (System.nanoTime() - begin - reins.pausedNanos()) / 1e9;
        left = Optional.of(seconds * (wish.epochs() - report.epochs()) / (report.epochs() - warm));
      }
      tuning = tuning.with(new Tuning.Loss(report.epochs(), report.loss()), left);
      report
          .estimate()
          .ifPresent(accuracy ->
              tuning = tuning.with(new Tuning.HeldOut(report.epochs(), accuracy, false)));
      tell();
    }

    @Override
    public void epoch(EpochReport report) {
      if (report.heldOut().samples() > 0) {
        tuning = tuning.with(new Tuning.HeldOut(report.epoch(), report.heldOut(), true));
        tell();
      }
    }
  }
}
