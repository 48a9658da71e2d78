package filterscope.ui.model;

import filterscope.engine.CompiledNetwork;
import filterscope.job.JobRunner;
import filterscope.job.Progress;
import filterscope.job.RunningJob;
import filterscope.measure.ActivationTrace;
import filterscope.measure.AnsweredImages;
import filterscope.measure.Answers;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.PairedCounts;
import filterscope.measure.Timing;
import filterscope.study.Configuration;
import filterscope.study.Evidence;
import filterscope.study.Figures;
import filterscope.study.LayerFigures;
import filterscope.study.OpenNetwork;
import filterscope.study.SavedConfiguration;
import filterscope.study.Study;
import filterscope.study.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Two configurations beside one another, layer by layer and image by image: the float network, the present one, and those that
/// were saved under a name for this network. The session keeps those between starts.
public final class CompareModel {
  /// The name of the float network.
  public static final String FLOAT = "Float";

  /// The name of the present configuration.
  public static final String CURRENT = "Current";

  private static final String KEY = "compare";

  private final JobRunner jobs;
  private final Workspace workspace;
  private final TraceModel trace;
  private final ObservableList<String> names = FXCollections.observableArrayList(FLOAT, CURRENT);
  private final ObjectProperty<String> first = new SimpleObjectProperty<>(FLOAT);
  private final ObjectProperty<String> second = new SimpleObjectProperty<>(CURRENT);
  private final BooleanProperty wanted = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Optional<Comparison>> comparison =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final Map<String, Saved> saved = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<List<SavedConfiguration>> kept =
      new ReadOnlyObjectWrapper<>(List.of());
  private final Set<String> refused = new HashSet<>();
  private final Map<CompiledNetwork, Map<String, Double>> sqnr = new HashMap<>();
  private Optional<OpenNetwork> opened = Optional.empty();
  private Optional<Figures> latest = Optional.empty();
  private Optional<Exhibit> traced = Optional.empty();
  private Optional<Aside> aside = Optional.empty();

  CompareModel(JobRunner jobs, Workspace workspace, TraceModel trace, PickerModel picker) {
    this.jobs = jobs;
    this.workspace = workspace;
    this.trace = trace;
    first.subscribe(_ -> compare());
    second.subscribe(_ -> compare());
    wanted.subscribe(_ -> compare());
    picker
        .chosenProperty()
        .subscribe(chosen -> {
          if (!chosen.equals(traced)) {
            traced = chosen;
            sqnr.clear();
            compare();
          }
        });
  }

  void show(Study study) {
    if (opened.filter(study.opened()::equals).isEmpty()) {
      opened = Optional.of(study.opened());
      saved.clear();
      refused.clear();
      publish();
      sqnr.clear();
      latest = Optional.empty();
      names.setAll(FLOAT, CURRENT);
      first.set(FLOAT);
      second.set(CURRENT);
      comparison.set(Optional.empty());
    }
  }

  void show(Figures figures) {
    boolean grows = figures.evidence().isPresent() || latest.isEmpty();
    if (grows) {
      latest = Optional.of(figures);
      compare();
    }
  }

  /// The names to choose from.
  public ObservableList<String> names() {
    return names;
  }

  public ObjectProperty<String> firstProperty() {
    return first;
  }

  public ObjectProperty<String> secondProperty() {
    return second;
  }

  /// Whether the comparison is in sight.
  public BooleanProperty wantedProperty() {
    return wanted;
  }

  public ReadOnlyObjectProperty<Optional<Comparison>> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /// What the present configuration could be called.
  public String proposal() {
    String base = latest.map(known -> RecipeWords.of(known.network().recipe())).orElse("Saved");
    String name = base;
    for (int number = 2; names.contains(name); number++) {
      name = base + " (" + number + ")";
    }
    return name;
  }

  /// Keeps the present configuration with its figures as they are now; a blank name becomes the proposal. One of the same name is
  /// replaced.
  public void save(String wish) {
    Optional<Study> study = workspace.study();
    if (latest.isEmpty() || study.isEmpty()) {
      return;
    }
    String name = wish.isBlank() || wish.equals(FLOAT) || wish.equals(CURRENT) ? proposal() : wish;
    refused.remove(name.strip());
    saved.put(name.strip(), new Saved(study.get().configuration(), latest));
    publish();
    if (!names.contains(name.strip())) {
      names.add(name.strip());
    }
    first.set(name.strip());
    compare();
  }

