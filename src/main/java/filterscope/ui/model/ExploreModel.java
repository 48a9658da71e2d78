package filterscope.ui.model;

import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.job.RunningJob;
import filterscope.measure.Accuracy;
import filterscope.measure.SearchGoal;
import filterscope.measure.SearchReport;
import filterscope.measure.SpokenTime;
import filterscope.measure.SweepGrid;
import filterscope.measure.SweepReport;
import filterscope.measure.TradeOff;
import filterscope.method.LayerRecipe;
import filterscope.method.Param;
import filterscope.method.Recipe;
import filterscope.study.Configuration;
import filterscope.study.Exploration;
import filterscope.study.Figures;
import filterscope.study.Machine;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import filterscope.study.Visited;
import filterscope.study.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Sweeps and searches in the window: what is to be tried, how many points that makes and how long it takes, how far it is. What
/// is measured becomes points of the trade-off.
public final class ExploreModel {
  /// What a person wants measured.
  public enum Kind {
    SWEEP("Sweep"),
    SEARCH("Search");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private static final double STOPWATCH_SECONDS = 0.35;
  private static final List<Integer> IMAGES = List.of(500, 1000, 2000, 10_000);

  private final JobRunner jobs;
  private final Workspace workspace;
  private final Machine machine;
  private final TradeOffModel tradeOff;
  private final SweepWish wish;
  private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.SWEEP);
  private final ObjectProperty<SearchTarget> target =
      new SimpleObjectProperty<>(SearchTarget.ACCURACY);
  private final StringProperty wanted = new SimpleStringProperty("");
  private final ObjectProperty<Integer> images = new SimpleObjectProperty<>(1000);
  private final ReadOnlyStringWrapper plan = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper found = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper();

  /// What sweeps and searches measured on the present images; asked on the job's thread, too.
  private final Map<Recipe, TradeOff> known = new ConcurrentHashMap<>();

  private Optional<RunningJob> job = Optional.empty();
  private Optional<About> about = Optional.empty();
  private Optional<OpenNetwork> shown = Optional.empty();
  private Optional<Figures> latest = Optional.empty();
  private Optional<TradeOff> best = Optional.empty();

  /// @param most the largest value of a whole number that means something for the open network
  ExploreModel(
      JobRunner jobs,
      Workspace workspace,
      Machine machine,
      TradeOffModel tradeOff,
      StatusModel status,
      Function<Param.Whole, Integer> most) {
    this.jobs = jobs;
    this.workspace = workspace;
    this.machine = machine;
    this.tradeOff = tradeOff;
    this.wish = new SweepWish(most, this::count);
    kind.subscribe(_ -> count());
    images.subscribe(_ -> count());
    // Escape and the status bar stop jobs without asking this model.
    status.textProperty().subscribe(_ -> noticeEnd());
    wish.update();
  }

  private void noticeEnd() {
    if (running.get() && job.filter(RunningJob::isDone).isPresent()) {
      running.set(false);
      say("stopped; what was measured stays");
    }
  }

  void show(Study study) {
    About now = new About(study.opened(), study.data(), study.preparation());
    if (!about.equals(Optional.of(now))) {
      about = Optional.of(now);
      known.clear();
    }
    if (shown.isEmpty() || !shown.get().equals(study.opened())) {
      shown = Optional.of(study.opened());
      best = Optional.empty();
      found.set(false);
      latest = Optional.empty();
      wanted.set("");
      say("");
      wish.update();
    }
  }

  void show(Figures figures) {
    latest = Optional.of(figures);
    if (wanted.get().isEmpty() && figures.accuracy().isPresent()) {
      wanted.set(target.get().usual(figures));
    }
    count();
  }

  /// Takes another kind of target, with a usual number.
  public void setTarget(SearchTarget next) {
    if (target.get() != next) {
      target.set(next);
      wanted.set(latest.map(next::usual).orElse(""));
    }
  }

  /// What measurements have to have in common to count as the same.
  private record About(OpenNetwork opened, Optional<String> data, Preparation preparation) {}

