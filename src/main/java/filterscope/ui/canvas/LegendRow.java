package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// A row of marks with their names, from left to right, as many as there is room for.
final class LegendRow {
  private static final double SPACE = 24;

  private final Brush graphics;
  private final Pen pen;
  private final Inks inks;
  private final double middle;
  private final double edge;
  private double x;

  /// @param middle the height of the row's middle
  /// @param edge where the row has to end
  LegendRow(Brush graphics, Pen pen, Inks inks, double x, double middle, double edge) {
    this.graphics = graphics;
    this.pen = pen;
    this.inks = inks;
    this.x = x;
    this.middle = middle;
    this.edge = edge;
  }

  /// A filled square, for bars and areas.
  void box(Color color, String name) {
    mark(12, name, () -> graphics.fillRoundRect(x, middle - 6, 12, 12, 3, 3), color);
  }

  /// A dot.
  void dot(Color color, String name) {
    mark(9, name, () -> graphics.fillOval(x, middle - 4.5, 9, 9), color);
  }

  /// A stroke.
  void line(Color color, String name) {
    mark(18, name, () -> graphics.fillRect(x, middle - 1, 18, 2), color);
  }

  /// Words without a mark.
  void note(String text) {
    mark(0, text, () -> {}, inks.muted.get());
  }

  private void mark(double width, String name, Runnable shape, Color color) {
    pen.at(TextAlignment.LEFT, VPos.CENTER, 12);
    double end = x + width + 6 + pen.width(name);
    if (end > edge) {
      return;
    }
    graphics.setFill(color);
    shape.run();
    pen.color(inks.muted.get()).write(name, x + width + 6, middle);
    x = end + SPACE;
  }
}
