package filterscope.ui;

import filterscope.ui.canvas.GraphNode;
import filterscope.ui.canvas.MeasureBar;
import filterscope.ui.canvas.NetworkGraph;
import filterscope.ui.model.GraphRow;
import filterscope.ui.model.LayerMeasure;
import filterscope.ui.model.LayerRow;
import filterscope.ui.model.LayersModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The layers of the network, with their figures. The arrow keys move through them; Shift and Ctrl select several.
final class LayersPane extends VBox {
  private static final double ROW = 44;

  private final LayersModel model;
  private final ListView<LayerRow> list;
  private final NetworkGraph graph = new NetworkGraph();
  private final MeasureBar scale = new MeasureBar();
  private final ComboBox<LayerMeasure> colour = new ComboBox<>();
  private final ObjectProperty<LayersForm> form = new SimpleObjectProperty<>(LayersForm.LIST);
  private boolean following;
  private boolean mirroring;

  /// @param onOpen the person wants to see on the stage what was chosen in the table
  LayersPane(LayersModel model, Runnable onOpen) {
    this.model = model;
    this.list = new ListView<>(model.rows());
    getStyleClass().add("layers-pane");
    list.setId("layers");
    list.getStyleClass().addAll("layer-list", "edge-to-edge");
    list.setFixedCellSize(ROW);
    list.setCellFactory(_ -> new LayerCell(model));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setAccessibleText("Layers");
    list.setPlaceholder(empty());
    list.setContextMenu(new ContextMenu(copy("copy-csv")));
    LayerTable table = new LayerTable(model, onOpen);
    table.setPlaceholder(empty());
    table.setContextMenu(new ContextMenu(copy("copy-table-csv")));
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox.setVgrow(list, Priority.ALWAYS);
    GridPane heading = heading();
    VBox.setVgrow(graph, Priority.ALWAYS);
    graph.setMinHeight(0);
    form.subscribe(shown -> {
      heading.setVisible(shown == LayersForm.LIST);
      list.setVisible(shown == LayersForm.LIST);
      graph.setVisible(shown == LayersForm.GRAPH);
      table.setVisible(shown == LayersForm.TABLE);
    });
    for (Node node : new Node[] {heading, list, graph, table}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    getChildren()
        .addAll(
            bar(),
            heading,
            list,
            graph,
            table,
            scale,
            Parts.label(model.summaryProperty(), "layers-summary"));
    drawGraph();
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(row -> choose(Optional.ofNullable(row)));
    list.getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<LayerRow>) _ -> tellSelection());
    model.chosenProperty().subscribe(this::follow);
    model
        .rows()
        .addListener((ListChangeListener<LayerRow>) _ -> follow(model.chosenProperty().get()));
  }

  private Label empty() {
    return Parts.label(
        model
            .searchProperty()
            .map(text -> text.isEmpty() ? "No network is open." : "No layer is called that."),
        "empty-note");
  }

  private MenuItem copy(String id) {
    MenuItem copy = new MenuItem("Copy all layers as CSV");
    copy.setId(id);
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(model.csv());
      Clipboard.getSystemClipboard().setContent(content);
    });
    return copy;
  }

  private static Map<LayersForm, String> titles() {
    Map<LayersForm, String> titles = new LinkedHashMap<>();
    for (LayersForm form : LayersForm.values()) {
      titles.put(form, form.title());
    }
    return titles;
  }

  private HBox bar() {
    Segments<LayersForm> forms = new Segments<>("Layers as", titles(), form::set);
    forms.setId("layer-forms");
    form.subscribe(shown -> forms.show(Optional.of(shown)));
    colour.setId("layer-colour");
    colour.getStyleClass().add("small");
    colour.setAccessibleText("Colour the layers by");
    colour.setTooltip(Parts.tip("What the colour of a layer stands for"));
    colour.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(LayerMeasure measure) {
            return measure == null ? "" : "by " + measure.title();
          }

          @Override
          public LayerMeasure fromString(String title) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    colour
        .valueProperty()
        .subscribe(measure -> {
          if (measure != null && !following) {
            model.colourProperty().set(measure);
          }
        });
    model.colourProperty().subscribe(_ -> showColours());
    model.versionProperty().subscribe(_ -> showColours());
    HBox bar = new HBox(forms, Parts.spring(), colour);
    bar.getStyleClass().add("layers-bar");
    return bar;
  }

  /// How the layers are shown.
  ObjectProperty<LayersForm> formProperty() {
    return form;
  }

  /// Only measures of which something is known can be chosen.
  private void showColours() {
    following = true;
    try {
      List<LayerMeasure> known = model.measures();
      if (!colour.getItems().equals(known)) {
        colour.getItems().setAll(known);
      }
      colour.setValue(model.colourProperty().get());
    } finally {
      following = false;
    }
    LayerMeasure measure = model.colourProperty().get();
    colour.setTooltip(Parts.tip(measure.help()));
    scale.show(measure.title(), measure.words(0), measure.words(model.most()));
    scale.setVisible(model.most() > 0);
    paintGraph();
  }

  private void drawGraph() {
    graph.setId("graph");
    graph.setOnChoose(model::choose);
    graph.setOnSelect(model.selected()::setAll);
    model
        .graphProperty()
        .subscribe(rows -> {
          graph.show(rows.stream().map(LayersPane::node).toList());
          paintGraph();
          graph.mark(model.chosenProperty().get(), model.selected());
        });
    model.chosenProperty().subscribe(chosen -> graph.mark(chosen, model.selected()));
    model
        .selected()
        .addListener(
            (ListChangeListener<String>)
                _ -> {
                  graph.mark(model.chosenProperty().get(), model.selected());
                  mirrorSelection();
                });
    model
        .rows()
        .addListener(
            (ListChangeListener<LayerRow>)
                _ ->
                    graph.found(
                        model.rows().stream().map(LayerRow::name).collect(Collectors.toSet())));
  }

  private static GraphNode node(GraphRow row) {
    return new GraphNode(row.name(), row.title(), row.inputs(), row.weighted());
  }

  private void paintGraph() {
    Map<String, LayerRow> rows =
        model.all().stream().collect(Collectors.toMap(LayerRow::name, row -> row));
    List<GraphRow> order = model.graphProperty().get();
    graph.colour(
        row ->
            Optional.ofNullable(rows.get(order.get(row).name()))
                .flatMap(model::share)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty()),
        row ->
            Optional.ofNullable(rows.get(order.get(row).name()))
                .flatMap(found -> found.measured(model.colourProperty().get()))
                .map(model.colourProperty().get()::words)
                .orElse(""));
  }

  private static GridPane heading() {
    GridPane heading = new GridPane();
    heading.getStyleClass().addAll("layer-grid", "layer-heading");
    LayerCell.columns(heading);
    Label error = Parts.label("error");
    error.setTooltip(
        Parts.tip(
            "‖W − Ŵ‖² / ‖W‖²: the share of the weights' energy that is lost; the bar below is its root, ‖W − Ŵ‖ / ‖W‖"));
    Label group = Parts.label("G");
    group.setTooltip(
        Parts.tip("How many filters share one scale; filters × channels for tiles of kernels"));
    heading.addRow(0, Parts.label("Layer"), Parts.label("bits"), group, Parts.label("size"), error);
    return heading;
  }

  private void choose(Optional<LayerRow> row) {
    if (!following) {
      row.ifPresent(chosen -> model.choose(chosen.name()));
    }
  }

  private void tellSelection() {
    if (!mirroring) {
      model.selected().setAll(namesSelected());
    }
  }

  private List<String> namesSelected() {
    return list.getSelectionModel().getSelectedItems().stream().map(LayerRow::name).toList();
  }

  /// Selects in the list what was selected elsewhere.
  private void mirrorSelection() {
    if (mirroring || namesSelected().equals(model.selected())) {
      return;
    }
    mirroring = true;
    following = true;
    try {
      list.getSelectionModel().clearSelection();
      for (int index = 0; index < model.rows().size(); index++) {
        if (model.selected().contains(model.rows().get(index).name())) {
          list.getSelectionModel().select(index);
        }
      }
    } finally {
      mirroring = false;
      following = false;
    }
  }

  /// Scrolls only when the row is out of sight.
  private void reveal(int index) {
    boolean inSight =
        list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
            && flow.getFirstVisibleCell() != null
            && index >= flow.getFirstVisibleCell().getIndex()
            && index <= flow.getLastVisibleCell().getIndex();
    if (!inSight && index * ROW > list.getHeight() - 2 * ROW) {
      list.scrollTo(Math.max(0, index - 3));
    }
  }

  /// Selects the row of the layer on the stage, unless it is already among the selected.
  private void follow(String layer) {
    following = true;
    try {
      for (int index = 0; index < model.rows().size(); index++) {
        if (model.rows().get(index).name().equals(layer)
            && !list.getSelectionModel().isSelected(index)) {
          list.getSelectionModel().clearAndSelect(index);
          list.getFocusModel().focus(index);
          reveal(index);
        }
      }
    } finally {
      following = false;
    }
  }
}