  private void count() {
    int points = wish.grid().choices().size();
    if (points == 0) {
      plan.set("Choose at least one method.");
    } else if (kind.get() == Kind.SEARCH) {
      plan.set(Numbers.plural(points, "choice") + " for each layer, and float");
    } else {
      plan.set(Numbers.plural(points, "point") + seconds(points));
    }
  }

  private String seconds(int points) {
    return latest
        .flatMap(Figures::speed)
        .map(speed -> {
          double image = speed.floating().medianMillis() / 1000 / machine.threads();
          double each = STOPWATCH_SECONDS + images.get() * image;
          return " · about " + SpokenTime.of(points * each);
        })
        .orElse("");
  }

  /// Begins what is asked for; points come as they are measured.
  public void start() {
    Optional<Study> study = workspace.study();
    if (running.get() || study.isEmpty()) {
      return;
    }
    SweepGrid grid = wish.grid();
    if (grid.choices().isEmpty()) {
      complain("Choose at least one method and a value of each of its parameters.");
      return;
    }
    best = Optional.empty();
    found.set(false);
    share.set(0);
    switch (kind.get()) {
      case SWEEP -> sweep(study.get(), grid);
      case SEARCH ->
          target
              .get()
              .goal(wanted.get())
              .ifPresentOrElse(
                  goal -> search(study.get(), grid, goal),
                  () -> complain(target.get().refusal(wanted.get())));
    }
  }

  private void begin(RunningJob started) {
    job = Optional.of(started);
    if (started.isDone()) {
      running.set(false);
    }
  }

  private void sweep(Study study, SweepGrid grid) {
    running.set(true);
    say("opening the images");
    Configuration policy = study.configuration();
    int wantedImages = images.get();
    begin(
        jobs.<Sweeping>startLatest(
            "explore",
            "Sweeping " + study.opened().title(),
            (progress, results) -> {
              try (Exploration exploration =
                  Exploration.open(study, machine, wantedImages, progress)) {
                Accuracy floating = exploration.floating(progress.part(0, 0.02));
                SweepReport end =
                    exploration.sweep(
                        grid,
                        choice ->
                            policy.forAll(Optional.of(choice)).recipe(study.opened().network()),
                        recipe -> knownFigures(recipe, exploration.images()),
                        progress.part(0.02, 1),
                        report -> results.accept(new Sweeping(report, floating, false)));
                results.accept(new Sweeping(end, floating, true));
              }
            },
            sweeping -> hear(sweeping, policy),
            this::failed));
  }

  /// What a point that was measured before says, wherever that was; points of fewer images are measured again.
  private Optional<TradeOff> knownFigures(Recipe recipe, int seen) {
    return Optional.ofNullable(known.get(recipe))
        .filter(figures -> figures.accuracy().samples() == seen && figures.speed().isPresent());
  }

  /// A sweep so far.
  private record Sweeping(SweepReport report, Accuracy floating, boolean ended) {}

  private void hear(Sweeping sweeping, Configuration policy) {
    SweepReport report = sweeping.report();
    List<Visited> points = new ArrayList<>();
    report
        .points()
        .forEach(point -> {
          known.put(point.figures().recipe(), point.figures());
          points.add(new Visited(policy.forAll(Optional.of(point.choice())), point.figures()));
        });
    tradeOff.add(points, Optional.of(sweeping.floating()));
    int done = report.points().size();
    share.set(report.total() == 0 ? 1 : (double) done / report.total());
    String left =
        report.secondsLeft().isPresent() && !sweeping.ended()
            ? " · " + SpokenTime.of(report.secondsLeft().getAsDouble()) + " left"
            : "";
    String skipped =
        report.skipped().isEmpty() ? "" : " · left out: " + report.skipped().getLast().reason();
    say(done + " of " + Numbers.plural(report.total(), "point") + left + skipped);
    if (sweeping.ended()) {
      running.set(false);
    }
  }

