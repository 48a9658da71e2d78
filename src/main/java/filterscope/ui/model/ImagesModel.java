package filterscope.ui.model;

import filterscope.job.JobRunner;
import filterscope.measure.ActivationTrace;
import filterscope.measure.AnsweredImages;
import filterscope.measure.Answers;
import filterscope.measure.Confusion;
import filterscope.measure.Probabilities;
import filterscope.measure.Verdict;
import filterscope.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What compression changed, image by image: which predictions flipped, what is taken for what, and for the image that is looked
/// at what both networks think of it and where they part. Counts are taken while answers come in.
public final class ImagesModel {
  private static final String KEY = "confusion";
  private static final int SHOWN = 4;

  /// So many images and cells are counted in a few milliseconds, within the call.
  private static final int FEW = 200_000;

  private final JobRunner jobs;
  private final PickerModel picker;
  private final TraceModel trace;
  private final LayersModel layers;
  private final Consumer<String> onFailure;
  private final ReadOnlyObjectWrapper<Optional<Counts>> counts =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  ImagesModel(
      JobRunner jobs,
      PickerModel picker,
      TraceModel trace,
      LayersModel layers,
      Consumer<String> onFailure) {
    this.jobs = jobs;
    this.picker = picker;
    this.trace = trace;
    this.layers = layers;
    this.onFailure = onFailure;
    picker.answersProperty().subscribe(_ -> count());
    picker.imagesProperty().subscribe(_ -> count());
    trace.wantedProperty().subscribe(_ -> count());
  }

  private void count() {
    Optional<AnsweredImages> known = picker.imagesProperty().get();
    if (known.isEmpty()) {
      counts.set(Optional.empty());
    }
    int classes =
        trace
            .evidenceProperty()
            .get()
            .map(evidence -> evidence.floating().outputShape().size())
            .orElse(0);
    if (known.isPresent() && classes > 0 && trace.wantedProperty().get()) {
      count(known.get(), classes);
    }
  }

  private void count(AnsweredImages images, int classes) {
    List<String> names = IntStream.range(0, classes).mapToObj(picker.classes()::name).toList();
    if (images.inputs().size() + classes * classes <= FEW) {
      counts.set(Optional.of(Counts.of(images, names)));
      return;
    }
    jobs.<Counts>startLatest(
        KEY,
        "",
        (_, results) -> results.accept(Counts.of(images, names)),
        done -> {
          if (picker.imagesProperty().get().isPresent()) {
            counts.set(Optional.of(done));
          }
        },
        failure -> onFailure.accept("The answers could not be counted: " + failure.getMessage()));
  }

  /// What is taken for what, so far; nothing without images.
  public ReadOnlyObjectProperty<Optional<Counts>> countsProperty() {
    return counts.getReadOnlyProperty();
  }

  /// One line about the flips.
  public String facts() {
    return counts
        .get()
        .map(known -> {
          Map<Verdict, Integer> of = known.verdicts();
          int flips =
              of.entrySet().stream()
                  .filter(entry -> entry.getKey().isFlip())
                  .mapToInt(Map.Entry::getValue)
                  .sum();
          return Numbers.count(flips)
              + " of "
              + Numbers.count(known.floating().images())
              + " flipped: "
              + Numbers.count(of.getOrDefault(Verdict.LOST, 0))
              + " lost, "
              + Numbers.count(of.getOrDefault(Verdict.GAINED, 0))
              + " gained, "
              + Numbers.count(of.getOrDefault(Verdict.OTHER_ERROR, 0))
              + " wrong both times";
        })
        .orElse("");
  }

  /// Shows the images behind a cell of the matrix, and looks at the first of them.
  ///
  /// @param filter what the cell stands for
  public void showImages(ImageFilter filter) {
    picker.filterProperty().set(filter);
    picker.exhibits().stream()
        .filter(exhibit -> exhibit instanceof Exhibit.OfSet)
        .findFirst()
        .ifPresent(picker::choose);
  }

