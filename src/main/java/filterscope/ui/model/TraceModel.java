package filterscope.ui.model;

import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.measure.ActivationTrace;
import filterscope.measure.AnsweredImages;
import filterscope.study.Evidence;
import filterscope.study.Figures;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The picture that is looked at on its way through both networks, followed anew whenever it or a network changes. Newest wins,
/// and nothing is computed while no view wants it.
public final class TraceModel {
  /// Where the two networks part: the first layer whose activations have a smaller cosine.
  public static final double PARTING = 0.9;

  private static final String KEY = "trace";

  private final JobRunner jobs;
  private final PickerModel picker;
  private final Consumer<String> onFailure;
  private final BooleanProperty wanted = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Optional<ActivationTrace>> trace =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Evidence>> evidence =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private Optional<OpenNetwork> opened = Optional.empty();
  private Optional<Wish> running = Optional.empty();
  private boolean busy;
  private Optional<Preparation> preparation = Optional.empty();

  TraceModel(JobRunner jobs, PickerModel picker, Consumer<String> onFailure) {
    this.jobs = jobs;
    this.picker = picker;
    this.onFailure = onFailure;
    wanted.subscribe(_ -> follow());
    picker.chosenProperty().subscribe(_ -> follow());
  }

  void show(Study study) {
    preparation = Optional.of(study.preparation());
    if (opened.filter(study.opened()::equals).isEmpty()) {
      opened = Optional.of(study.opened());
      evidence.set(Optional.empty());
      trace.set(Optional.empty());
      running = Optional.empty();
      busy = false;
    }
    tell();
  }

  void show(Figures figures) {
    if (figures.evidence().isPresent()) {
      evidence.set(figures.evidence());
      follow();
    }
  }

  private void follow() {
    tell();
    Optional<Wish> wish = wish();
    if (wish.isEmpty()) {
      boolean nothing = picker.chosenProperty().get().isEmpty();
      if (nothing) {
        trace.set(Optional.empty());
        running = Optional.empty();
        busy = false;
      }
      return;
    }
    if (wish.equals(running)) {
      return;
    }
    running = wish;
    busy = true;
    jobs.<ActivationTrace>startLatest(
        KEY,
        "Following the image",
        (progress, results) -> {
          Wish of = wish.get();
          results.accept(ActivationTrace.of(of.floating(), of.compressed(), of.input(), progress));
        },
        done -> {
          if (wish.equals(running)) {
            busy = false;
            trace.set(Optional.of(done));
          }
        },
        failure -> {
          busy = false;
          onFailure.accept(
              failure instanceof BadInputException bad
                  ? bad.sentence()
                  : "The image could not be followed: " + failure.getMessage());
        });
  }

  private Optional<Wish> wish() {
    return !wanted.get() || evidence.get().isEmpty() || preparation.isEmpty()
        ? Optional.empty()
        : chosen();
  }

  private Optional<Wish> chosen() {
    Evidence of = evidence.get().orElseThrow();
    Optional<Inputs> inputs =
        picker
            .imagesProperty()
            .get()
            .map(AnsweredImages::inputs)
            .filter(now -> now.preparation().equals(preparation.orElseThrow()));
    return picker
        .chosenProperty()
        .get()
        .filter(exhibit -> exhibit instanceof Exhibit.Own || inputs.isPresent())
        .map(exhibit ->
            new Wish(of.floating(), of.compressed(), exhibit, inputs, preparation.orElseThrow()));
  }

  /// Prepares the picture that is looked at for the network; nothing without one. Run it in a job.
  Optional<Supplier<float[]>> input() {
    return evidence.get().isEmpty() || preparation.isEmpty()
        ? Optional.empty()
        : chosen().map(wish -> wish::input);
  }

  /// Whether an image is being followed.
  boolean isBusy() {
    return busy;
  }

  private void tell() {
    note.set(
        opened.isEmpty()
            ? "No network is open\nDrop an ONNX network here, or choose Open or Samples."
            : picker.chosenProperty().get().isEmpty()
                ? "No image is chosen\nChoose images with Data in the toolbar, or drop a PNG or JPEG file on the window."
                : "Following the image\nBoth networks run on it.");
  }

  /// Whether a view that shows activations is in sight.
  public BooleanProperty wantedProperty() {
    return wanted;
  }

  /// The newest trace; nothing until there is one.
  public ReadOnlyObjectProperty<Optional<ActivationTrace>> traceProperty() {
    return trace.getReadOnlyProperty();
  }

  /// Both networks, once they are ready to run.
  public ReadOnlyObjectProperty<Optional<Evidence>> evidenceProperty() {
    return evidence.getReadOnlyProperty();
  }

  /// What to say while there is no trace: a title and, behind a line break, a sentence.
  public ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  /// What is asked for.
  private record Wish(
      CompiledNetwork floating,
      CompiledNetwork compressed,
      Exhibit exhibit,
      Optional<Inputs> inputs,
      Preparation preparation) {
    float[] input() {
      float[] values = new float[floating.inputShape().size()];
      switch (exhibit) {
        case Exhibit.Own own -> preparation.prepare(own.picture(), floating.inputShape(), values);
        case Exhibit.OfSet(int index) -> inputs.orElseThrow().prepare(index, values);
      }
      return values;
    }
  }
}
