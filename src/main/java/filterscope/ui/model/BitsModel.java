package filterscope.ui.model;

import filterscope.kernel.ActivationGrid;
import filterscope.measure.ActivationTrace;
import filterscope.measure.ActivationTrace.Place;
import filterscope.method.ActivationQuantizer;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedLayer;
import filterscope.method.CompressedNetwork;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.WorkedOutput;
import filterscope.network.Network;
import filterscope.network.Weighted;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// One output of the layer on the stage, worked through with the numbers of the image that is looked at. Where the layer leaves
/// activations float, it can also be worked through as if they were signs; that is called hypothetical.
public final class BitsModel {
  private final TraceModel trace;
  private final StageModel stage;
  private final BooleanProperty hypothetical = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Output> output =
      new ReadOnlyObjectWrapper<>(new Output(0, 0, 0));
  private final ReadOnlyObjectWrapper<Optional<Worked>> worked =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");

  BitsModel(TraceModel trace, StageModel stage) {
    this.trace = trace;
    this.stage = stage;
    trace.traceProperty().subscribe(this::work);
    trace.noteProperty().subscribe(this::work);
    stage.layerProperty().subscribe(_ -> work());
    hypothetical.subscribe(_ -> work());
  }

  private void work() {
    Optional<ActivationTrace> known = trace.traceProperty().get();
    String layer = stage.layerProperty().get();
    Optional<Place> place = known.flatMap(found -> found.place(layer));
    if (place.isEmpty()) {
      worked.set(Optional.empty());
      note.set(trace.noteProperty().get());
      return;
    }
    CompressedNetwork compressed =
        trace.evidenceProperty().get().orElseThrow().compressed().source();
    CompressedConv stored = compressed.layer(layer);
    Optional<Tensor> input = known.get().compressedInput(layer);
    if (!(stored instanceof GridConv) || input.isEmpty()) {
      worked.set(Optional.empty());
      note.set(
          !(stored instanceof GridConv)
              ? refusal(layer, stored)
              : "The input of "
                  + layer
                  + " cannot be seen\nThe engine keeps it in another order of axes; choose another layer.");
      return;
    }
    worked.set(work(layer, place.get(), compressed, input.get()));
    note.set("");
  }

  private static String refusal(String layer, CompressedConv stored) {
    return stored instanceof FloatConv
        ? layer
            + " is float\nGive it bits on the right, or choose a layer that has some: its weights then are levels whose bits can"
            + " be worked through."
        : layer
            + " has no bit planes\nIts weights are stored as numbers of a table, not as levels on a grid; methods such as cross-filter"
            + " compression, XNOR-Net or DoReFa-Net give levels.";
  }

  private Optional<Worked> work(
      String layer, Place place, CompressedNetwork compressed, Tensor input) {
    Network network = compressed.network();
    if (!(network.layer(layer).operator() instanceof Weighted operator)) {
      return Optional.empty();
    }
    Output at = within(place, output.get());
    ActivationQuantizer own = compressed.activations(layer);
    boolean asIf = hypothetical.get() && own.isFloat();
    ActivationQuantizer used =
        asIf ? new ActivationQuantizer(new ActivationGrid.Sign(), false) : own;
    return WorkedOutput.of(
            operator,
            new CompressedLayer(compressed.layer(layer), used),
            input,
            at.filter(),
            at.row(),
            at.column())
        .map(result ->
            new Worked(
                layer, place, at, result, own.isFloat(), asIf, after(place, at, asIf, result)));
  }

  /// The output itself where the layer has it, otherwise the nearest.
  private static Output within(Place place, Output wanted) {
    Shape shape = place.compressed().shape();
    boolean image = shape.rank() == 4 && shape.extent(0) == 1;
    int filters = image ? shape.extent(1) : place.compressed().size();
    int height = image ? shape.extent(2) : 1;
    int width = image ? shape.extent(3) : 1;
    return new Output(
        Math.clamp(wanted.filter(), 0, filters - 1),
        Math.clamp(wanted.row(), 0, height - 1),
        Math.clamp(wanted.column(), 0, width - 1));
  }

  private static List<String> after(Place place, Output at, boolean asIf, WorkedOutput result) {
    Shape shape = place.compressed().shape();
    int index =
        shape.rank() == 4
            ? (at.filter() * shape.extent(2) + at.row()) * shape.extent(3) + at.column()
            : at.filter();
    List<String> lines = new ArrayList<>();
    lines.add(
        "after "
            + place.title()
            + ": compressed "
            + Numbers.three(place.compressed().value(index))
            + ", float "
            + Numbers.three(place.floating().value(index)));
    if (asIf) {
      lines.add("Hypothetical: this layer really leaves its activations float.");
    }
    boolean signs = result.inputGrid() instanceof ActivationGrid.Sign;
    if (signs && allPositive(result)) {
      lines.add("No activation here is below zero, so all signs are +1: they say nothing.");
    }
    return lines;
  }

  private static boolean allPositive(WorkedOutput result) {
    for (int tap = 0; tap < result.taps(); tap++) {
      if (result.input(tap) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Works another output through; one that the layer does not have becomes the nearest that it has.
  public void choose(Output wanted) {
    if (!wanted.equals(output.get())) {
      output.set(wanted);
      work();
    }
  }

  /// Whether float activations are worked through as if they were signs.
  public BooleanProperty hypotheticalProperty() {
    return hypothetical;
  }

  /// What was worked through; nothing where there is nothing to.
  public ReadOnlyObjectProperty<Optional<Worked>> workedProperty() {
    return worked.getReadOnlyProperty();
  }

  /// What to say while there is nothing: a title and, behind a line break, a sentence.
  public ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  /// One output of a layer.
  public record Output(int filter, int row, int column) {}

  /// One output, worked through.
  ///
  /// @param floatActivations whether the layer leaves its activations float
  /// @param hypothetical whether they were taken for signs all the same
  /// @param after what follows, line by line
  public record Worked(
      String layer,
      Place place,
      Output at,
      WorkedOutput result,
      boolean floatActivations,
      boolean hypothetical,
      List<String> after) {
    public Worked {
      after = List.copyOf(after);
    }

    /// The layer and the output, in a line.
    public String title() {
      return (hypothetical ? "Hypothetical: " : "")
          + layer
          + " · filter "
          + at.filter()
          + " · row "
          + at.row()
          + ", column "
          + at.column();
    }
  }
}
