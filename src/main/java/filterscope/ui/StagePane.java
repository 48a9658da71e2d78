package filterscope.ui;

import filterscope.study.LayerFigures;
import filterscope.ui.canvas.FeatureMaps;
import filterscope.ui.canvas.FilterWall;
import filterscope.ui.canvas.LayerPicture;
import filterscope.ui.model.BitsModel;
import filterscope.ui.model.CompareModel;
import filterscope.ui.model.StageModel;
import filterscope.ui.model.TraceModel;
import filterscope.ui.model.WindowModel;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The layer in view: its filters, the map of its scales, the histogram of its weights. Pointing at a group in one lights it
/// up in all.
final class StagePane extends BorderPane {
  private static final double LEAST_PICTURE = 120;

  private final FilterWall wall = new FilterWall();
  private final ScalesPage scales;
  private final WeightsPage weights;
  private final StackPane pictures = new StackPane();
  private final ObjectProperty<StageView> view = new SimpleObjectProperty<>(StageView.FILTERS);
  private final Segments<FilterWall.Mode> modes;
  private final Label readout = Parts.label("", "readout");
  private final StageModel model;
  private final Map<StageView, StagePage> pages = new EnumMap<>(StageView.class);
  private final StackPane tools = new StackPane();
  private final Label pageFacts = Parts.label("", "stage-facts");
  private final HBox below = new HBox();
  private final TraceModel trace;
  private final CompareModel compare;
  private final PickerPane picker;

  StagePane(WindowModel window) {
    this.model = window.stage();
    this.trace = window.trace();
    this.scales = new ScalesPage(model, window.configuration(), window.order());
    pages.put(StageView.SCALES, scales);
    this.weights = new WeightsPage(model, window.configuration(), window.layers());
    pages.put(StageView.WEIGHTS, weights);
    this.compare = window.compare();
    this.picker = new PickerPane(window.picker());
    FeatureMaps maps = new FeatureMaps();
    maps.chosenProperty()
        .subscribe(spot ->
            spot.ifPresent(of ->
                window.bits().choose(new BitsModel.Output(of.channel(), of.row(), of.column()))));
    pages.put(StageView.ACTIVATIONS, new ActivationsPage(window.activations(), maps));
    pages.put(StageView.BITS, new BitsPage(window.bits()));
    pages.put(StageView.IMAGES, new ImagesPage(window.images()));
    pages.put(StageView.COMPARE, new ComparePage(window.compare()));
    pages.put(StageView.TRADE_OFF, new TradeOffPage(window.tradeOff()));
    pages.put(StageView.SENSITIVITY, new SensitivityPage(window.sensitivity()));
    getStyleClass().add("stage-pane");
    setMinWidth(0);
    StageTabs views = new StageTabs(view::set);
    modes = new Segments<>("Weights shown", modeTitles(), wall::setMode);
    modes.setId("modes");
    wall.modeProperty().subscribe(mode -> modes.show(Optional.of(mode)));
    view.subscribe(shown -> {
      views.show(shown);
      showView(shown);
    });
    Label name = Parts.label(model.layerProperty(), "stage-name");
    Label facts = Parts.label(model.factsProperty(), "stage-facts");
    name.setMinWidth(0);
    facts.setMinWidth(0);
    name.setTooltip(Parts.tip(model.layerProperty()));
    facts.setTooltip(Parts.tip(model.factsProperty()));
    HBox title = new HBox(name, facts);
    title.getStyleClass().add("stage-title");
    tools.getChildren().add(modes);
    tools.setAlignment(Pos.CENTER_RIGHT);
    tools.setMinWidth(USE_PREF_SIZE);
    pages.values().forEach(page -> tools.getChildren().add(page.tools()));
    tools.getChildren().forEach(each -> each.managedProperty().bind(each.visibleProperty()));
    HBox.setHgrow(views, Priority.ALWAYS);
    HBox bar = new HBox(views);
    bar.getStyleClass().add("stage-bar");
    pageFacts.setMinWidth(0);
    Tooltip wholeFacts = Parts.tip(pageFacts.textProperty());
    pageFacts
        .textProperty()
        .subscribe(words -> pageFacts.setTooltip(words.isEmpty() ? null : wholeFacts));
    pageFacts.setTooltip(Parts.tip(pageFacts.textProperty()));
    below.getChildren().addAll(pageFacts, Parts.spring(), tools);
    below.getStyleClass().add("stage-tools");
    below.managedProperty().bind(below.visibleProperty());
    setTop(new VBox(title, bar, below));
    Label welcome = Parts.label("Drop an ONNX network here, or choose Open or Samples.", "welcome");
    model.figuresProperty().subscribe(known -> welcome.setVisible(known.isEmpty()));
    model.figuresProperty().subscribe(known -> pictures.setVisible(known.isPresent()));
    pictures.getChildren().add(wall);
    pages.values().forEach(page -> pictures.getChildren().add(page.node()));
    pictures.getStyleClass().add("pictures");
    // The pages that are not shown need no room.
    pictures.setMinHeight(LEAST_PICTURE);
    setCenter(new StackPane(pictures, welcome));
    readout.setMaxWidth(Double.MAX_VALUE);
    picker.managedProperty().bind(picker.visibleProperty());
    setBottom(new VBox(picker, readout));
    wall.highlightedGroupProperty().bindBidirectional(model.highlightedGroupProperty());
    model.figuresProperty().subscribe(_ -> showPicture());
  }

