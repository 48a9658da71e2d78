package filterscope.ui.canvas;

import filterscope.ui.canvas.MatrixPicture.Block;
import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// What was taken for what: rows are labels, columns predictions. The float network, the compressed one, or what changed
/// between them. Where there are more classes than places, a cell stands for a block of classes and a click goes into it; Escape or
/// Backspace goes out again. A click on a cell of one class by one asks for its images.
public final class ConfusionMatrix extends Sheet {
  private static final double LEAST_CELL = 10;
  private static final double MOST_CELL = 72;
  private static final double NUMBERS = 22;
  private static final double MOST_NAME = 84;
  private static final double TOP = 20;

  /// What is drawn.
  public enum Mode {
    FLOAT,
    COMPRESSED,
    /// Compressed minus float.
    DIFFERENCE
  }

  /// Hears which cell's images are asked for.
  @FunctionalInterface
  public interface CellListener {
    void chosen(int label, int predicted);
  }

  private final ObjectProperty<Mode> mode =
      new SimpleObjectProperty<>(this, "mode", Mode.DIFFERENCE);
  private final Deque<Block> outer = new ArrayDeque<>();
  private @Nullable MatrixPicture matrix;
  private String note = "No images are evaluated\nChoose images with Data in the toolbar.";
  private Block view = new Block(0, 0, 0, 0);
  private int row = -1;
  private int column = -1;
  private double left;
  private double cell = 1;
  private int block = 1;
  private CellListener listener = (_, _) -> {};

  public ConfusionMatrix() {
    super("fs-confusion-matrix");
    setAccessibleText("Confusion matrix");
    mode.subscribe(this::repaint);
    setOnMouseMoved(event -> {
      find(event);
      tell();
      repaint();
    });
    setOnMouseClicked(event -> {
      find(event);
      if (event.getButton() == MouseButton.PRIMARY) {
        enter();
      }
    });
  }

  /// Shows the counts. The part in view stays while the classes do.
  public void show(MatrixPicture next) {
    if (matrix == null || !matrix.names().equals(next.names())) {
      view = new Block(0, next.classes(), 0, next.classes());
      outer.clear();
      row = -1;
    }
    matrix = next;
    setAccessibleText("Confusion matrix of " + Digits.plural(next.classes(), "class"));
    tell();
    repaint();
  }

  /// Shows a sentence instead.
  public void showNote(String words) {
    matrix = null;
    note = words;
    setReadout("");
    repaint();
  }

  public ObjectProperty<Mode> modeProperty() {
    return mode;
  }

  public void setOnCell(CellListener action) {
    listener = action;
  }

  private int places(int classes) {
    return (classes + block - 1) / block;
  }

  private int rows() {
    return places(view.labelEnd() - view.label());
  }

  private int columns() {
    return places(view.predictedEnd() - view.predicted());
  }

  private Block at(int rowOf, int columnOf) {
    int label = view.label() + rowOf * block;
    int predicted = view.predicted() + columnOf * block;
    return new Block(
        label,
        Math.min(label + block, view.labelEnd()),
        predicted,
        Math.min(predicted + block, view.predictedEnd()));
  }

  private void find(MouseEvent event) {
    int down = (int) Math.floor((event.getY() - TOP) / cell);
    int across = (int) Math.floor((event.getX() - left) / cell);
    boolean inside =
        matrix != null && down >= 0 && across >= 0 && down < rows() && across < columns();
    row = inside ? down : -1;
    column = inside ? across : -1;
  }

  private void enter() {
    if (matrix == null || row < 0) {
      return;
    }
    Block chosen = at(row, column);
    if (chosen.isCell()) {
      listener.chosen(chosen.label(), chosen.predicted());
    } else {
      outer.push(view);
      view = chosen;
      row = -1;
      column = -1;
    }
    tell();
    repaint();
  }

  @Override
  boolean onKey(KeyEvent event) {
    if (matrix == null || event.isShortcutDown()) {
      return false;
    }
    boolean out = event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.BACK_SPACE;
    if (out && !outer.isEmpty()) {
      view = outer.pop();
      row = -1;
    } else {
      switch (event.getCode()) {
        case UP -> row = Math.max(0, row - 1);
        case DOWN -> row = Math.min(rows() - 1, row + 1);
        case LEFT -> column = Math.max(0, column - 1);
        case RIGHT -> column = Math.min(columns() - 1, column + 1);
        case ENTER, SPACE -> enter();
        default -> {
          return false;
        }
      }
      row = Math.max(0, row);
      column = Math.max(0, column);
    }
    tell();
    repaint();
    return true;
  }

  @Override
  void leave() {
    row = -1;
    tell();
    repaint();
  }

  private void tell() {
    MatrixPicture shown = matrix;
    if (shown == null || row < 0 || row >= rows() || column < 0 || column >= columns()) {
      setReadout(outer.isEmpty() ? "" : "Esc goes out to more classes");
      return;
    }
    Block of = at(row, column);
    int before = shown.sum(shown.floating(), of);
    int after = shown.sum(shown.compressed(), of);
    int images = shown.images(of.label(), of.labelEnd());
    setReadout(
        names(shown, of.label(), of.labelEnd())
            + (of.label() == of.predicted() && of.isCell()
                ? " recognised"
                : " taken for " + names(shown, of.predicted(), of.predictedEnd()))
            + " · float "
            + Digits.count(before)
            + " · compressed "
            + Digits.count(after)
            + " · of "
            + Digits.plural(images, "image")
            + (of.isCell() ? " · a click shows them" : " · a click goes in"));
  }

