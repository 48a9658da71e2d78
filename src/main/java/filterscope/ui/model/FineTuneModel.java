package filterscope.ui.model;

import filterscope.data.Card;
import filterscope.data.Catalogue;
import filterscope.data.ImageSets;
import filterscope.data.KnownSet;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.job.Reins;
import filterscope.job.RunningJob;
import filterscope.study.FineTuning;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import filterscope.study.TunedFolder;
import filterscope.study.Tuning;
import filterscope.study.Workspace;
import filterscope.train.Distillation;
import filterscope.train.Learned;
import filterscope.train.Repair;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fine-tuning in the window: what a person asks for, how far it is, and how to pause and stop it. What comes out goes on the desk,
/// one gesture after the study that it was made from.
public final class FineTuneModel {
  private static final Logger LOG = LoggerFactory.getLogger(FineTuneModel.class);

  private final JobRunner jobs;
  private final Workspace workspace;
  private final StatusModel status;
  private final TunedFolder folder;
  private final int threads;
  private final StringProperty data = new SimpleStringProperty("");
  private final StringProperty epochs = new SimpleStringProperty("3");
  private final StringProperty rate = new SimpleStringProperty("0.001");
  private final StringProperty seed = new SimpleStringProperty("1");
  private final BooleanProperty augmented = new SimpleBooleanProperty();
  private final BooleanProperty scalesLearned = new SimpleBooleanProperty();
  private final BooleanProperty boundsLearned = new SimpleBooleanProperty();
  private final BooleanProperty distilled = new SimpleBooleanProperty();
  private final StringProperty teacherWeight =
      new SimpleStringProperty(Double.toString(Distillation.USUAL.weight()));
  private final StringProperty temperature =
      new SimpleStringProperty(Double.toString(Distillation.USUAL.temperature()));
  private final List<RepairSwitch> repairs =
      Stream.of(Repair.values()).map(RepairSwitch::new).toList();
  private final ReadOnlyObjectWrapper<Optional<Tuning>> tuning =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper waiting = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();
  private Optional<OpenNetwork> shown = Optional.empty();
  private Optional<OpenNetwork> tuned = Optional.empty();
  private Optional<OpenNetwork> prepared = Optional.empty();
  private Optional<RunningJob> preparing = Optional.empty();
  private Reins reins = new Reins();

  /// @param folder where the networks go
  /// @param threads that train; one processor is left to the window
  FineTuneModel(
      JobRunner jobs, Workspace workspace, StatusModel status, TunedFolder folder, int threads) {
    this.jobs = jobs;
    this.workspace = workspace;
    this.status = status;
    this.folder = folder;
    this.threads = threads;
  }

  void show(Study study) {
    if (shown.isEmpty() || !shown.get().equals(study.opened())) {
      shown = Optional.of(study.opened());
      data.set(usualData(study));
    }
  }

  /// The training part of the set that the network's card names, where it is known and here; otherwise a person has to say.
  private static String usualData(Study study) {
    return study
        .opened()
        .card()
        .flatMap(Card::data)
        .filter(reference -> trainingSets().contains(reference))
        .orElse("");
  }

  /// The names of the sets of the catalogue whose training images are on this machine.
  public static List<String> trainingSets() {
    return Catalogue.all().stream()
        .filter(set -> ImageSets.isPresent(set, true))
        .map(KnownSet::id)
        .toList();
  }

  /// Gets ready in the background for a person who looks at this and may press Start: once for each network whose images are known.
  public void prepare() {
    Optional<OpenNetwork> opened = workspace.study().map(Study::opened);
    if (running.get() || data.get().isBlank() || opened.isEmpty() || opened.equals(prepared)) {
      return;
    }
    FineTuning.Wish plain =
        new FineTuning.Wish(
            data.get().strip(), 1, 0.001, 1, false, Set.of(), Optional.empty(), Set.of());
    prepared = opened;
    FineTuning work = new FineTuning(workspace.study().get(), plain, folder, threads, new Reins());
    preparing =
        Optional.of(
            jobs.<Tuning>start(
                "Getting ready to fine-tune",
                (progress, _) -> work.warmUp(progress),
                _ -> {},
                failure -> LOG.debug("Start will say what is wrong", failure)));
  }

  /// Begins with what is asked for, or says what is wrong with it.
  public void start() {
    if (running.get() || workspace.study().isEmpty()) {
      return;
    }
    Study study = workspace.study().get();
    FineTuning.Wish wish;
    try {
      wish = wish();
    } catch (BadInputException e) {
      complain(e.sentence());
      return;
    }
    preparing.ifPresent(RunningJob::cancel);
    reins = new Reins();
    tuned = Optional.of(study.opened());
    tuning.set(Optional.empty());
    repairs.forEach(repair -> repair.say(""));
    running.set(true);
    paused.set(false);
    waiting.set(false);
    say("starting");
    FineTuning work = new FineTuning(study, wish, folder, threads, reins);
    RunningJob job =
        jobs.<Tuning>start(
            "Fine-tuning " + study.opened().title(), work::run, this::hear, this::failed);
    if (running.get()) {
      status.stopGently(job, this::stop);
    }
  }

  private FineTuning.Wish wish() {
    if (data.get().isBlank()) {
      throw new BadInputException(
          "Choose the images to train on: the name of a known set, idx:IMAGES,LABELS, cifar10:FOLDER, folder:FOLDER or list:FILE.");
    }
    return new FineTuning.Wish(
        data.get().strip(),
        whole("Epochs", epochs.get(), 1, 1000),
        positive("The rate", rate.get(), 1),
        whole("The seed", seed.get(), 0, Integer.MAX_VALUE),
        augmented.get(),
        wantedRepairs(),
        wantedDistillation(),
        wantedLearned());
  }

