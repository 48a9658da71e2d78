package filterscope.ui.model;

import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.job.RunningJob;
import filterscope.measure.LayerSensitivity;
import filterscope.measure.SensitivityReport;
import filterscope.method.Recipe;
import filterscope.study.Exploration;
import filterscope.study.Figures;
import filterscope.study.LayerFigures;
import filterscope.study.Machine;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import filterscope.study.Workspace;
import filterscope.ui.canvas.SensitivityPicture;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// How much every layer of the present configuration matters: bars that grow more certain image by image. A click on one puts its
/// layer on the stage and the configuration pane on that layer alone.
public final class SensitivityModel {
  private static final int IMAGES = 1000;

  private final JobRunner jobs;
  private final Workspace workspace;
  private final Machine machine;
  private final ConfigurationModel configuration;
  private final ReadOnlyObjectWrapper<SensitivityPicture> picture =
      new ReadOnlyObjectWrapper<>(SensitivityPicture.nothing());
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private Optional<RunningJob> job = Optional.empty();
  private Optional<SensitivityReport> report = Optional.empty();
  private Optional<Recipe> measured = Optional.empty();
  private Optional<OpenNetwork> shown = Optional.empty();
  private Map<String, LayerFigures> layers = Map.of();
  private String chosen = "";

  SensitivityModel(
      JobRunner jobs,
      Workspace workspace,
      Machine machine,
      ConfigurationModel configuration,
      StatusModel status) {
    this.jobs = jobs;
    this.workspace = workspace;
    this.machine = machine;
    this.configuration = configuration;
    // Escape and the status bar stop jobs without asking this model.
    status.textProperty().subscribe(_ -> noticeEnd());
  }

  private void noticeEnd() {
    if (running.get() && job.filter(RunningJob::isDone).isPresent()) {
      running.set(false);
    }
  }

  void show(Study study) {
    if (shown.isEmpty() || !shown.get().equals(study.opened())) {
      shown = Optional.of(study.opened());
      cancel();
      report = Optional.empty();
      measured = Optional.empty();
    }
    chosen = study.layer();
    boolean stale = measured.isPresent() && !measured.get().equals(study.recipe());
    if (stale) {
      words.set("These bars are of the configuration before; measure again.");
    } else if (measured.isPresent() && !running.get()) {
      words.set("");
    }
    draw();
  }

  void show(Figures figures) {
    if (measured.isEmpty() || measured.get().equals(figures.network().recipe())) {
      layers = figures.layers();
      draw();
    }
  }

  /// Measures the present configuration.
  public void measure() {
    Optional<Study> study = workspace.study();
    if (study.isEmpty() || running.get()) {
      return;
    }
    if (study.get().recipe().layers().isEmpty()) {
      words.set("Every layer is float; compress some first.");
      return;
    }
    running.set(true);
    words.set("opening the images");
    measured = Optional.of(study.get().recipe());
    report = Optional.empty();
    workspace.figures().latest().ifPresent(figures -> layers = figures.layers());
    RunningJob started =
        jobs.<Measuring>startLatest(
            "sensitivity",
            "Sensitivity of " + study.get().opened().title(),
            (progress, results) -> {
              try (Exploration exploration =
                  Exploration.open(study.get(), machine, IMAGES, progress)) {
                SensitivityReport end =
                    exploration.sensitivity(
                        progress, soFar -> results.accept(new Measuring(soFar, false)));
                results.accept(new Measuring(end, true));
              }
            },
            this::hear,
            this::failed);
    job = Optional.of(started);
    noticeEnd();
  }

  /// Bars so far.
  private record Measuring(SensitivityReport report, boolean ended) {}

  private void hear(Measuring news) {
    report = Optional.of(news.report());
    words.set(
        Numbers.count(news.report().floating().samples())
            + " of "
            + Numbers.plural(news.report().total(), "image"));
    if (news.ended()) {
      running.set(false);
      words.set("");
    }
    draw();
  }

  private void failed(Exception failure) {
    running.set(false);
    words.set(
        Sentences.sentence(
            failure instanceof BadInputException bad
                ? bad.sentence()
                : String.valueOf(failure.getMessage())));
  }

  /// Stops; the bars stay as they are.
  public void cancel() {
    job.ifPresent(RunningJob::cancel);
    running.set(false);
  }

  /// Puts a layer on the stage, and the configuration pane on it alone, so that its bits can be set.
  public void choose(String layer) {
    workspace.chooseLayer(layer);
    configuration.scopeProperty().set(Scope.THIS);
  }

  private void draw() {
    picture.set(
        report
            .map(known ->
                new SensitivityPicture(
                    known.floating().share(),
                    known.compressed().share(),
                    known.layers().stream().map(this::bar).toList(),
                    chosen,
                    known.floating().samples()))
            .orElseGet(SensitivityPicture::nothing));
  }

  private SensitivityPicture.Bar bar(LayerSensitivity layer) {
    LayerFigures figures = layers.get(layer.layer());
    return new SensitivityPicture.Bar(
        layer.layer(),
        figures == null ? "" : Numbers.three(figures.bitsPerWeight()) + " bits",
        new SensitivityPicture.Change(
            layer.loss().share(), layer.loss().low(), layer.loss().high()),
        new SensitivityPicture.Change(
            layer.gain().share(), layer.gain().low(), layer.gain().high()));
  }

  public ReadOnlyObjectProperty<SensitivityPicture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /// How far it is, or what is to be known about the bars.
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }
}
