package filterscope.ui;

import filterscope.measure.ActivationTrace.Place;
import filterscope.ui.canvas.DepthChart;
import filterscope.ui.canvas.DepthPoint;
import filterscope.ui.canvas.FeatureMaps;
import filterscope.ui.canvas.MapPair;
import filterscope.ui.model.ActivationsModel;
import filterscope.ui.model.TraceModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What an image becomes in the layers of both networks, and how the error grows with depth.
final class ActivationsPage implements StagePage {
  private final ActivationsModel model;
  private final FeatureMaps maps;
  private final DepthChart chart = new DepthChart(TraceModel.PARTING);
  private final StringProperty facts = new SimpleStringProperty("");
  private final VBox content;
  private final Segments<FeatureMaps.Mode> modes;

  /// @param maps may be shared with whoever wants to know which activation is chosen
  ActivationsPage(ActivationsModel model, FeatureMaps maps) {
    this.model = model;
    this.maps = maps;
    maps.setId("feature-maps");
    chart.setId("depth-chart");
    maps.setMinHeight(0);
    maps.setPrefHeight(200);
    chart.setMinHeight(156);
    VBox.setVgrow(maps, Priority.ALWAYS);
    content = new VBox(maps, chart);
    content.getStyleClass().add("page");
    Map<FeatureMaps.Mode, String> titles = new LinkedHashMap<>();
    titles.put(FeatureMaps.Mode.BOTH, "Side by side");
    titles.put(FeatureMaps.Mode.DIFFERENCE, "Difference");
    modes = new Segments<>("Feature maps shown", titles, maps.modeProperty()::set);
    maps.modeProperty().subscribe(mode -> modes.show(Optional.of(mode)));
    chart.setOnChoose(model::choose);
    model.placeProperty().subscribe(this::show);
    model.trace().noteProperty().subscribe(() -> show(model.placeProperty().get()));
  }

  private void show(Optional<Place> place) {
    facts.set(place.map(model::facts).orElse(""));
    place.ifPresentOrElse(
        shown -> maps.show(MapPair.of(model.name(shown), shown.floating(), shown.compressed())),
        () -> maps.showNote(model.note()));
    List<DepthPoint> points =
        model.places().stream()
            .map(each ->
                new DepthPoint(
                    model.name(each),
                    model.weighted(each).isPresent(),
                    each.error().sqnr(),
                    each.error().cosine()))
            .toList();
    chart.show(points, model.chosen());
  }

  @Override
  public Node node() {
    return content;
  }

  @Override
  public ObservableValue<String> facts() {
    return facts;
  }

  @Override
  public Node tools() {
    return modes;
  }

  @Override
  public ObservableValue<String> readout() {
    return Bindings.createStringBinding(
        () -> chart.isHover() ? chart.getReadout() : maps.getReadout(),
        chart.hoverProperty(),
        chart.readoutProperty(),
        maps.readoutProperty());
  }
}
