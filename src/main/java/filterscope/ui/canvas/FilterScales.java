package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// Draws the scale map of a layer whose whole filters share scales. From top to bottom: a tile for each group with its scale
/// as colour and number; the own α of every filter as a dot, joined to the step of its group; the price of each group as a
/// bar. All three share the axis of filters.
final class FilterScales {
  private static final double LEFT = 64;
  private static final double RIGHT = 16;
  private static final double HEAD = 32;
  private static final double TILE = 28;
  private static final double GAP = 14;
  private static final double AXIS = 36;

  private final ScaleMap map;
  private final Span span = new Span();
  private double width = 1;
  private double plotTop;
  private double plotHeight;
  private double priceTop;
  private double priceHeight;
  private double low;
  private double high = 1;

  FilterScales(ScaleMap map) {
    this.map = map;
  }

  Span span() {
    return span;
  }

  double left() {
    return LEFT;
  }

  double width() {
    return width;
  }

  void reveal(ScaleFigures figures, int group) {
    for (Runs run : Runs.ofFilters(figures.grouping())) {
      if (run.block() == group) {
        span.reveal(run.first(), run.last() + 1);
        return;
      }
    }
  }

  int groupAt(double x, double y) {
    ScaleFigures figures = map.figures().orElse(null);
    double place = span.start() + (x - LEFT) / width * span.extent();
    if (figures == null
        || x < LEFT
        || x >= LEFT + width
        || y < HEAD
        || y > priceTop + priceHeight
        || place < 0
        || place >= figures.members()) {
      return -1;
    }
    return figures.groupOf((int) place);
  }

  void paint(ScaleFigures figures, double fullWidth, double height) {
    width = Math.max(40, fullWidth - LEFT - RIGHT);
    span.resize(figures.members());
    double bottom = height - AXIS - ColorBar.HEIGHT;
    double room = bottom - HEAD - TILE - 2 * GAP;
    boolean free = figures.greatestPrice() <= 0;
    priceHeight = free ? 0 : Math.max(24, room * 0.26);
    plotTop = HEAD + TILE + GAP;
    plotHeight = Math.max(24, room - priceHeight);
    priceTop = plotTop + plotHeight + (free ? 0 : GAP);
    scaleAlpha(figures);
    Brush graphics = map.pen().graphics();
    ScaleHeading.draw(map, figures, LEFT, 16, width);
    drawGrid(graphics, figures);
    graphics.save();
    graphics.beginPath();
    graphics.rect(LEFT - 1, 0, width + 2, height);
    graphics.clip();
    drawGroups(graphics, figures);
    graphics.restore();
    drawFilterAxis(graphics, figures);
    drawLegend(graphics, figures, height - ColorBar.HEIGHT, fullWidth);
  }