  private static String names(MatrixPicture shown, int from, int end) {
    return end - from == 1
        ? shown.names().get(from)
        : shown.names().get(from) + " … " + shown.names().get(end - 1);
  }

  @Override
  void paint(double width, double height) {
    MatrixPicture shown = matrix;
    if (shown == null) {
      drawMessage(note);
      return;
    }
    int classes = Math.max(view.labelEnd() - view.label(), view.predictedEnd() - view.predicted());
    pen().at(TextAlignment.RIGHT, VPos.CENTER, 12);
    left = Math.min(MOST_NAME, longest(shown)) + 12;
    double side = Math.min(width - left - 2, height - TOP - ColorBar.HEIGHT - 18);
    block = Math.max(1, (int) Math.ceil(classes / Math.max(1, Math.floor(side / LEAST_CELL))));
    cell = Math.min(MOST_CELL, side / places(classes));
    if (cell >= 4) {
      cell = Math.floor(cell);
    }
    int greatest = cells(shown);
    axes(shown, height - ColorBar.HEIGHT - TOP - rows() * cell - 8);
    legend(greatest, width, height);
  }

  private double longest(MatrixPicture shown) {
    double longest = 24;
    for (int of = view.label(); of < view.labelEnd(); of += block) {
      longest = Math.max(longest, pen().width(shown.names().get(of)));
    }
    return longest;
  }

  private int value(MatrixPicture shown, Block of) {
    return switch (mode.get()) {
      case FLOAT -> shown.sum(shown.floating(), of);
      case COMPRESSED -> shown.sum(shown.compressed(), of);
      case DIFFERENCE -> shown.sum(shown.compressed(), of) - shown.sum(shown.floating(), of);
    };
  }

  private int cells(MatrixPicture shown) {
    int[] values = new int[rows() * columns()];
    int greatest = 1;
    for (int down = 0, index = 0; down < rows(); down++) {
      for (int across = 0; across < columns(); across++, index++) {
        values[index] = value(shown, at(down, across));
        greatest = Math.max(greatest, Math.abs(values[index]));
      }
    }
    Brush graphics = pen().graphics();
    double gap = cell >= 6 ? 1 : 0;
    for (int down = 0, index = 0; down < rows(); down++) {
      for (int across = 0; across < columns(); across++, index++) {
        double x = left + across * cell;
        double y = TOP + down * cell;
        int color = color(values[index], greatest);
        graphics.setFill(values[index] == 0 ? inks().raised.get() : Palette.color(color));
        graphics.fillRect(x, y, cell - gap, cell - gap);
        if (cell >= NUMBERS && values[index] != 0) {
          pen()
              .at(TextAlignment.CENTER, VPos.CENTER, cell >= 34 ? 12 : 11)
              .color(Palette.readableOn(color))
              .write(number(values[index]), x + (cell - gap) / 2, y + (cell - gap) / 2);
        }
      }
    }
    graphics.setStroke(inks().accent.get());
    graphics.setLineWidth(2);
    if (row >= 0 && row < rows() && column >= 0 && column < columns()) {
      graphics.strokeRect(
          left + column * cell - 0.5, TOP + row * cell - 0.5, cell - gap + 1, cell - gap + 1);
    }
    return greatest;
  }

  private String number(int value) {
    return mode.get() == Mode.DIFFERENCE && value > 0 ? "+" + value : Digits.tick(value, 1);
  }

  /// Counts on a logarithmic scale, since those on the diagonal are many times those beside it; differences alike.
  private int color(int value, int greatest) {
    double share = Math.log1p(Math.abs(value)) / Math.log1p(greatest);
    return mode.get() == Mode.DIFFERENCE
        ? inks().palette().signed(Math.signum(value) * share)
        : inks().palette().magnitude(share);
  }

  /// @param room below the cells
  private void axes(MatrixPicture shown, double room) {
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write("label ↓   prediction →", left, TOP / 2 - 1);
    int every = Math.max(1, (int) Math.ceil(13 / cell));
    for (int down = 0; down < rows(); down += every) {
      Block of = at(down, 0);
      pen()
          .at(TextAlignment.RIGHT, VPos.CENTER, 12)
          .color(down == row ? inks().text.get() : inks().muted.get())
          .write(shown.names().get(of.label()), left - 6, TOP + (down + 0.5) * cell, left - 8);
    }
    double foot = TOP + rows() * cell;
    if (cell >= 13 && room >= Math.min(MOST_NAME, longest(shown))) {
      for (int across = 0; across < columns(); across++) {
        pen()
            .at(TextAlignment.RIGHT, VPos.CENTER, 12)
            .color(across == column ? inks().text.get() : inks().muted.get());
        pen()
            .writeUpwards(
                pen().fitted(shown.names().get(at(0, across).predicted()), MOST_NAME),
                left + (across + 0.5) * cell,
                foot + 5);
      }
    } else if (column >= 0 && column < columns()) {
      Block of = at(0, column);
      pen()
          .at(TextAlignment.LEFT, VPos.CENTER, 12)
          .color(inks().text.get())
          .write(
              shown.names().get(of.predicted()),
              Math.max(left, left + column * cell - 20),
              foot + 9);
    }
  }

  private void legend(int greatest, double width, double height) {
    boolean difference = mode.get() == Mode.DIFFERENCE;
    new ColorBar(
            difference ? "images more or fewer (log)" : "images (log)",
            difference ? -greatest : 0,
            greatest,
            place ->
                difference
                    ? inks().palette().signed(2 * place - 1)
                    : inks().palette().magnitude(place),
            false,
            false,
            value -> number((int) value))
        .draw(pen().graphics(), pen(), inks(), 0, height - ColorBar.HEIGHT, width);
  }
}
