package filterscope.ui.model;

import filterscope.data.Card;
import filterscope.data.Sample;
import filterscope.data.Samples;
import filterscope.export.PackedModel;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.job.WholeFile;
import filterscope.study.Figures;
import filterscope.study.ImageReference;
import filterscope.study.Machine;
import filterscope.study.OpenNetwork;
import filterscope.study.Origin;
import filterscope.study.Study;
import filterscope.study.TunedFolder;
import filterscope.study.Workspace;
import filterscope.ui.canvas.SensitivityPicture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole window without its nodes: what is open, the models of its panes, and what a person can do with it.
public final class WindowModel {
  private static final Logger LOG = LoggerFactory.getLogger(WindowModel.class);

  private final JobRunner jobs;
  private final Workspace workspace;
  private final Samples samples;
  private final LayersModel layers;
  private final ConfigurationModel configuration;
  private final PreparationModel preparation;
  private final StageModel stage = new StageModel();
  private final PickerModel picker;
  private final TraceModel trace;
  private final ActivationsModel activations;
  private final ImagesModel images;
  private final BitsModel bits;
  private final CompareModel compare;
  private final MetersModel meters = new MetersModel();
  private final FineTuneModel fineTune;
  private final TradeOffModel tradeOff;
  private final ExploreModel explore;
  private final SensitivityModel sensitivity;
  private final OrderModel order;
  private final StatusModel status;
  private final SessionModel session;
  private final ExportModel export;
  private final ClaimsModel claims;
  private final ReadOnlyObjectWrapper<Optional<Study>> study =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper data = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<String>> sentence =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  private Optional<OpenNetwork> shown = Optional.empty();
  private Optional<String> dataShown = Optional.empty();

  /// @param status hears of the jobs of `jobs`
  public WindowModel(JobRunner jobs, Machine machine, Samples samples, StatusModel status) {
    this.jobs = jobs;
    this.workspace =
        new Workspace(jobs, machine, Optional.of(ConfigurationModel.defaultChoice()), new Ears());
    this.samples = samples;
    this.status = status;
    this.layers = new LayersModel(workspace);
    this.configuration = new ConfigurationModel(workspace, layers);
    this.preparation = new PreparationModel(workspace);
    this.order = new OrderModel(jobs, workspace, stage);
    this.fineTune =
        new FineTuneModel(
            jobs,
            workspace,
            status,
            TunedFolder.ofThisPerson(),
            Math.max(1, machine.threads() - 1));
    this.tradeOff = new TradeOffModel(workspace, machine.mostImages());
    this.explore =
        new ExploreModel(jobs, workspace, machine, tradeOff, status, configuration::most);
    this.sensitivity = new SensitivityModel(jobs, workspace, machine, configuration, status);
    sensitivity.pictureProperty().subscribe(picture -> layers.showSensitivity(lost(picture)));
    this.picker = new PickerModel(jobs, this::complain);
    this.trace = new TraceModel(jobs, picker, this::complain);
    this.export = new ExportModel(jobs, workspace, machine.threads(), this::complain);
    this.claims = new ClaimsModel(jobs, samples, machine, status);
    this.activations = new ActivationsModel(trace, stage, layers);
    this.bits = new BitsModel(trace, stage);
    this.compare = new CompareModel(jobs, workspace, trace, picker);
    this.session = new SessionModel(workspace, samples, compare, tradeOff, this::complain);
    this.images = new ImagesModel(jobs, picker, trace, layers, this::complain);
    status
        .busyProperty()
        .subscribe(busy -> {
          if (!busy) {
            meters.rest();
          }
        });
  }

  private void complain(String words) {
    sentence.set(Optional.of(Sentences.sentence(words)));
  }

  /// The points of accuracy that each layer alone costs, as far as they are known.
  private static Map<String, Double> lost(SensitivityPicture picture) {
    Map<String, Double> points = new HashMap<>();
    picture.bars().stream()
        .filter(bar -> Double.isFinite(bar.loss().difference()))
        .forEach(bar -> points.put(bar.layer(), -100 * bar.loss().difference()));
    return points;
  }

