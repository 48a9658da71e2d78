package filterscope.ui.canvas;

import java.util.function.DoubleFunction;
import java.util.function.DoubleToIntFunction;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;

/// The scale of a colour map: a bar with numbers under it and what they mean in front of it. Pointed ends say that some
/// numbers lie beyond.
///
/// @param title what the colour stands for
/// @param low the number at the left end
/// @param high the number at the right end
/// @param color the colour for a place from 0 to 1
/// @param pointedLow whether there are numbers below the low end
/// @param pointedHigh whether there are numbers above the high end
/// @param words how its numbers are written
record ColorBar(
    String title,
    double low,
    double high,
    DoubleToIntFunction color,
    boolean pointedLow,
    boolean pointedHigh,
    DoubleFunction<String> words) {
  private static final double LENGTH = 160;
  private static final double THICKNESS = 8;
  private static final double POINT = 6;

  /// A scale of measured numbers.
  ColorBar(
      String title,
      double low,
      double high,
      DoubleToIntFunction color,
      boolean pointedLow,
      boolean pointedHigh) {
    this(title, low, high, color, pointedLow, pointedHigh, Digits::three);
  }

  /// How high a strip it needs.
  static final double HEIGHT = 40;

  /// @param x the left edge
  /// @param y the top edge of a strip of [#HEIGHT]
  /// @return the right edge
  double draw(Brush graphics, Pen pen, Inks inks, double x, double y, double room) {
    double middle = y + 14;
    pen.at(TextAlignment.LEFT, VPos.CENTER, 12).color(inks.muted.get());
    double titleRoom = Math.max(0, room - LENGTH - 24);
    String shown = pen.fitted(title, titleRoom);
    pen.write(shown, x, middle);
    double start = x + (shown.isEmpty() ? POINT : pen.width(shown) + 12 + POINT);
    double length = Math.max(40, Math.min(LENGTH, room - (start - x) - POINT));
    for (int step = 0; step < length; step++) {
      graphics.setFill(Palette.color(color.applyAsInt((step + 0.5) / length)));
      graphics.fillRect(start + step, middle - THICKNESS / 2, 1, THICKNESS);
    }
    point(graphics, pointedLow, start, -POINT, middle, color.applyAsInt(0));
    point(graphics, pointedHigh, start + length, POINT, middle, color.applyAsInt(1));
    graphics.setStroke(inks.muted.get());
    graphics.setLineWidth(1);
    pen.at(TextAlignment.CENTER, VPos.TOP, 12).color(inks.text.get());
    boolean signed = low < 0 && high > 0;
    double base = middle + THICKNESS / 2 + 4;
    pen.write(words.apply(low), start, base);
    if (signed) {
      pen.write("0", start + length / 2, base);
    }
    pen.write(words.apply(high), start + length, base);
    return start + length + POINT + pen.width(words.apply(high)) / 2;
  }

  private static void point(
      Brush graphics, boolean drawn, double x, double reach, double middle, int color) {
    if (drawn) {
      graphics.setFill(Palette.color(color));
      double half = THICKNESS / 2;
      graphics.fillPolygon(
          new double[] {x, x + reach, x}, new double[] {middle - half, middle, middle + half}, 3);
    }
  }
}