  private Set<Learned> wantedLearned() {
    Set<Learned> wanted = EnumSet.noneOf(Learned.class);
    if (scalesLearned.get()) {
      wanted.add(Learned.SCALES);
    }
    if (boundsLearned.get()) {
      wanted.add(Learned.BOUNDS);
    }
    return wanted;
  }

  private Optional<Distillation> wantedDistillation() {
    return distilled.get()
        ? Optional.of(
            new Distillation(
                positive("The teacher's weight", teacherWeight.get(), 1),
                positive("The temperature", temperature.get(), 100)))
        : Optional.empty();
  }

  private Set<Repair> wantedRepairs() {
    Set<Repair> wanted = EnumSet.noneOf(Repair.class);
    for (RepairSwitch repair : repairs) {
      if (repair.wantedProperty().get()) {
        wanted.add(repair.repair());
      }
    }
    return wanted;
  }

  private static int whole(String what, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      LOG.debug("no number", e);
    }
    throw new BadInputException(
        "%s: a whole number from %d to %d, not “%s”.".formatted(what, least, most, text.strip()));
  }

  private static double positive(String what, String text, int most) {
    try {
      double number = Double.parseDouble(text.strip());
      if (number > 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      LOG.debug("no number", e);
    }
    throw new BadInputException(
        "%s: a number above 0 and up to %d, such as 0.5, not “%s”."
            .formatted(what, most, text.strip()));
  }

  private void hear(Tuning news) {
    tuning.set(Optional.of(news));
    showEffects(news.effects());
    if (news.result().isEmpty()) {
      say(paused.get() ? "paused" : progress(news));
      return;
    }
    running.set(false);
    paused.set(false);
    if (workspace.study().map(Study::opened).equals(tuned)) {
      say(news.phase() + "; Ctrl+Z brings the network before back");
      workspace.adopt(news.result().get());
    } else {
      waiting.set(true);
      say(news.phase());
    }
  }

  /// Each repair from what was before it.
  private void showEffects(List<Tuning.Effect> measured) {
    for (int index = 1; index < measured.size(); index++) {
      Tuning.Effect after = measured.get(index);
      String words =
          String.format(
              Locale.ROOT,
              "%.1f → %.1f %%",
              100 * measured.get(index - 1).accuracy().share(),
              100 * after.accuracy().share());
      repairs.stream()
          .filter(repair -> after.by().equals(Optional.of(repair.repair())))
          .forEach(repair -> repair.say(words));
    }
  }

  private static String progress(Tuning news) {
    String where =
        String.format(
            Locale.ROOT,
            "epoch %d of %d",
            Math.min(news.epochs(), (int) news.done() + 1),
            news.epochs());
    return news.losses().isEmpty()
        ? news.phase()
        : where + news.secondsLeft().map(left -> " · " + time(left) + " left").orElse("");
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? "%d h %d min".formatted(whole / 3600, whole % 3600 / 60)
        : whole >= 60 ? "%d min %d s".formatted(whole / 60, whole % 60) : whole + " s";
  }

  private void failed(Exception failure) {
    running.set(false);
    paused.set(false);
    if (failure instanceof BadInputException bad) {
      complain(Sentences.sentence(bad.sentence()));
    } else {
      LOG.error("fine-tuning failed", failure);
      complain("Fine-tuning failed inside Filterscope; the log has the details.");
    }
  }

  private void say(String text) {
    wrong.set(false);
    words.set(text);
  }

  private void complain(String sentence) {
    wrong.set(true);
    words.set(sentence);
  }

  /// Pauses it, or lets it go on.
  public void pauseOrGoOn() {
    if (!running.get()) {
      return;
    }
    if (reins.isPaused()) {
      reins.goOn();
      paused.set(false);
      tuning.get().ifPresent(news -> say(progress(news)));
    } else {
      reins.pause();
      paused.set(true);
      say("paused");
    }
  }

  /// Ends it and keeps the best weights so far.
  public void stop() {
    if (running.get()) {
      reins.stop();
      say("stopping");
    }
  }

  /// Puts the result on the desk that came while another network was open.
  public void openResult() {
    waiting.set(false);
    tuning.get().flatMap(Tuning::result).ifPresent(workspace::adopt);
  }

  /// The reference of the images to train on.
  public StringProperty dataProperty() {
    return data;
  }

  public StringProperty epochsProperty() {
    return epochs;
  }

  public StringProperty rateProperty() {
    return rate;
  }

  public StringProperty seedProperty() {
    return seed;
  }

  /// Whether training images are shifted and mirrored.
  public BooleanProperty augmentedProperty() {
    return augmented;
  }

  /// Whether it is learned beside weights and biases.
  public BooleanProperty learnedProperty(Learned what) {
    return switch (what) {
      case SCALES -> scalesLearned;
      case BOUNDS -> boundsLearned;
    };
  }

  /// Whether the float network teaches.
  public BooleanProperty distilledProperty() {
    return distilled;
  }

  /// How much the teacher counts beside the labels.
  public StringProperty teacherWeightProperty() {
    return teacherWeight;
  }

  /// By which the scores of both are divided.
  public StringProperty temperatureProperty() {
    return temperature;
  }

  /// The repairs, in the order in which they are made.
  public List<RepairSwitch> repairs() {
    return repairs;
  }

  /// How far the last one is.
  public ReadOnlyObjectProperty<Optional<Tuning>> tuningProperty() {
    return tuning.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /// Whether a result waits to be put on the desk.
  public ReadOnlyBooleanProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /// What it does, how long it takes, how it ended, or what is wrong.
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /// Whether the words say what is wrong.
  public ReadOnlyBooleanProperty wrongProperty() {
    return wrong.getReadOnlyProperty();
  }
}