  /// Hears the workspace and tells the panes.
  private final class Ears implements Workspace.Listener {
    @Override
    public void studyChanged(Study study) {
      showStudy(study);
    }

    @Override
    public void figuresChanged(Figures figures) {
      showFigures(figures);
    }

    @Override
    public void failed(String words) {
      complain(words);
    }
  }

  private void showStudy(Study study) {
    if (shown.isEmpty() || !shown.get().equals(study.opened())) {
      shown = Optional.of(study.opened());
      meters.clear();
      stage.clear();
      sentence.set(Optional.empty());
    }
    this.study.set(Optional.of(study));
    title.set(study.opened().title());
    if (!study.data().equals(dataShown)) {
      // What it is called is known with the first figures.
      dataShown = study.data();
      data.set(study.data().orElse(""));
    }
    canUndo.set(workspace.canUndo());
    canRedo.set(workspace.canRedo());
    layers.show(study);
    configuration.show(study);
    preparation.show(study);
    fineTune.show(study);
    meters.show(study);
    picker.show(study);
    trace.show(study);
    compare.show(study);
    tradeOff.show(study);
    explore.show(study);
    sensitivity.show(study);
    stage.show(study);
    open.set(true);
  }

  private void showFigures(Figures figures) {
    layers.show(figures);
    meters.show(figures);
    tradeOff.show(figures);
    explore.show(figures);
    sensitivity.show(figures);
    stage.show(figures);
    picker.show(figures);
    trace.show(figures);
    compare.show(figures);
    figures.origin().data().ifPresent(data::set);
    status.showBackend(backend(figures.origin()));
  }

  private static String backend(Origin origin) {
    return origin.backend().isEmpty()
        ? ""
        : origin.backend() + " · " + Numbers.plural(origin.threads(), "thread");
  }

  /// Opens a file, or a sample network by its name.
  public void open(String fileOrSample) {
    Optional<Path> sample = samples.byName(fileOrSample).map(Sample::onnx);
    open(sample.orElseGet(() -> Path.of(fileOrSample)));
  }

  /// Opens an ONNX file or a packed model, in the background; what is open stays open until it has been read.
  public void open(Path file) {
    sentence.set(Optional.empty());
    workspace.open(file);
  }

  /// Puts a study on the desk.
  public void open(Study study) {
    sentence.set(Optional.empty());
    workspace.open(study);
  }

  /// Takes what was dropped on the window: a network, or images for the one that is open.
  public void take(List<Path> files) {
    Optional<Path> network = files.stream().filter(WindowModel::isNetwork).findFirst();
    Optional<String> images = network.isPresent() ? Optional.empty() : ImageReference.of(files);
    Optional<Path> recipe = files.stream().filter(WindowModel::isJson).findFirst();
    boolean pictures = !files.isEmpty() && files.stream().allMatch(WindowModel::isPicture);
    if (network.isPresent()) {
      open(network.get());
    } else if (recipe.isPresent()) {
      session.openRecipe(recipe.get());
    } else if (images.isPresent() && open.get()) {
      chooseData(images.get());
    } else if (pictures && open.get()) {
      files.forEach(picker::take);
    } else {
      String names =
          String.join(
              ", ", files.stream().map(file -> String.valueOf(file.getFileName())).toList());
      sentence.set(
          Optional.of(
              images.isPresent() || pictures
                  ? names + " looks like images, but no network is open; open an .onnx file first."
                  : names
                      + " is neither a network (.onnx, or packed: .fsc), a recipe (.json) nor images (a folder of classes, a .tsv list, idx files, CIFAR-10"
                      + " .bin, or pictures to look at: .png, .jpg)."));
    }
  }

  private static boolean isPicture(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file)
        && (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"));
  }