  private void scaleAlpha(ScaleFigures figures) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int member = 0; member < figures.members(); member++) {
      least = Math.min(least, figures.own(member));
      most = Math.max(most, figures.own(member));
    }
    for (int group = 0; group < figures.groups(); group++) {
      least = Math.min(least, figures.line(group));
      most = Math.max(most, figures.line(group));
    }
    double margin = most > least ? (most - least) * 0.08 : Math.max(most * 0.1, 1e-6);
    low = least < 0.4 * most ? 0 : Math.max(0, least - margin);
    high = most + margin;
  }

  private double x(double filter) {
    return LEFT + (filter - span.start()) / span.extent() * width;
  }

  private double y(double alpha) {
    return plotTop + plotHeight * (1 - (alpha - low) / (high - low));
  }

  private void drawGrid(Brush graphics, ScaleFigures figures) {
    Pen pen = map.pen();
    Inks inks = map.inks();
    graphics.setLineWidth(1);
    graphics.setStroke(inks.grid.get());
    Ticks ticks = Ticks.over(low, high, Math.max(2, (int) (plotHeight / 44)));
    pen.at(TextAlignment.RIGHT, VPos.CENTER, 12).color(inks.muted.get());
    for (int tick = 0; tick < ticks.count(); tick++) {
      double y = Math.rint(y(ticks.at(tick))) + 0.5;
      graphics.strokeLine(LEFT, y, LEFT + width, y);
      pen.write(ticks.label(tick), LEFT - 8, y);
    }
    if (priceHeight == 0) {
      labelAxes(figures);
      return;
    }
    double base = Math.rint(priceTop + priceHeight) + 0.5;
    graphics.strokeLine(LEFT, base, LEFT + width, base);
    double most = figures.greatestPrice();
    if (most > 0) {
      double top = Math.rint(priceTop) + 0.5;
      graphics.setLineDashes(2, 3);
      graphics.strokeLine(LEFT, top, LEFT + width, top);
      graphics.setLineDashes();
      pen.write(Digits.three(most), LEFT - 8, priceTop + 2);
      pen.write("0", LEFT - 8, base);
    }
    labelAxes(figures);
  }

  private void labelAxes(ScaleFigures figures) {
    Pen pen = map.pen().at(TextAlignment.CENTER, VPos.CENTER, 12).color(map.inks().muted.get());
    if (plotHeight > 110) {
      pen.writeUpwards(
          figures.oneBit() ? "own and shared α" : "mean |w|", 10, plotTop + plotHeight / 2);
    }
    if (priceHeight > 40) {
      pen.writeUpwards("price", 10, priceTop + priceHeight / 2);
    }
  }

  private void drawGroups(Brush graphics, ScaleFigures figures) {
    double pitch = width / span.extent();
    int lit = map.getHighlightedGroup();
    double least = leastShared(figures);
    double most = mostShared(figures);
    for (Runs run : Runs.ofFilters(figures.grouping())) {
      double left = x(run.first());
      double right = x(run.last() + 1);
      if (right < LEFT || left > LEFT + width) {
        continue;
      }
      int group = run.block();
      Color hue = map.inks().palette().group(figures.grouping(), group);
      graphics.setGlobalAlpha(1);
      double margin = right - left > 10 ? 2 : right - left > 3 ? 0.5 : 0;
      drawBand(graphics, left + margin, right - left - 2 * margin, hue, group == lit);
      graphics.setGlobalAlpha(lit < 0 || lit == group ? 1 : 0.25);
      drawTile(graphics, figures, run, left + margin, right - left - 2 * margin, least, most, hue);
      double place = most > least ? (figures.shared(group) - least) / (most - least) : 0.5;
      boolean alone = figures.membersPerGroup() == 1;
      Color dots = alone ? Palette.color(map.inks().palette().magnitude(place)) : hue;
      drawMembers(graphics, figures, run, pitch, dots, !alone);
      drawPrice(graphics, figures, group, left + margin, right - left - 2 * margin);
    }
    graphics.setGlobalAlpha(1);
  }

  private void drawBand(Brush graphics, double left, double room, Color hue, boolean lit) {
    double bottom = priceTop + priceHeight;
    boolean dark = map.inks().palette().isDark();
    if (room >= 3 || lit) {
      graphics.setFill(hue.deriveColor(0, 1, 1, lit ? (dark ? 0.26 : 0.20) : (dark ? 0.10 : 0.07)));
      graphics.fillRect(left, plotTop - GAP / 2, room, bottom - plotTop + GAP / 2);
    }
    if (lit) {
      graphics.setStroke(hue);
      graphics.setLineWidth(1.5);
      graphics.strokeRoundRect(left - 1, HEAD - 1, room + 2, bottom - HEAD + 2, 5, 5);
    }
  }

  private void drawTile(
      Brush graphics,
      ScaleFigures figures,
      Runs run,
      double left,
      double room,
      double least,
      double most,
      Color hue) {
    float shared = figures.shared(run.block());
    double share = most > least ? (shared - least) / (most - least) : 0.5;
    int color = map.inks().palette().magnitude(share);
    graphics.setFill(Palette.color(color));
    graphics.fillRect(left, HEAD, Math.max(room, 0.5), TILE);
    graphics.setFill(hue);
    graphics.fillRect(left, HEAD + TILE, Math.max(room, 0.5), 3);
    Pen pen = map.pen().at(TextAlignment.CENTER, VPos.CENTER, 12);
    String number = Digits.three(shared);
    if (pen.width(number) + 6 <= room) {
      double from = Math.max(left, LEFT);
      double to = Math.min(left + room, LEFT + width);
      pen.color(Palette.readableOn(color)).write(number, (from + to) / 2, HEAD + TILE / 2);
    }
  }

  private void drawMembers(
      Brush graphics, ScaleFigures figures, Runs run, double pitch, Color hue, boolean line) {
    double shared = y(figures.line(run.block()));
    double radius = Math.clamp(pitch * 0.34, 1.9, 6);
    double left = x(run.first());
    double right = x(run.last() + 1);
    graphics.setStroke(hue.deriveColor(0, 1, 1, 0.55));
    graphics.setLineWidth(Math.clamp(pitch * 0.15, 0.6, 2));
    for (int filter = run.first(); filter <= run.last(); filter++) {
      double x = x(filter + 0.5);
      if (x > LEFT - radius && x < LEFT + width + radius) {
        graphics.strokeLine(x, shared, x, y(figures.own(filter)));
      }
    }
    if (line) {
      double margin = pitch * run.count() > 10 ? 2 : 0;
      graphics.setStroke(map.inks().text.get());
      graphics.setLineWidth(pitch * run.count() > 6 ? 2 : 1.2);
      graphics.strokeLine(left + margin, shared, right - margin, shared);
    }
    for (int filter = run.first(); filter <= run.last(); filter++) {
      double x = x(filter + 0.5);
      double y = y(figures.own(filter));
      if (x > LEFT - radius && x < LEFT + width + radius) {
        if (radius > 2) {
          graphics.setFill(map.inks().surface.get());
          graphics.fillOval(x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2);
        }
        graphics.setFill(hue);
        graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
      }
    }
  }

  private void drawPrice(
      Brush graphics, ScaleFigures figures, int group, double left, double room) {
    double most = figures.greatestPrice();
    double price = figures.price(group);
    if (most <= 0 || price <= 0) {
      return;
    }
    double tall = Math.max(1, price / most * priceHeight);
    double bar = Math.min(room, 64);
    double x = left + (room - bar) / 2;
    double bottom = priceTop + priceHeight;
    graphics.setFill(map.inks().price.get());
    graphics.fillRect(x, bottom - tall, Math.max(bar, 0.6), tall);
    Pen pen = map.pen().at(TextAlignment.CENTER, VPos.BOTTOM, 12);
    String number = Digits.three(price);
    if (pen.width(number) + 4 <= room && tall + 16 < priceHeight) {
      pen.color(map.inks().text.get()).write(number, left + room / 2, bottom - tall - 2);
    } else if (pen.width(number) + 4 <= bar && tall >= 18) {
      pen.at(TextAlignment.CENTER, VPos.TOP, 12)
          .color(Palette.readableOn(WallPainter.argb(map.inks().price.get())))
          .write(number, left + room / 2, bottom - tall + 3);
    }
  }

  private void drawFilterAxis(Brush graphics, ScaleFigures figures) {
    Pen pen = map.pen().at(TextAlignment.CENTER, VPos.TOP, 12).color(map.inks().muted.get());
    double base = priceTop + priceHeight;
    Ticks ticks =
        Ticks.whole(
            span.start(),
            Math.min(span.end(), figures.members()) - 1,
            Math.max(2, (int) (width / 64)));
    graphics.setStroke(map.inks().muted.get());
    graphics.setLineWidth(1);
    for (int tick = 0; tick < ticks.count(); tick++) {
      double x = Math.rint(x(ticks.at(tick) + 0.5)) + 0.5;
      graphics.strokeLine(x, base + 1, x, base + 4);
      pen.write(ticks.label(tick), x, base + 6);
    }
    pen.at(TextAlignment.RIGHT, VPos.TOP, 12).write("filter", LEFT - 8, base + 6);
  }

  private void drawLegend(Brush graphics, ScaleFigures figures, double top, double fullWidth) {
    Inks inks = map.inks();
    Pen pen = map.pen();
    double least = leastShared(figures);
    double most = mostShared(figures);
    double end = LEFT - 28;
    if (most > least) {
      end =
          new ColorBar("shared α", least, most, inks.palette()::magnitude, false, false)
              .draw(graphics, pen, inks, LEFT, top, fullWidth - LEFT - RIGHT);
    }
    String line = figures.oneBit() ? "shared α of the group" : "the group's";
    LegendRow row = new LegendRow(graphics, pen, inks, end + 28, top + 14, fullWidth - RIGHT);
    row.dot(
        inks.palette().category(0), figures.oneBit() ? "own α of a filter" : "a filter's mean |w|");
    if (figures.membersPerGroup() > 1) {
      row.line(inks.text.get(), line);
      row.box(inks.price.get(), "price of sharing");
    }
  }

  static double leastShared(ScaleFigures figures) {
    double least = Double.MAX_VALUE;
    for (int group = 0; group < figures.groups(); group++) {
      least = Math.min(least, figures.shared(group));
    }
    return least;
  }

  static double mostShared(ScaleFigures figures) {
    double most = 0;
    for (int group = 0; group < figures.groups(); group++) {
      most = Math.max(most, figures.shared(group));
    }
    return most;
  }
}
