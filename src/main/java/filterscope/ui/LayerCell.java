package filterscope.ui;

import filterscope.ui.canvas.Palette;
import filterscope.ui.model.LayerRow;
import filterscope.ui.model.LayersModel;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;

/// A layer in the list: its name over what it is, and its bits, group, bytes and error in columns.
final class LayerCell extends ListCell<LayerRow> {
  private static final double ERROR_WIDTH = 48;

  /// Leaves room for the scroll bar, so that rows stand below their headings with it and without it.
  private static final double WIDTH = 287;

  private final GridPane grid = new GridPane();
  private final Label name = Parts.label("", "layer-name");
  private final Label what = Parts.label("", "layer-what");
  private final Label bits = number();
  private final Label group = number();
  private final Label bytes = number();
  private final Label error = number();
  private final Region errorBar = new Region();

  private final LayersModel model;
  private final Region strip = new Region();
  private final HBox content = new HBox(strip, grid);
  private Subscription watching = Subscription.EMPTY;

  LayerCell(LayersModel model) {
    this.model = model;
    strip.getStyleClass().add("layer-strip");
    content.setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("layer-cell");
    grid.getStyleClass().add("layer-grid");
    columns(grid);
    grid.setPrefWidth(WIDTH);
    grid.setMaxWidth(WIDTH);
    errorBar.getStyleClass().add("error-bar");
    errorBar.setMaxSize(0, 3);
    errorBar.setMinSize(0, 3);
    Region errorTrack = new Region();
    errorTrack.getStyleClass().add("error-track");
    errorTrack.setMaxHeight(3);
    StackPane errorColumn = new StackPane(errorTrack, errorBar);
    StackPane.setAlignment(errorBar, Pos.CENTER_LEFT);
    grid.setAlignment(Pos.CENTER_LEFT);
    grid.addRow(0, name, bits, group, bytes, error);
    grid.add(what, 0, 1, 4, 1);
    grid.add(errorColumn, 4, 1);
    what.setMinWidth(0);
    name.setMinWidth(0);
    what.setTooltip(Parts.tip(what.textProperty()));
    name.setTooltip(Parts.tip(name.textProperty()));
    setPrefWidth(0);
  }

  /// The columns of a row, and of the heading above the list.
  static void columns(GridPane grid) {
    ColumnConstraints first = new ColumnConstraints();
    first.setHgrow(Priority.ALWAYS);
    first.setMinWidth(0);
    grid.getColumnConstraints().add(first);
    for (double width : new double[] {30, 40, 58, ERROR_WIDTH}) {
      ColumnConstraints column = new ColumnConstraints(width, width, width);
      column.setHalignment(javafx.geometry.HPos.RIGHT);
      grid.getColumnConstraints().add(column);
    }
  }

  private static Label number() {
    return Parts.label("", "layer-number");
  }

  @Override
  protected void updateItem(LayerRow row, boolean empty) {
    super.updateItem(row, empty);
    unbind();
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    name.setText(row.name());
    what.setText(
        row.title()
            + "  ·  "
            + row.extents()
            + (row.followers().isEmpty() ? "" : "  ·  " + row.followers()));
    bits.textProperty().bind(row.bitsProperty());
    group.textProperty().bind(row.groupProperty());
    bytes.textProperty().bind(row.bytesProperty());
    error.textProperty().bind(row.errorProperty());
    errorBar
        .maxWidthProperty()
        .bind(
            row.errorShareProperty()
                .map(share -> ERROR_WIDTH * Math.min(1, Math.sqrt(share.doubleValue()))));
    accessibleTextProperty().bind(row.bytesProperty().map(_ -> row.spoken()));
    watching =
        Subscription.combine(
            row.measuresProperty().subscribe(() -> colour(row)),
            model.colourProperty().subscribe(() -> colour(row)),
            model.versionProperty().subscribe(() -> colour(row)));
    colour(row);
    setGraphic(content);
  }

  private void colour(LayerRow row) {
    strip.setBackground(
        model
            .share(row)
            .map(share ->
                new Background(
                    new BackgroundFill(Palette.shade(share), new CornerRadii(2), Insets.EMPTY)))
            .orElse(Background.EMPTY));
  }

  private void unbind() {
    watching.unsubscribe();
    watching = Subscription.EMPTY;
    bits.textProperty().unbind();
    group.textProperty().unbind();
    bytes.textProperty().unbind();
    error.textProperty().unbind();
    errorBar.maxWidthProperty().unbind();
    accessibleTextProperty().unbind();
  }
}
