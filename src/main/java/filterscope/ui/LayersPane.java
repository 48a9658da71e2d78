package filterscope.ui;

import filterscope.ui.model.LayerRow;
import filterscope.ui.model.LayersModel;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The layers of the network, with their figures. The arrow keys move through them; Shift and Ctrl select several.
final class LayersPane extends VBox {
  private static final double ROW = 44;

  private final LayersModel model;
  private final ListView<LayerRow> list;
  private boolean following;

  LayersPane(LayersModel model) {
    this.model = model;
    this.list = new ListView<>(model.rows());
    getStyleClass().add("layers-pane");
    list.setId("layers");
    list.getStyleClass().addAll("layer-list", "edge-to-edge");
    list.setFixedCellSize(ROW);
    list.setCellFactory(_ -> new LayerCell());
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setAccessibleText("Layers");
    Label empty =
        Parts.label(
            model
                .searchProperty()
                .map(text -> text.isEmpty() ? "No network is open." : "No layer is called that."),
            "empty-note");
    list.setPlaceholder(empty);
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(heading(), list, Parts.label(model.summaryProperty(), "layers-summary"));
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
    List<String> names =
        list.getSelectionModel().getSelectedItems().stream().map(LayerRow::name).toList();
    model.selected().setAll(names);
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
