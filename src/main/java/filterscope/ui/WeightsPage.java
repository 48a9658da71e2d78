package filterscope.ui;

import filterscope.ui.canvas.BoundDrag;
import filterscope.ui.canvas.LayerPicture;
import filterscope.ui.canvas.SmallHistograms;
import filterscope.ui.canvas.WeightHistogram;
import filterscope.ui.model.ConfigurationModel;
import filterscope.ui.model.LayersModel;
import filterscope.ui.model.StageModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The histogram of the weights of the layer on the stage, or small ones of its groups or of all layers on one page.
final class WeightsPage implements StagePage {
  private final StageModel stage;
  private final WeightHistogram histogram = new WeightHistogram();
  private final SmallHistograms groups = SmallHistograms.ofGroups();
  private final SmallHistograms all = SmallHistograms.ofLayers();
  private final StackPane content = new StackPane(histogram, groups, all);
  private final ObjectProperty<WeightsExtent> extent =
      new SimpleObjectProperty<>(WeightsExtent.LAYER);
  private final HBox tools = new HBox();
  private Optional<LayerPicture> layer = Optional.empty();

  WeightsPage(StageModel stage, ConfigurationModel configuration, LayersModel layers) {
    this.stage = stage;
    histogram.highlightedGroupProperty().bindBidirectional(stage.highlightedGroupProperty());
    groups.logarithmicProperty().bindBidirectional(histogram.logarithmicProperty());
    groups.setOnPoint(stage.highlightedGroupProperty()::set);
    groups.setOnChoose(group -> {
      show(WeightsExtent.LAYER);
      histogram.pin(group);
      histogram.requestFocus();
    });
    stage.highlightedGroupProperty().subscribe(group -> groups.mark(group.intValue()));
    all.logarithmicProperty().bindBidirectional(histogram.logarithmicProperty());
    all.setOnChoose(index -> {
      layers.choose(List.copyOf(stage.everyLayerProperty().get().keySet()).get(index));
      show(WeightsExtent.LAYER);
      histogram.requestFocus();
    });
    BoundDrag drag = new Drag(configuration);
    configuration
        .choiceProperty()
        .subscribe(_ -> histogram.setBoundDrag(configuration.takesBound() ? drag : null));
    configuration
        .floatingProperty()
        .subscribe(_ -> histogram.setBoundDrag(configuration.takesBound() ? drag : null));
    Map<WeightsExtent, String> titles = new LinkedHashMap<>();
    for (WeightsExtent each : WeightsExtent.values()) {
      titles.put(each, each.title());
    }
    Segments<WeightsExtent> extents = new Segments<>("Weights of", titles, this::show);
    extents.setId("weights-extent");
    ToggleButton logarithmic = new ToggleButton("Log");
    logarithmic.setId("weights-log");
    logarithmic.getStyleClass().add("small");
    logarithmic.setAccessibleText("Logarithmic counts");
    logarithmic.setTooltip(
        Parts.tip("Counts on a logarithmic axis, where rare weights are seen (L)"));
    logarithmic.selectedProperty().bindBidirectional(histogram.logarithmicProperty());
    tools.getChildren().addAll(logarithmic, extents);
    tools.getStyleClass().add("page-tools");
    extent.subscribe(shown -> {
      extents.show(Optional.of(shown));
      histogram.setVisible(shown == WeightsExtent.LAYER);
      groups.setVisible(shown == WeightsExtent.GROUPS);
      all.setVisible(shown == WeightsExtent.NETWORK);
      showGroups();
      showAll();
    });
    stage.everyLayerProperty().subscribe(_ -> showAll());
    stage.layerProperty().subscribe(_ -> markLayer());
    content.visibleProperty().subscribe(_ -> showAll());
  }

  /// A gesture on the histogram is one change of the configuration.
  private record Drag(ConfigurationModel configuration) implements BoundDrag {
    @Override
    public void begin() {
      configuration.beginGesture();
    }

    @Override
    public void to(double percent) {
      configuration.setBound(percent);
    }

    @Override
    public void end() {
      configuration.endGesture();
    }
  }

  /// Shows a layer.
  void show(LayerPicture picture) {
    layer = Optional.of(picture);
    histogram.show(picture);
    showGroups();
  }

  /// Shows the weights of something else.
  void show(WeightsExtent other) {
    extent.set(other);
  }

  private void showGroups() {
    if (groups.isVisible()) {
      layer.ifPresent(groups::showGroups);
    }
  }

  private void markLayer() {
    all.mark(
        List.copyOf(stage.everyLayerProperty().get().keySet())
            .indexOf(stage.layerProperty().get()));
  }

  private void showAll() {
    if (all.isVisible() && content.isVisible()) {
      List<LayerPicture> pictures =
          stage.everyLayerProperty().get().entrySet().stream()
              .map(layer ->
                  new LayerPicture(
                      layer.getKey(),
                      layer.getValue().original(),
                      layer.getValue().stored(),
                      layer.getValue()::restored))
              .toList();
      all.showLayers(pictures);
      markLayer();
    }
  }

  /// The drawn control in view.
  Node picture() {
    return switch (extent.get()) {
      case LAYER -> histogram;
      case GROUPS -> groups;
      case NETWORK -> all;
    };
  }

  @Override
  public Node node() {
    return content;
  }

  @Override
  public Node tools() {
    return tools;
  }

  @Override
  public ObservableValue<String> readout() {
    return Bindings.createStringBinding(
        () ->
            switch (extent.get()) {
              case LAYER -> histogram.getReadout();
              case GROUPS -> groups.getReadout();
              case NETWORK -> all.getReadout();
            },
        extent,
        all.readoutProperty(),
        groups.readoutProperty(),
        histogram.readoutProperty());
  }
}
