package filterscope.ui.canvas;

import filterscope.ui.canvas.TablePicture.Block;
import filterscope.ui.canvas.TablePicture.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.TextAlignment;

/// Accuracy by method, bits of a weight and bits of an activation: the comparison that RedBit draws (Santos et al., 2023). A
/// click on a cell restores its configuration; arrows walk through the cells; the wheel scrolls where there are more methods
/// than there is room for.
public final class ResultTable extends Sheet {
  private static final double LABEL = 56;
  private static final double TITLE = 22;
  private static final double COLUMN_HEAD = 20;
  private static final double SPACE = 28;
  private static final double HEAD = 44;
  private static final double EDGE = 12;

  private TablePicture picture = new TablePicture(List.of());
  private IntConsumer onChosen = _ -> {};
  private final List<Place> places = new ArrayList<>();
  private double low;
  private double high = 1;
  private int hovered = -1;
  private double scrolled;
  private double full;
  private double cellWidth;
  private double cellHeight;

  /// Where a cell is drawn.
  private record Place(Cell cell, Rectangle2D area) {}

  public ResultTable() {
    super("fs-result-table");
    setAccessibleText("Accuracy by method and bits, nothing measured yet");
    setOnMouseMoved(event -> hover(at(event.getX(), event.getY())));
    setOnMouseClicked(this::click);
    setOnScroll(this::scroll);
  }

  /// Shows other results.
  public void show(TablePicture next) {
    picture = next;
    int cells = next.blocks().stream().mapToInt(block -> block.cells().size()).sum();
    setAccessibleText(
        cells == 0
            ? "Accuracy by method and bits, nothing measured yet"
            : "Accuracy by bits of "
                + Digits.plural(next.blocks().size(), "method")
                + ", "
                + Digits.plural(cells, "cell"));
    hovered = hovered >= cells ? -1 : hovered;
    repaint();
  }

  /// Takes the configuration of a cell that was clicked.
  public void setOnChosen(IntConsumer action) {
    onChosen = action;
  }

  int hovered() {
    return hovered;
  }

  /// The middle of a cell, in the order of blocks and cells.
  Point2D place(int index) {
    Rectangle2D area = places.get(index).area();
    return new Point2D(area.getMinX() + area.getWidth() / 2, area.getMinY() + area.getHeight() / 2);
  }

  private int at(double x, double y) {
    for (int index = 0; index < places.size(); index++) {
      if (places.get(index).area().contains(x, y)) {
        return index;
      }
    }
    return -1;
  }

  private void hover(int index) {
    if (index != hovered) {
      hovered = index;
      setReadout(index < 0 ? "" : describe(places.get(index).cell()));
      repaint();
    }
  }

  private static String describe(Cell cell) {
    return cell.title() + " · " + Digits.percent(cell.accuracy());
  }

  private void click(MouseEvent event) {
    int index = at(event.getX(), event.getY());
    if (index >= 0) {
      onChosen.accept(places.get(index).cell().configuration());
    }
  }

  private void scroll(ScrollEvent event) {
    scrolled = Math.clamp(scrolled - event.getDeltaY(), 0, Math.max(0, full - getHeight()));
    event.consume();
    repaint();
  }