  private static Map<FilterWall.Mode, String> modeTitles() {
    Map<FilterWall.Mode, String> titles = new LinkedHashMap<>();
    for (FilterWall.Mode mode : FilterWall.Mode.values()) {
      titles.put(
          mode,
          switch (mode) {
            case ORIGINAL -> "Float";
            case QUANTIZED -> "Quantized";
            case DIFFERENCE -> "Difference";
            case WIPE -> "Wipe";
          });
    }
    return titles;
  }

  /// Which picture is in view.
  ObjectProperty<StageView> viewProperty() {
    return view;
  }

  FilterWall wall() {
    return wall;
  }

  private void showView(StageView shown) {
    wall.setVisible(shown == StageView.FILTERS);
    modes.setVisible(shown == StageView.FILTERS);
    pages.forEach((of, page) -> {
      page.node().setVisible(of == shown);
      page.tools().setVisible(of == shown);
    });
    below.setVisible(shown == StageView.FILTERS || pages.containsKey(shown));
    pageFacts.textProperty().unbind();
    pageFacts.setText("");
    Optional.ofNullable(pages.get(shown))
        .ifPresent(page -> pageFacts.textProperty().bind(page.facts()));
    picker.setVisible(shown.looksAtImages());
    trace.wantedProperty().set(shown.looksAtImages());
    compare.wantedProperty().set(shown == StageView.COMPARE);
    readout.textProperty().unbind();
    readout.textProperty().bind(readoutOf(shown));
    showPicture();
  }

  private StagePage page(StageView shown) {
    return Objects.requireNonNull(pages.get(shown));
  }

  private ObservableValue<String> readoutOf(StageView shown) {
    return switch (shown) {
      case FILTERS -> wall.readoutProperty();
      case SCALES, WEIGHTS, ACTIVATIONS, BITS, IMAGES, COMPARE, TRADE_OFF, SENSITIVITY ->
          page(shown).readout();
    };
  }

  /// Shows the weights of something else where weights are in view.
  void show(WeightsExtent extent) {
    weights.show(extent);
  }

  /// Gives the layer to the picture in view only; the others get it when they come into view.
  private void showPicture() {
    Optional<LayerFigures> figures = model.figuresProperty().get();
    figures.ifPresent(known -> {
      LayerPicture picture =
          new LayerPicture(
              model.layerProperty().get(), known.original(), known.stored(), known::restored);
      switch (view.get()) {
        case FILTERS -> wall.show(picture);
        case SCALES -> scales.show(picture);
        case WEIGHTS -> weights.show(picture);
        case ACTIVATIONS, BITS, IMAGES, COMPARE, TRADE_OFF, SENSITIVITY -> {
          // They show something else than the layer's weights.
        }
      }
    });
  }

  /// The picture in view, for snapshots and for the focus.
  Node picture() {
    return switch (view.get()) {
      case FILTERS -> wall;
      case SCALES -> scales.picture();
      case WEIGHTS -> weights.picture();
      case ACTIVATIONS, BITS, IMAGES, COMPARE, TRADE_OFF, SENSITIVITY -> page(view.get()).node();
    };
  }
}
