package filterscope.ui;

import filterscope.ui.canvas.Palette;
import filterscope.ui.model.LayerColumn;
import filterscope.ui.model.LayerRow;
import filterscope.ui.model.LayerValue;
import filterscope.ui.model.LayersModel;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.TableCell;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;

/// A cell of the table of layers; those with the names carry the colour of their layer.
final class LayerTableCell extends TableCell<LayerRow, LayerValue> {
  private final LayersModel model;
  private final Optional<Region> strip;

  LayerTableCell(LayersModel model, LayerColumn column) {
    this.model = model;
    this.strip = column == LayerColumn.LAYER ? Optional.of(new Region()) : Optional.empty();
    strip.ifPresent(region -> {
      region.getStyleClass().add("layer-table-strip");
      model.colourProperty().subscribe(() -> colour(region));
      model.versionProperty().subscribe(() -> colour(region));
    });
  }

  @Override
  protected void updateItem(LayerValue value, boolean empty) {
    super.updateItem(value, empty);
    boolean blank = empty || value == null;
    setText(blank ? "" : value.words());
    strip.ifPresent(region -> {
      setGraphic(blank ? null : region);
      colour(region);
    });
  }

  private void colour(Region region) {
    region.setBackground(
        Optional.ofNullable(getTableRow())
            .flatMap(row -> Optional.ofNullable(row.getItem()))
            .flatMap(model::share)
            .map(share ->
                new Background(
                    new BackgroundFill(Palette.shade(share), new CornerRadii(2), Insets.EMPTY)))
            .orElse(Background.EMPTY));
  }
}