  @Override
  boolean onKey(KeyEvent event) {
    if (places.isEmpty() || event.isControlDown() || event.isShiftDown()) {
      return false;
    }
    switch (event.getCode()) {
      case RIGHT, DOWN -> hover(Math.min(places.size() - 1, hovered + 1));
      case LEFT, UP -> hover(hovered < 0 ? places.size() - 1 : Math.max(0, hovered - 1));
      case HOME -> hover(0);
      case END -> hover(places.size() - 1);
      case ENTER, SPACE -> {
        if (hovered < 0) {
          return false;
        }
        onChosen.accept(places.get(hovered).cell().configuration());
      }
      case ESCAPE -> {
        if (hovered < 0) {
          return false;
        }
        hover(-1);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void leave() {
    hover(-1);
  }

  @Override
  void paint(double width, double height) {
    List<Cell> cells = picture.blocks().stream().flatMap(block -> block.cells().stream()).toList();
    places.clear();
    if (cells.isEmpty()) {
      drawMessage(
          "Nothing to tabulate yet\nSweep methods over weight bits and activation bits to fill this table.");
      return;
    }
    low = cells.stream().mapToDouble(Cell::accuracy).min().orElse(0);
    high = Math.max(low + 1e-6, cells.stream().mapToDouble(Cell::accuracy).max().orElse(1));
    cellWidth = 56;
    cellHeight = 28;
    List<Point2D> corners = corners(width);
    if (full > height) {
      cellWidth = 44;
      cellHeight = 22;
      corners = corners(width);
    }
    scrolled = Math.clamp(scrolled, 0, Math.max(0, full - height));
    for (int index = 0; index < corners.size(); index++) {
      Point2D corner = corners.get(index);
      drawBlock(picture.blocks().get(index), corner.getX(), corner.getY() - scrolled);
    }
    drawHead(width);
    drawHovered();
  }

  /// The upper left corners of the blocks, from left to right and from top to bottom; finds how high all of them are.
  private List<Point2D> corners(double width) {
    List<Point2D> corners = new ArrayList<>();
    double x = EDGE;
    double y = HEAD;
    double rowHeight = 0;
    pen().strong(TextAlignment.LEFT, VPos.CENTER, 12);
    for (Block block : picture.blocks()) {
      double blockWidth =
          Math.max(LABEL + block.columns().size() * cellWidth, pen().width(block.title()));
      if (x > EDGE && x + blockWidth > width - EDGE) {
        x = EDGE;
        y += rowHeight + SPACE;
        rowHeight = 0;
      }
      corners.add(new Point2D(x, y));
      x += blockWidth + SPACE;
      rowHeight = Math.max(rowHeight, TITLE + COLUMN_HEAD + block.rows().size() * cellHeight);
    }
    full = y + rowHeight + EDGE;
    return corners;
  }

  private void drawHead(double width) {
    Brush brush = pen().graphics();
    brush.setFill(inks().surface.get());
    brush.fillRect(0, 0, width, HEAD - 4);
    new ColorBar("top-1 accuracy in %", low * 100, high * 100, this::colorAt, false, false)
        .draw(brush, pen(), inks(), EDGE, 0, width - 2 * EDGE);
  }

  private int colorAt(double share) {
    return inks().palette().magnitude(share);
  }

  private void drawBlock(Block block, double x, double y) {
    pen()
        .strong(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().text.get())
        .write(block.title(), x, y + TITLE / 2);
    pen().at(TextAlignment.RIGHT, VPos.CENTER, 12).color(inks().muted.get());
    pen().write("w \\ a", x + LABEL - 8, y + TITLE + COLUMN_HEAD / 2);
    for (int row = 0; row < block.rows().size(); row++) {
      pen()
          .write(
              block.rows().get(row),
              x + LABEL - 8,
              y + TITLE + COLUMN_HEAD + (row + 0.5) * cellHeight);
    }
    pen().at(TextAlignment.CENTER, VPos.CENTER, 12);
    for (int column = 0; column < block.columns().size(); column++) {
      pen()
          .write(
              block.columns().get(column),
              x + LABEL + (column + 0.5) * cellWidth,
              y + TITLE + COLUMN_HEAD / 2);
    }
    for (Cell cell : block.cells()) {
      Rectangle2D area =
          new Rectangle2D(
              x + LABEL + cell.column() * cellWidth,
              y + TITLE + COLUMN_HEAD + cell.row() * cellHeight,
              cellWidth - 2,
              cellHeight - 2);
      places.add(new Place(cell, area));
      int color = inks().palette().magnitude((cell.accuracy() - low) / (high - low));
      Brush brush = pen().graphics();
      brush.setFill(Palette.color(color));
      brush.fillRoundRect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight(), 4, 4);
      pen()
          .at(TextAlignment.CENTER, VPos.CENTER, 12)
          .color(Palette.readableOn(color))
          .write(
              Digits.three(cell.accuracy() * 100),
              area.getMinX() + area.getWidth() / 2,
              area.getMinY() + area.getHeight() / 2);
    }
  }

  private void drawHovered() {
    if (hovered >= 0 && hovered < places.size()) {
      Rectangle2D area = places.get(hovered).area();
      Brush brush = pen().graphics();
      brush.setStroke(inks().accent.get());
      brush.setLineWidth(2);
      brush.strokeRoundRect(
          area.getMinX() - 1, area.getMinY() - 1, area.getWidth() + 2, area.getHeight() + 2, 6, 6);
    }
  }
}
