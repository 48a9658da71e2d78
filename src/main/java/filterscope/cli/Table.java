package filterscope.cli;

import java.util.ArrayList;
import java.util.List;

/// Lines of text in columns; columns of numbers are flush right.
final class Table {
  private final boolean[] isNumber;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param titles one a column; a title that begins with `#` announces numbers and loses the sign
  Table(String... titles) {
    isNumber = new boolean[titles.length];
    List<String> head = new ArrayList<>();
    for (int column = 0; column < titles.length; column++) {
      isNumber[column] = titles[column].startsWith("#");
      head.add(isNumber[column] ? titles[column].substring(1) : titles[column]);
    }
    rows.add(head);
  }

  void row(String... cells) {
    if (cells.length != isNumber.length) {
      throw new IllegalArgumentException(cells.length + " cells for " + isNumber.length);
    }
    rows.add(List.of(cells));
  }

  List<String> lines() {
    int[] widths = new int[isNumber.length];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String blank = " ".repeat(widths[column] - length(cell));
      line.append(column == 0 ? "" : "  ").append(isNumber[column] ? blank + cell : cell + blank);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