  /// What both networks think of the image that is looked at: the classes that either finds most probable.
  public List<Thought> thoughts() {
    Optional<ActivationTrace> known = trace.traceProperty().get();
    Optional<Probabilities> reading = reading();
    if (known.isEmpty() || reading.isEmpty()) {
      return List.of();
    }
    float[] before = known.get().floatOutput();
    float[] after = known.get().compressedOutput();
    if (Answers.largest(before) == Answers.NOT_A_NUMBER
        || Answers.largest(after) == Answers.NOT_A_NUMBER) {
      return List.of();
    }
    double[] floating = reading.get().all(before);
    double[] compressed = reading.get().all(after);
    int label = label();
    Set<Integer> shown = new LinkedHashSet<>();
    if (label >= 0 && label < floating.length) {
      shown.add(label);
    }
    best(floating).forEach(shown::add);
    best(compressed).forEach(shown::add);
    List<Thought> thoughts = new ArrayList<>();
    for (int of : shown) {
      thoughts.add(
          new Thought(picker.classes().name(of), floating[of], compressed[of], of == label));
    }
    thoughts.sort(
        Comparator.comparingDouble(
                (Thought thought) -> Math.max(thought.floating(), thought.compressed()))
            .reversed());
    return thoughts;
  }

  private static List<Integer> best(double[] shares) {
    return IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer of) -> -shares[of]))
        .limit(SHOWN)
        .toList();
  }

  private Optional<Probabilities> reading() {
    return trace
        .evidenceProperty()
        .get()
        .map(evidence -> Probabilities.of(evidence.floating().source().network()));
  }

  private int label() {
    return picker
        .chosenProperty()
        .get()
        .flatMap(exhibit ->
            exhibit instanceof Exhibit.OfSet(int index)
                ? picker
                    .imagesProperty()
                    .get()
                    .filter(images -> index < images.inputs().size())
                    .map(images -> images.inputs().label(index))
                : Optional.empty())
        .orElse(-1);
  }

  /// Where the probabilities come from.
  public String origin() {
    return reading().map(of -> "Probabilities: " + of.words() + ".").orElse("");
  }

  /// Where the two networks part, in a sentence.
  public String parting() {
    return trace
        .traceProperty()
        .get()
        .map(known ->
            known
                .firstBelow(TraceModel.PARTING)
                .map(place ->
                    "They part at "
                        + name(place)
                        + ": the first layer whose cosine ("
                        + Numbers.fixed(place.error().cosine(), 3)
                        + ") is below "
                        + TraceModel.PARTING
                        + ".")
                .orElse(
                    "They do not part: no layer has a cosine below " + TraceModel.PARTING + "."))
        .orElse("");
  }

  /// Whether they part at all.
  public boolean isParting() {
    return trace
        .traceProperty()
        .get()
        .flatMap(known -> known.firstBelow(TraceModel.PARTING))
        .isPresent();
  }

  /// Goes to the layer where they part, if it has weights.
  public void goToParting() {
    trace
        .traceProperty()
        .get()
        .flatMap(known -> known.firstBelow(TraceModel.PARTING))
        .ifPresent(place -> layers.choose(name(place)));
  }

  private String name(ActivationTrace.Place place) {
    Optional<Network> network =
        trace.evidenceProperty().get().map(evidence -> evidence.floating().source().network());
    return network
        .flatMap(of ->
            place.layers().stream()
                .filter(layer -> of.layer(layer).operator() instanceof filterscope.network.Weighted)
                .findFirst())
        .orElse(place.layer());
  }

  /// The model of the strip of images.
  public PickerModel picker() {
    return picker;
  }

  /// The model that follows the image.
  public TraceModel trace() {
    return trace;
  }

  /// What was counted.
  ///
  /// @param names of the classes
  public record Counts(
      List<String> names,
      Confusion floating,
      Confusion compressed,
      Map<Verdict, Integer> verdicts) {
    public Counts {
      names = List.copyOf(names);
      verdicts = Map.copyOf(verdicts);
    }

    static Counts of(AnsweredImages images, List<String> names) {
      return new Counts(
          names,
          Confusion.ofFloat(images, names.size()),
          Confusion.ofCompressed(images, names.size()),
          images.verdicts());
    }
  }

  /// How probable a class is to both networks.
  public record Thought(String name, double floating, double compressed, boolean isLabel) {}
}
