package filterscope.ui.canvas;

import java.util.List;

/// What the table of results shows: for every method a block of accuracies, weight bits down, activation bits across.
public record TablePicture(List<Block> blocks) {
  public TablePicture {
    blocks = List.copyOf(blocks);
  }

  /// One method.
  ///
  /// @param rows what stands before each row: bits of a weight
  /// @param columns what stands over each column: bits of an activation
  public record Block(String title, List<String> rows, List<String> columns, List<Cell> cells) {
    public Block {
      rows = List.copyOf(rows);
      columns = List.copyOf(columns);
      cells = List.copyOf(cells);
    }
  }

  /// The best configuration of one row and column.
  ///
  /// @param accuracy a share of 1
  /// @param configuration the index of that configuration, as whoever made the picture counts
  /// @param title what it is, in a line
  public record Cell(int row, int column, double accuracy, int configuration, String title) {}
}
