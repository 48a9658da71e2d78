package filterscope.ui;

import filterscope.ui.canvas.BoundDrag;
import filterscope.ui.canvas.LayerHistograms;
import filterscope.ui.canvas.LayerPicture;
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

/// The histogram of the weights of the layer on the stage, or those of all layers on one page.
final class WeightsPage implements StagePage {
  private final StageModel stage;
  private final WeightHistogram histogram = new WeightHistogram();
  private final LayerHistograms all = new LayerHistograms();
  private final StackPane content = new StackPane(histogram, all);
  private final ObjectProperty<Extent> extent = new SimpleObjectProperty<>(Extent.LAYER);
  private final HBox tools = new HBox();

  /// What is in view.
  enum Extent {
    LAYER,
    NETWORK
  }

  WeightsPage(StageModel stage, ConfigurationModel configuration, LayersModel layers) {
    this.stage = stage;
    histogram.highlightedGroupProperty().bindBidirectional(stage.highlightedGroupProperty());
    all.logarithmicProperty().bindBidirectional(histogram.logarithmicProperty());
    all.setOnChoose(layer -> {
      layers.choose(layer);
      extent.set(Extent.LAYER);
      histogram.requestFocus();
    });
    BoundDrag drag = new Drag(configuration);
    configuration
        .choiceProperty()
        .subscribe(_ -> histogram.setBoundDrag(configuration.takesBound() ? drag : null));
    configuration
        .floatingProperty()
        .subscribe(_ -> histogram.setBoundDrag(configuration.takesBound() ? drag : null));
    Map<Extent, String> titles = new LinkedHashMap<>();
    titles.put(Extent.LAYER, "This layer");
    titles.put(Extent.NETWORK, "All layers");
    Segments<Extent> extents = new Segments<>("Weights of", titles, extent::set);
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
      histogram.setVisible(shown == Extent.LAYER);
      all.setVisible(shown == Extent.NETWORK);
      showAll();
    });
    stage.everyLayerProperty().subscribe(_ -> showAll());
    stage.layerProperty().subscribe(all::mark);
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
    histogram.show(picture);
  }

  /// Shows every layer side by side instead of one.
  void showEveryLayer() {
    extent.set(Extent.NETWORK);
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
      all.show(pictures, stage.layerProperty().get());
    }
  }

  /// The drawn control in view.
  Node picture() {
    return extent.get() == Extent.LAYER ? histogram : all;
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
        () -> all.isVisible() ? all.getReadout() : histogram.getReadout(),
        all.visibleProperty(),
        all.readoutProperty(),
        histogram.readoutProperty());
  }
}