  /// Takes the configurations that a session kept for this network; they are measured when somebody compares them. Names that mean
  /// something else are passed over.
  void recall(List<SavedConfiguration> configurations) {
    for (SavedConfiguration one : configurations) {
      if (!names.contains(one.name())) {
        saved.put(one.name(), new Saved(one.configuration(), Optional.empty()));
        names.add(one.name());
      }
    }
    publish();
  }

  /// The configurations that are kept, in the order of saving.
  public ReadOnlyObjectProperty<List<SavedConfiguration>> savedProperty() {
    return kept.getReadOnlyProperty();
  }

  private void publish() {
    kept.set(
        saved.entrySet().stream()
            .map(entry -> new SavedConfiguration(entry.getKey(), entry.getValue().configuration()))
            .toList());
  }

  /// Brings a saved configuration back; nothing happens for a name that is not one.
  public void restore(String name) {
    Optional.ofNullable(saved.get(name))
        .ifPresent(kept -> workspace.configure(_ -> kept.configuration(), false));
  }

  /// Whether a name is that of a saved configuration.
  public boolean isSaved(String name) {
    return saved.containsKey(name);
  }

  private void compare() {
    if (!wanted.get() || latest.isEmpty()) {
      return;
    }
    Optional<Party> one = party(first.get());
    Optional<Party> other = party(second.get());
    if (one.isEmpty() || other.isEmpty()) {
      comparison.set(Optional.empty());
      return;
    }
    comparison.set(Optional.of(comparison(one.get(), other.get())));
    follow(one.get(), other.get());
  }

  private Optional<Party> party(String name) {
    Figures now = latest.orElseThrow();
    if (name.equals(FLOAT)) {
      return Optional.of(floating(now));
    }
    Optional<Figures> figures =
        name.equals(CURRENT)
            ? latest
            : Optional.ofNullable(saved.get(name)).flatMap(known -> figures(name, known));
    return figures.map(known ->
        new Party(
            known.layers(),
            known.memory().compressedBytes(),
            known.speed().map(MeasuredSpeed::compressed),
            known.evidence().flatMap(Evidence::images),
            known.evidence().flatMap(Evidence::images).map(AnsweredImages::ofCompressed),
            known.evidence().map(Evidence::compressed)));
  }

  /// The figures of a saved configuration; where it comes from an earlier start they are measured now, and there are none yet.
  private Optional<Figures> figures(String name, Saved known) {
    boolean underWay =
        aside.filter(one -> isInSight(one.name()) && !one.job().isDone()).isPresent();
    if (known.figures().isEmpty() && !underWay && !refused.contains(name)) {
      workspace
          .study()
          .ifPresent(study ->
              aside =
                  Optional.of(
                      new Aside(
                          name,
                          workspace
                              .figures()
                              .measureAside(
                                  name,
                                  study.withConfiguration(known.configuration(), Optional.empty()),
                                  figures -> {
                                    saved.replace(name, known, known.with(figures));
                                    aside = Optional.empty();
                                    compare();
                                  },
                                  () -> {
                                    refused.add(name);
                                    aside = Optional.empty();
                                    compare();
                                  }))));
    }
    return known.figures();
  }

  private boolean isInSight(String name) {
    return name.equals(first.get()) || name.equals(second.get());
  }

  private static Party floating(Figures now) {
    return new Party(
        Map.of(),
        now.memory().floatBytes(),
        now.speed().map(MeasuredSpeed::floating),
        now.evidence().flatMap(Evidence::images),
        now.evidence().flatMap(Evidence::images).map(AnsweredImages::ofFloat),
        now.evidence().map(Evidence::floating));
  }

  private Comparison comparison(Party one, Party other) {
    List<ComparedLayer> layers = new ArrayList<>();
    OpenNetwork network = opened.orElseThrow();
    Map<String, LayerFigures> now = latest.orElseThrow().layers();
    for (String layer : network.weightedLayers()) {
      LayerFigures known = now.get(layer);
      if (known != null) {
        layers.add(new ComparedLayer(layer, side(layer, one, known), side(layer, other, known)));
      }
    }
    // Answers to images prepared in another way are answers to other images.
    Optional<PairedCounts> counts =
        one.images()
            .flatMap(images ->
                other
                    .images()
                    .filter(others -> others.inputs() == images.inputs())
                    .map(_ ->
                        PairedCounts.of(
                            images.inputs(),
                            one.answers().orElseThrow(),
                            other.answers().orElseThrow())));
    return new Comparison(layers, counts, one.bytes(), other.bytes(), one.timing(), other.timing());
  }

