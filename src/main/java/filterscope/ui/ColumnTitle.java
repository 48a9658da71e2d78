package filterscope.ui;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// The title of a table's column. It takes the clicks itself, over the whole column: ascending, descending, as in the network.
final class ColumnTitle {
  private ColumnTitle() {}

  /// Puts a title over a column.
  static <S> void put(Label title, TableColumn<S, ?> column, TableView<S> table) {
    title.setMaxWidth(Double.MAX_VALUE);
    title.prefWidthProperty().bind(column.widthProperty().subtract(12));
    title.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
    title.addEventHandler(MouseEvent.MOUSE_RELEASED, MouseEvent::consume);
    title.setOnMouseClicked(click -> {
      if (click.getButton() == MouseButton.PRIMARY) {
        sort(table, column);
      }
    });
    column.setGraphic(title);
  }

  private static <S> void sort(TableView<S> table, TableColumn<S, ?> column) {
    if (!table.getSortOrder().contains(column)) {
      column.setSortType(SortType.ASCENDING);
      table.getSortOrder().setAll(List.of(column));
    } else if (column.getSortType() == SortType.ASCENDING) {
      column.setSortType(SortType.DESCENDING);
    } else {
      table.getSortOrder().clear();
    }
  }
}