  private static boolean isJson(Path file) {
    return Files.isRegularFile(file)
        && String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static boolean isNetwork(Path file) {
    return Files.isRegularFile(file)
        && (PackedModel.isNamedLikeOne(file)
            || String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".onnx"));
  }

  /// Evaluates on other images.
  ///
  /// @param reference as on the command line
  public void chooseData(String reference) {
    sentence.set(Optional.empty());
    workspace.chooseData(Optional.of(reference));
  }

  /// Writes a file in the background; what goes wrong is told in a sentence.
  public void write(Path file, WholeFile.Contents contents) {
    jobs.<Path>start(
        "Writing " + file.getFileName(),
        (_, results) -> {
          WholeFile.write(file, contents);
          results.accept(file);
        },
        _ -> {},
        failure ->
            sentence.set(
                Optional.of(
                    Sentences.sentence(
                        file + " could not be written: " + String.valueOf(failure.getMessage())))));
  }

  /// The sample networks: names, and what their cards call them. Cards are a page of text each.
  public Map<String, String> samples() {
    Map<String, String> titles = new LinkedHashMap<>();
    for (String name : samples.names()) {
      titles.put(name, cardTitle(name));
    }
    return titles;
  }

  private String cardTitle(String sample) {
    try {
      return samples.byName(sample).flatMap(Sample::card).map(Card::title).orElse("");
    } catch (BadInputException e) {
      // Whoever opens it hears what is wrong with the card.
      LOG.debug("no title for {}", sample, e);
      return "";
    }
  }

  /// One gesture back.
  public void undo() {
    workspace.undo();
  }

  /// One gesture forward again.
  public void redo() {
    workspace.redo();
  }

  /// The person has read the sentence.
  public void dismissSentence() {
    sentence.set(Optional.empty());
  }

  public LayersModel layers() {
    return layers;
  }

  public ConfigurationModel configuration() {
    return configuration;
  }

  public PreparationModel preparation() {
    return preparation;
  }

  public FineTuneModel fineTune() {
    return fineTune;
  }

  public StageModel stage() {
    return stage;
  }

  public PickerModel picker() {
    return picker;
  }

  public TraceModel trace() {
    return trace;
  }

  public ActivationsModel activations() {
    return activations;
  }

  public CompareModel compare() {
    return compare;
  }

  public BitsModel bits() {
    return bits;
  }

  /// Whether anything is running, small things that the status bar does not tell of among them.
  public boolean isBusy() {
    return status.busyProperty().get() || trace.isBusy() || picker.isBusy();
  }

  public ImagesModel images() {
    return images;
  }

  public TradeOffModel tradeOff() {
    return tradeOff;
  }

  /// Sweeps and searches.
  public ExploreModel explore() {
    return explore;
  }

  public SensitivityModel sensitivity() {
    return sensitivity;
  }

  public OrderModel order() {
    return order;
  }

  public MetersModel meters() {
    return meters;
  }

  public StatusModel status() {
    return status;
  }

  public Workspace workspace() {
    return workspace;
  }

  public SessionModel session() {
    return session;
  }

  public ExportModel export() {
    return export;
  }

  /// The paper's claim on the sample networks.
  public ClaimsModel paperClaims() {
    return claims;
  }

  /// What is on the desk, whenever it changes.
  public ReadOnlyObjectProperty<Optional<Study>> studyProperty() {
    return study.getReadOnlyProperty();
  }

  /// What the open network is called; empty without one.
  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  /// What the images are called, their reference until they are open; empty without any.
  public ReadOnlyStringProperty dataProperty() {
    return data.getReadOnlyProperty();
  }

  /// What went wrong last, for a person, until it is dismissed.
  public ReadOnlyObjectProperty<Optional<String>> sentenceProperty() {
    return sentence.getReadOnlyProperty();
  }

  /// Whether a network is open.
  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canRedoProperty() {
    return canRedo.getReadOnlyProperty();
  }
}