  private ComparedLayer.Side side(String layer, Party party, LayerFigures now) {
    OptionalDouble noise =
        party
            .network()
            .map(network -> sqnr.getOrDefault(network, Map.of()).get(layer))
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty());
    LayerFigures known = party.layers().get(layer);
    return known == null
        ? new ComparedLayer.Side(32, "–", 4.0 * now.original().size(), 0, noise)
        : new ComparedLayer.Side(
            known.bitsPerWeight(),
            known.grouping().map(LayerRow::group).orElse("–"),
            known.bits().total() / 8.0,
            known.error(),
            noise);
  }

  /// Measures the noise of the activations of both for the image that is looked at, where it is not known yet.
  private void follow(Party one, Party other) {
    Optional<Supplier<float[]>> input = trace.input();
    Optional<CompiledNetwork> floating = trace.evidenceProperty().get().map(Evidence::floating);
    List<CompiledNetwork> unknown = new ArrayList<>();
    one.network().filter(network -> !sqnr.containsKey(network)).ifPresent(unknown::add);
    other.network().filter(network -> !sqnr.containsKey(network)).ifPresent(unknown::add);
    if (input.isEmpty() || floating.isEmpty() || unknown.isEmpty()) {
      return;
    }
    Optional<Exhibit> of = traced;
    jobs.<Map<CompiledNetwork, Map<String, Double>>>startLatest(
        KEY,
        "Following the image through two configurations",
        (progress, results) -> {
          float[] image = input.get().get();
          Map<CompiledNetwork, Map<String, Double>> measured = new HashMap<>();
          for (CompiledNetwork network : unknown) {
            measured.put(network, noise(floating.get(), network, image, progress));
          }
          results.accept(measured);
        },
        measured -> {
          if (of.equals(traced)) {
            sqnr.putAll(measured);
            compare();
          }
        },
        _ -> {
          // Without the noise of its activations a comparison still says the rest.
        });
  }

  private static Map<String, Double> noise(
      CompiledNetwork floating, CompiledNetwork network, float[] image, Progress progress) {
    Map<String, Double> noise = new HashMap<>();
    ActivationTrace.of(floating, network, image, progress)
        .places()
        .forEach(place -> place.layers().forEach(layer -> noise.put(layer, place.error().sqnr())));
    return noise;
  }

  /// A configuration that somebody saved, with its figures of then; without figures it comes from an earlier start.
  private record Saved(Configuration configuration, Optional<Figures> figures) {
    Saved with(Figures measured) {
      return new Saved(configuration, Optional.of(measured));
    }
  }

  /// The measurement of a saved configuration.
  private record Aside(String name, RunningJob job) {}

  /// One side of a comparison; without layers it is the float network.
  private record Party(
      Map<String, LayerFigures> layers,
      long bytes,
      Optional<Timing> timing,
      Optional<AnsweredImages> images,
      Optional<Answers> answers,
      Optional<CompiledNetwork> network) {}

  /// What is known of two configurations.
  ///
  /// @param counts image by image; nothing without images, or where they were prepared in different ways
  public record Comparison(
      List<ComparedLayer> layers,
      Optional<PairedCounts> counts,
      long firstBytes,
      long secondBytes,
      Optional<Timing> firstTiming,
      Optional<Timing> secondTiming) {
    public Comparison {
      layers = List.copyOf(layers);
    }

    /// Sizes and times of both, in a line.
    public String facts() {
      return Numbers.bytes((double) firstBytes)
          + " → "
          + Numbers.bytes((double) secondBytes)
          + "   ·   "
          + millis(firstTiming)
          + " → "
          + millis(secondTiming);
    }

    private static String millis(Optional<Timing> timing) {
      return timing.map(known -> Numbers.millis(known.medianMillis())).orElse("not timed");
    }

    /// Which is right where, in sentences.
    public List<String> images() {
      if (counts.isEmpty() || counts.get().samples() == 0) {
        return List.of(
            "Image by image: nothing to compare. Choose images with Data, and compare configurations of one preparation.");
      }
      PairedCounts known = counts.get();
      return List.of(
          "Of "
              + Numbers.plural(known.samples(), "image")
              + " both are right on "
              + Numbers.count(known.both())
              + ", only the first on "
              + Numbers.count(known.onlyFirst())
              + ", only the second on "
              + Numbers.count(known.onlySecond())
              + ", neither on "
              + Numbers.count(known.neither())
              + ".",
          "The second is "
              + Numbers.points(known.difference())
              + " points to the first, 95\u2009%: "
              + Numbers.points(known.low())
              + " … "
              + Numbers.points(known.high())
              + ". A split like this by chance (McNemar): "
              + (known.chance() < 0.001 ? "less than 0.1\u2009%" : Numbers.percent(known.chance()))
              + ".");
    }
  }
}
