package filterscope.ui;

import filterscope.ui.model.LayerColumn;
import filterscope.ui.model.LayerRow;
import filterscope.ui.model.LayerValue;
import filterscope.ui.model.LayersModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

/// The layers with all their figures in columns that sort. The selection is that of the list: a row that is chosen goes on the
/// stage, several are what the scope Selected means.
final class LayerTable extends TableView<LayerRow> {
  private final LayersModel model;

  /// Set while the selection changes for another reason than the person's choice.
  private boolean following;

  /// Set while the model is told what the person chose, which it tells everybody.
  private boolean telling;

  /// Set between a change of the selection and telling it.
  private boolean due;

  /// @param onOpen the person wants to see the layer of a row on the stage
  LayerTable(LayersModel model, Runnable onOpen) {
    this.model = model;
    setId("layer-table");
    setAccessibleText("Table of layers");
    getStyleClass().addAll("layer-table", "edge-to-edge");
    setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    setMinSize(0, 0);
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    for (LayerColumn column : LayerColumn.values()) {
      getColumns().add(column(column));
    }
    // Where no column is chosen, and among equals, layers stand as in the network.
    setSortPolicy(_ -> {
      Comparator<LayerRow> inNetwork = Comparator.comparingInt(model.all()::indexOf);
      FXCollections.sort(
          getItems(),
          Optional.ofNullable(getComparator())
              .map(order -> order.thenComparing(inNetwork))
              .orElse(inNetwork));
      return true;
    });
    model.rows().addListener((ListChangeListener<LayerRow>) _ -> showRows());
    showRows();
    model
        .versionProperty()
        .subscribe(() -> {
          if (!getSortOrder().isEmpty()) {
            sort();
          }
        });
    getSelectionModel().selectedItemProperty().subscribe(() -> tellSoon());
    getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<LayerRow>) _ -> tellSoon());
    model.selected().addListener((ListChangeListener<String>) _ -> follow());
    model.chosenProperty().subscribe(() -> follow());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            onOpen.run();
            event.consume();
          }
        });
    setRowFactory(_ -> {
      var row = new javafx.scene.control.TableRow<LayerRow>();
      row.setOnMouseClicked(click -> {
        if (click.getButton() == MouseButton.PRIMARY
            && click.getClickCount() == 2
            && !row.isEmpty()) {
          onOpen.run();
        }
      });
      return row;
    });
  }

  private TableColumn<LayerRow, LayerValue> column(LayerColumn of) {
    TableColumn<LayerRow, LayerValue> column = new TableColumn<>();
    Label title = Parts.label(of.title());
    title.setTooltip(Parts.tip(of.help()));
    ColumnTitle.put(title, column, this);
    column.setReorderable(false);
    column.setId("layer-column-" + of.name().toLowerCase(java.util.Locale.ROOT));
    column.setPrefWidth(width(of));
    column.setMinWidth(of.isNumber() ? width(of) * 0.8 : 96);
    column.setComparator(
        (one, other) -> of.compare(one, other, column.getSortType() == SortType.ASCENDING));
    column.setCellValueFactory(cell -> {
      LayerRow row = cell.getValue();
      return Bindings.createObjectBinding(() -> of.of(row), row.versionProperty());
    });
    column.setCellFactory(_ -> new LayerTableCell(model, of));
    if (of.isNumber()) {
      column.getStyleClass().add("layer-table-number");
    }
    return column;
  }

  private static double width(LayerColumn of) {
    return switch (of) {
      case LAYER -> 168;
      case KIND -> 192;
      case BITS, GROUP, SCALES -> 68;
      case ACTIVATION_BITS, ERROR, TIME -> 78;
      case BYTES -> 84;
      case SENSITIVITY -> 98;
    };
  }

  private void showRows() {
    quietly(() -> getItems().setAll(model.rows()));
    sort();
  }

  /// Sorts, and leaves the selection with the layers that it was with.
  @Override
  public void sort() {
    quietly(super::sort);
    follow();
  }

  private void quietly(Runnable change) {
    boolean before = following;
    following = true;
    try {
      change.run();
    } finally {
      following = before;
    }
  }

  /// A selection of several rows changes in steps; what counts is where it ends.
  private void tellSoon() {
    if (!following && !telling && !due) {
      due = true;
      Platform.runLater(this::tell);
    }
  }

  private void tell() {
    due = false;
    telling = true;
    try {
      List<String> names = namesSelected();
      Optional.ofNullable(getSelectionModel().getSelectedItem())
          .ifPresent(row -> model.choose(row.name()));
      model.selected().setAll(names);
    } finally {
      telling = false;
    }
  }

  private List<String> namesSelected() {
    return getSelectionModel().getSelectedItems().stream().map(LayerRow::name).toList();
  }

  /// Selects what is selected elsewhere, and the layer on the stage.
  private void follow() {
    if (following || telling || due) {
      return;
    }
    String chosen = model.chosenProperty().get();
    List<String> wanted = model.selected().contains(chosen) ? model.selected() : List.of(chosen);
    if (namesSelected().size() == wanted.size() && namesSelected().containsAll(wanted)) {
      return;
    }
    quietly(() -> {
      getSelectionModel().clearSelection();
      int[] rows =
          java.util.stream.IntStream.range(0, getItems().size())
              .filter(row -> wanted.contains(getItems().get(row).name()))
              .toArray();
      for (int row : rows) {
        getSelectionModel().select(row);
      }
      if (rows.length == 1) {
        scrollTo(Math.max(0, rows[0] - 3));
      }
    });
  }
}
