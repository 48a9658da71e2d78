package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;

/// The own α of kernels on one axis: those of the highlighted group as dots around the line of its scale, or, with none
/// highlighted, how the kernels of the whole layer spread.
final class MemberStrip {
  private static final int BINS = 96;

  private final ScaleMap map;
  private final ScaleFigures figures;

  MemberStrip(ScaleMap map, ScaleFigures figures) {
    this.map = map;
    this.figures = figures;
  }

  void draw(Brush graphics, double x, double y, double width, double height) {
    Inks inks = map.inks();
    Pen pen = map.pen();
    double most = figures.ownLimit().value() * 1.15;
    int lit = map.getHighlightedGroup();
    String title =
        lit < 0 || lit >= figures.groups() ? "own α of all kernels" : "own α in group " + lit;
    pen.at(TextAlignment.LEFT, VPos.TOP, 12).color(inks.muted.get()).write(title, x, y);
    double left = x + 148;
    double right = x + width - 8;
    double base = Math.rint(y + height - 24) + 0.5;
    if (right - left < 60 || most <= 0) {
      return;
    }
    graphics.setStroke(inks.grid.get());
    graphics.setLineWidth(1);
    graphics.strokeLine(left, base, right, base);
    Ticks ticks = Ticks.over(0, most, (int) Math.max(2, (right - left) / 96));
    pen.at(TextAlignment.CENTER, VPos.TOP, 12).color(inks.muted.get());
    for (int tick = 0; tick < ticks.count(); tick++) {
      double at = Math.rint(left + ticks.at(tick) / most * (right - left)) + 0.5;
      graphics.strokeLine(at, base, at, base + 3);
      pen.write(ticks.label(tick), at, base + 4);
    }
    if (lit < 0 || lit >= figures.groups()) {
      drawAll(graphics, left, right, y, base, most);
    } else {
      drawGroup(graphics, lit, left, right, y, base, most);
    }
  }

  private void drawAll(
      Brush graphics, double left, double right, double top, double base, double most) {
    int[] counts = new int[BINS];
    int highest = 1;
    for (int member = 0; member < figures.members(); member++) {
      int bin = (int) Math.min(BINS - 1, figures.own(member) / most * BINS);
      highest = Math.max(highest, ++counts[bin]);
    }
    double pitch = (right - left) / BINS;
    graphics.setFill(map.inks().data.get());
    for (int bin = 0; bin < BINS; bin++) {
      double tall = (base - top) * counts[bin] / highest;
      graphics.fillRect(left + bin * pitch, base - tall, Math.max(0.5, pitch - 1), tall);
    }
  }

  private void drawGroup(
      Brush graphics, int group, double left, double right, double top, double base, double most) {
    double middle = (top + base) / 2;
    graphics.setFill(
        map.inks().palette().group(figures.grouping(), group).deriveColor(0, 1, 1, 0.7));
    for (int member = 0; member < figures.members(); member++) {
      if (figures.groupOf(member) == group) {
        double x = left + Math.min(1, figures.own(member) / most) * (right - left);
        double spread = (member * 0.618034 % 1 - 0.5) * (base - top - 10);
        graphics.fillOval(x - 3, middle + spread - 3, 6, 6);
      }
    }
    double line = left + Math.min(1, figures.line(group) / most) * (right - left);
    graphics.setStroke(map.inks().text.get());
    graphics.setLineWidth(2);
    graphics.strokeLine(line, top, line, base);
  }
}
