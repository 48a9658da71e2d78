package filterscope.ui.model;

import filterscope.measure.ActivationError;
import filterscope.measure.ActivationTrace;
import filterscope.measure.ActivationTrace.Place;
import filterscope.network.Network;
import filterscope.network.Weighted;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The activations of one image: where along the network the stage looks, and how far the two networks are apart there. It
/// looks at the layer on the stage, or at a step without weights that somebody went to.
public final class ActivationsModel {
  private final TraceModel trace;
  private final StageModel stage;
  private final LayersModel layers;
  private final ReadOnlyObjectWrapper<Optional<Place>> place =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<String> detour = Optional.empty();

  ActivationsModel(TraceModel trace, StageModel stage, LayersModel layers) {
    this.trace = trace;
    this.stage = stage;
    this.layers = layers;
    trace.traceProperty().subscribe(this::look);
    stage
        .layerProperty()
        .subscribe(_ -> {
          detour = Optional.empty();
          look();
        });
  }

  private void look() {
    Optional<ActivationTrace> known = trace.traceProperty().get();
    String layer = detour.orElse(stage.layerProperty().get());
    place.set(
        known.flatMap(found -> found.place(layer).or(() -> found.places().stream().findFirst())));
  }

  /// The step that is looked at; nothing while no image is followed.
  public ReadOnlyObjectProperty<Optional<Place>> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /// All steps, in order.
  public List<Place> places() {
    return trace.traceProperty().get().map(ActivationTrace::places).orElse(List.of());
  }

  /// Which of them is looked at; −1 for none.
  public int chosen() {
    return place.get().map(places()::indexOf).orElse(-1);
  }

  /// Goes to a step: its layer with weights comes onto the stage where it has one.
  public void choose(int index) {
    Place wanted = places().get(index);
    Optional<String> weighted = weighted(wanted);
    if (weighted.isPresent()) {
      detour = Optional.empty();
      layers.choose(weighted.get());
    } else {
      detour = Optional.of(wanted.layer());
    }
    look();
  }

  /// The layer with weights that a step covers.
  public Optional<String> weighted(Place of) {
    return trace
        .evidenceProperty()
        .get()
        .flatMap(evidence -> {
          Network network = evidence.compressed().source().network();
          return of.layers().stream()
              .filter(layer -> network.layer(layer).operator() instanceof Weighted)
              .findFirst();
        });
  }

  /// What a step is called: its layer with weights, otherwise its last layer.
  public String name(Place of) {
    return weighted(of).orElse(of.layer());
  }

  /// One line about a step: what it does, and its error.
  public String facts(Place of) {
    ActivationError error = of.error();
    return "after "
        + of.title()
        + "   ·   SQNR "
        + (error.noise() == 0 ? "∞ (no difference)" : Numbers.three(error.sqnr()) + "\u2009dB")
        + "   ·   cosine "
        + Numbers.fixed(error.cosine(), 4);
  }

  /// What to say while there is nothing to see.
  public String note() {
    return trace.noteProperty().get();
  }

  /// The model that follows the image.
  public TraceModel trace() {
    return trace;
  }
}