  private void search(Study study, SweepGrid grid, SearchGoal goal) {
    running.set(true);
    say("opening the images");
    Configuration policy = study.configuration();
    LayerRecipe any = grid.choices().getFirst();
    List<String> layers =
        List.copyOf(
            policy.forAll(Optional.of(any)).recipe(study.opened().network()).layers().keySet());
    int wantedImages = images.get();
    begin(
        jobs.<Searching>startLatest(
            "explore",
            "Searching for " + goal.words(),
            (progress, results) -> {
              try (Exploration exploration =
                  Exploration.open(study, machine, wantedImages, progress)) {
                Accuracy floating = exploration.floating(progress.part(0, 0.02));
                SearchReport end =
                    exploration.search(
                        goal,
                        layers,
                        grid.choices(),
                        progress.part(0.02, 1),
                        report -> results.accept(new Searching(report, floating, false)));
                results.accept(new Searching(end, floating, true));
              }
            },
            searching -> hear(searching, policy, goal),
            this::failed));
  }

  /// A search so far.
  private record Searching(SearchReport report, Accuracy floating, boolean ended) {}

  private void hear(Searching searching, Configuration policy, SearchGoal goal) {
    SearchReport report = searching.report();
    tradeOff.add(
        report.points().stream()
            .map(figures ->
                new Visited(TradeOffModel.configuration(policy, figures.recipe()), figures))
            .toList(),
        Optional.of(searching.floating()));
    report.points().forEach(figures -> known.put(figures.recipe(), figures));
    best = report.best();
    found.set(best.isPresent());
    share.set(
        searching.ended()
            ? 1
            : report.points().isEmpty() ? -1 : 0.4 + report.points().size() / 100.0);
    String bestWords = best.map(figures -> " · best " + figures(figures)).orElse("");
    if (!searching.ended()) {
      say(report.doing().split(", best", 2)[0] + bestWords);
      return;
    }
    running.set(false);
    if (best.isPresent()) {
      say("measured " + Numbers.plural(report.points().size(), "configuration") + bestWords);
    } else {
      complain(
          "Nothing was found with " + goal.words() + ": ask for less, or offer other methods.");
    }
  }

  private static String figures(TradeOff figures) {
    return Numbers.bytes((double) figures.memory().compressedBytes())
        + " at "
        + Numbers.percent(figures.accuracy().top1().share());
  }

  private void failed(Exception failure) {
    running.set(false);
    if (failure instanceof BadInputException bad) {
      complain(Sentences.sentence(bad.sentence()));
    } else {
      complain(Sentences.sentence("it failed inside Filterscope: " + failure.getMessage()));
    }
  }

  /// Stops; the points that were measured stay.
  public void cancel() {
    job.ifPresent(RunningJob::cancel);
    if (running.get()) {
      running.set(false);
      say("stopped; what was measured stays");
    }
  }

  /// Puts the best configuration that the search found on the desk.
  public void useBest() {
    best.ifPresent(figures ->
        workspace.configure(
            present -> TradeOffModel.configuration(present, figures.recipe()), false));
  }

  private void say(String text) {
    wrong.set(false);
    words.set(text);
  }

  private void complain(String sentence) {
    wrong.set(true);
    words.set(sentence);
  }

  /// Which methods take part, with which values of their parameters.
  public SweepWish wish() {
    return wish;
  }

  /// How many images can be asked for.
  public static List<Integer> imageCounts() {
    return IMAGES;
  }

  public ObjectProperty<Kind> kindProperty() {
    return kind;
  }

  public ObjectProperty<SearchTarget> targetProperty() {
    return target;
  }

  /// The number of the target, as a person types it.
  public StringProperty wantedProperty() {
    return wanted;
  }

  /// On how many images each point is measured.
  public ObjectProperty<Integer> imagesProperty() {
    return images;
  }

  /// How many points there are and how long they take.
  public ReadOnlyStringProperty planProperty() {
    return plan.getReadOnlyProperty();
  }

  /// How far it is, how it ended, or what is wrong.
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty wrongProperty() {
    return wrong.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /// Whether the search has found something.
  public ReadOnlyBooleanProperty foundProperty() {
    return found.getReadOnlyProperty();
  }

  /// From 0 to 1; negative while that is unknown.
  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }
}
