package filterscope.ui.model;

import filterscope.study.Figures;
import filterscope.study.LayerFigures;
import filterscope.study.Study;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;

/// The stage: the layer in view, with the weights before and after, and the group that the cursor is on in any picture.
public final class StageModel {
  private final ReadOnlyStringWrapper layer = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper facts = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<LayerFigures>> figures =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Map<String, LayerFigures>> everyLayer =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final IntegerProperty highlightedGroup = new SimpleIntegerProperty(-1);
  private Optional<Study> study = Optional.empty();
  private Optional<Figures> latest = Optional.empty();

  /// A study came; its figures come later.
  void show(Study newer) {
    boolean another = !layer.get().equals(newer.layer());
    study = Optional.of(newer);
    layer.set(newer.layer());
    if (another) {
      highlightedGroup.set(-1);
      update();
    }
  }

  /// Another network was opened: nothing is known of it yet.
  void clear() {
    latest = Optional.empty();
    study = Optional.empty();
    layer.set("");
    everyLayer.set(Map.of());
    figures.set(Optional.empty());
  }

  void show(Figures newer) {
    latest = Optional.of(newer);
    study.ifPresent(of -> {
      Map<String, LayerFigures> inOrder = new LinkedHashMap<>();
      for (String name : of.opened().weightedLayers()) {
        Optional.ofNullable(newer.layers().get(name)).ifPresent(known -> inOrder.put(name, known));
      }
      if (!inOrder.equals(everyLayer.get())) {
        everyLayer.set(inOrder);
      }
    });
    update();
  }

  /// Until a layer has been compressed its float weights are in view.
  private void update() {
    Optional<LayerFigures> known =
        latest.flatMap(newest -> Optional.ofNullable(newest.layers().get(layer.get())));
    if (known.isEmpty()) {
      figures.set(
          study
              .filter(Study::hasLayer)
              .map(of -> LayerFigures.floating(of.opened().weights(of.layer()))));
      facts.set(
          figures.get().map(shown -> shown.original().shape() + "   ·   compressing …").orElse(""));
    } else if (figures.get().filter(known.get()::equals).isEmpty()) {
      figures.set(known);
      facts.set(facts(known.get()));
    }
  }

  private static String facts(LayerFigures figures) {
    String extents = figures.original().shape().toString();
    if (figures.isFloat()) {
      return extents + "   ·   float";
    }
    return extents
        + figures
            .grouping()
            .map(grouping -> "   ·   " + Numbers.plural(grouping.groups(), "scale"))
            .orElse("")
        + "   ·   "
        + Numbers.three(figures.bitsPerWeight())
        + " bits per weight   ·   error "
        + Numbers.three(figures.error() * 100)
        + "\u2009%";
  }

  /// The name of the layer in view; empty without one.
  public ReadOnlyStringProperty layerProperty() {
    return layer.getReadOnlyProperty();
  }

  /// Extents, scales, bits and error of the layer in view, in a line.
  public ReadOnlyStringProperty factsProperty() {
    return facts.getReadOnlyProperty();
  }

  /// The weights of the layer in view before and after compression; empty until they are known.
  public ReadOnlyObjectProperty<Optional<LayerFigures>> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  /// Every layer with weights, in the order of the network; empty until they are known.
  public ReadOnlyObjectProperty<Map<String, LayerFigures>> everyLayerProperty() {
    return everyLayer.getReadOnlyProperty();
  }

  /// The group that the cursor is on in any picture; −1 for none.
  public IntegerProperty highlightedGroupProperty() {
    return highlightedGroup;
  }
}
