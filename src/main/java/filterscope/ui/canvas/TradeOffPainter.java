package filterscope.ui.canvas;

import filterscope.ui.canvas.TradeOffPicture.Spot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.shape.Polygon;
import javafx.scene.text.TextAlignment;

/// Draws the trade-off plot, and knows where its spots are.
final class TradeOffPainter {
  private static final double LEFT = 64;
  private static final double RIGHT = 28;
  private static final double FOOT = 48;
  private static final double RADIUS = 4.5;

  private final TradeOffPlot plot;
  private Optional<PlotAxis> zoomedAcross = Optional.empty();
  private Optional<PlotAxis> zoomedUp = Optional.empty();
  private PlotAxis across = new PlotAxis(0, 1, false);
  private PlotAxis up = new PlotAxis(0, 1, false);
  private Rectangle2D area = new Rectangle2D(LEFT, 40, 1, 1);

  TradeOffPainter(TradeOffPlot plot) {
    this.plot = plot;
  }

  /// Forgets the zoom.
  void showAll() {
    zoomedAcross = Optional.empty();
    zoomedUp = Optional.empty();
  }

  /// Zooms around a point that stays where it is.
  ///
  /// @param factor below 1 to come nearer
  void zoom(double x, double y, double factor) {
    double atX = (x - area.getMinX()) / area.getWidth();
    double atY = (area.getMaxY() - y) / area.getHeight();
    zoomedAcross = Optional.of(across.between(atX - atX * factor, atX + (1 - atX) * factor));
    zoomedUp = Optional.of(up.between(atY - atY * factor, atY + (1 - atY) * factor));
  }

  Point2D place(Spot spot) {
    return new Point2D(
        area.getMinX() + across.share(spot.cost()) * area.getWidth(), y(spot.accuracy()));
  }

  private double y(double accuracy) {
    return area.getMaxY() - up.share(accuracy) * area.getHeight();
  }

  /// The spot nearest to a point, −1 where none is near.
  int nearest(double x, double y, double near) {
    List<Spot> spots = plot.picture().spots();
    return IntStream.range(0, spots.size())
        .filter(index -> spots.get(index).isDrawn())
        .filter(index -> place(spots.get(index)).distance(x, y) <= near)
        .boxed()
        .min(Comparator.comparingDouble(index -> place(spots.get(index)).distance(x, y)))
        .orElse(-1);
  }

  /// The spots within a loop, cheapest first.
  List<Integer> inside(List<Point2D> loop) {
    Polygon shape = new Polygon();
    loop.forEach(at -> shape.getPoints().addAll(at.getX(), at.getY()));
    List<Spot> spots = plot.picture().spots();
    return IntStream.range(0, spots.size())
        .filter(index -> spots.get(index).isDrawn())
        .filter(index -> shape.contains(place(spots.get(index))))
        .boxed()
        .sorted(Comparator.comparingDouble(index -> spots.get(index).cost()))
        .toList();
  }

  void paint(TradeOffPicture picture, double width, double height) {
    Brush brush = plot.pen().graphics();
    double top = drawLegend(brush, picture, width);
    area =
        new Rectangle2D(
            LEFT, top, Math.max(40, width - LEFT - RIGHT), Math.max(40, height - top - FOOT));
    List<Spot> drawn = picture.spots().stream().filter(Spot::isDrawn).toList();
    if (drawn.isEmpty()) {
      plot.drawMessage(
          "No configuration was timed\nMove a slider and wait until the speed meter has measured it.");
      return;
    }
    scale(picture, drawn);
    drawAxes(brush, picture.unit());
    brush.save();
    brush.beginPath();
    brush.rect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
    brush.clip();
    drawFloat(brush, picture);
    drawFront(brush, picture, drawn);
    drawSpots(brush, picture);
    brush.restore();
    nameFloat(brush, picture);
    drawLoop(brush, plot.loop());
    drawHovered(brush, picture, width);
  }

  private void scale(TradeOffPicture picture, List<Spot> drawn) {
    across =
        zoomedAcross.orElseGet(() ->
            PlotAxis.around(
                drawn.stream().mapToDouble(Spot::cost).min().orElse(1),
                drawn.stream().mapToDouble(Spot::cost).max().orElse(1)));
    double least = drawn.stream().mapToDouble(spot -> lower(spot)).min().orElse(0);
    double most = drawn.stream().mapToDouble(spot -> upper(spot)).max().orElse(1);
    double top = Double.isNaN(picture.floating()) ? most : Math.max(most, picture.floating());
    double bottom = Double.isNaN(picture.floating()) ? least : Math.min(least, picture.floating());
    up =
        zoomedUp.orElseGet(() -> {
          PlotAxis fitting = PlotAxis.around(bottom + 1, top + 1);
          return new PlotAxis(
              Math.max(-0.02, fitting.low() - 1), Math.min(1.02, fitting.high() - 1), false);
        });
  }

  /// Where what is drawn of a spot ends below: its interval is drawn on the front only.
  private static double lower(Spot spot) {
    return spot.front() ? spot.low() : spot.accuracy();
  }

  private static double upper(Spot spot) {
    return spot.front() ? spot.high() : spot.accuracy();
  }

  private void drawAxes(Brush brush, PlotUnit unit) {
    Inks inks = plot.inks();
    Pen pen = plot.pen();
    brush.setLineWidth(1);
    pen.at(TextAlignment.RIGHT, VPos.CENTER, 12);
    List<Double> heights = up.ticks((int) Math.max(2, area.getHeight() / 44));
    double between = heights.size() < 2 ? 0.01 : heights.get(1) - heights.get(0);
    double step = Math.rint(between * 1e8) / 1e6;
    for (double tick : heights) {
      if (tick > -1e-9 && tick < 1 + 1e-9) {
        double y = Math.rint(y(tick)) + 0.5;
        brush.setStroke(inks.grid.get());
        brush.strokeLine(area.getMinX(), y, area.getMaxX(), y);
        pen.color(inks.muted.get())
            .write(Digits.tick(tick * 100, step) + "\u2009%", area.getMinX() - 8, y);
      }
    }
    pen.at(TextAlignment.CENTER, VPos.TOP, 12);
    double last = Double.NEGATIVE_INFINITY;
    for (double tick : across.ticks((int) Math.max(2, area.getWidth() / 72))) {
      double x = Math.rint(area.getMinX() + across.share(tick) * area.getWidth()) + 0.5;
      brush.setStroke(inks.grid.get());
      brush.strokeLine(x, area.getMinY(), x, area.getMaxY());
      String label = unit.tick(tick);
      if (x - pen.width(label) / 2 > last + 8) {
        pen.color(inks.muted.get()).write(label, x, area.getMaxY() + 6);
        last = x + pen.width(label) / 2;
      }
    }
    brush.setStroke(inks.muted.get());
    brush.strokeLine(area.getMinX(), area.getMaxY() + 0.5, area.getMaxX(), area.getMaxY() + 0.5);
    pen.at(TextAlignment.CENTER, VPos.CENTER, 12).color(inks.muted.get());
    String better = unit.lessIsBetter() ? "← better   " : "";
    String bigger = unit.lessIsBetter() ? "" : "   better →";
    String scale = across.logarithmic() ? " (log)" : "";
    pen.write(
        better + unit.title() + scale + bigger,
        (area.getMinX() + area.getMaxX()) / 2,
        area.getMaxY() + 34);
    pen.writeUpwards("top-1 accuracy", 10, (area.getMinY() + area.getMaxY()) / 2);
  }

  private void drawFloat(Brush brush, TradeOffPicture picture) {
    if (!Double.isNaN(picture.floating())) {
      double y = Math.rint(y(picture.floating())) + 0.5;
      brush.setStroke(plot.inks().muted.get());
      brush.setLineWidth(1);
      brush.setLineDashes(4, 4);
      brush.strokeLine(area.getMinX(), y, area.getMaxX(), y);
      brush.setLineDashes();
    }
  }

  /// The name of that line, on top of the spots.
  private void nameFloat(Brush brush, TradeOffPicture picture) {
    double y = Math.rint(y(picture.floating())) + 0.5;
    if (y > area.getMinY() && y < area.getMaxY()) {
      boolean below = y - area.getMinY() < 20;
      String name = "float " + Digits.percent(picture.floating());
      Pen pen = plot.pen().at(TextAlignment.RIGHT, VPos.CENTER, 12);
      double middle = below ? y + 11 : y - 11;
      double room = pen.width(name) + 8;
      brush.setFill(plot.inks().surface.get().deriveColor(0, 1, 1, 0.8));
      brush.fillRect(area.getMaxX() - room, middle - 8, room, 16);
      pen.color(plot.inks().muted.get()).write(name, area.getMaxX() - 4, middle);
    }
  }

  /// Steps from one spot of the front to the next: until there nothing better is known.
  private void drawFront(Brush brush, TradeOffPicture picture, List<Spot> drawn) {
    Comparator<Spot> order = Comparator.comparingDouble(Spot::cost);
    List<Spot> front =
        drawn.stream()
            .filter(Spot::front)
            .sorted(picture.unit().lessIsBetter() ? order : order.reversed())
            .toList();
    brush.setStroke(plot.inks().text.get());
    brush.setGlobalAlpha(0.55);
    brush.setLineWidth(1.5);
    brush.beginPath();
    for (int index = 0; index < front.size(); index++) {
      Point2D at = place(front.get(index));
      if (index == 0) {
        brush.moveTo(at.getX(), area.getMaxY());
      } else {
        brush.lineTo(at.getX(), place(front.get(index - 1)).getY());
      }
      brush.lineTo(at.getX(), at.getY());
    }
    if (!front.isEmpty()) {
      double end = picture.unit().lessIsBetter() ? area.getMaxX() : area.getMinX();
      brush.lineTo(end, place(front.getLast()).getY());
    }
    brush.stroke();
    brush.setGlobalAlpha(1);
  }

  private void drawSpots(Brush brush, TradeOffPicture picture) {
    boolean some = !plot.selectedProperty().get().isEmpty();
    for (int index = 0; index < picture.spots().size(); index++) {
      Spot spot = picture.spots().get(index);
      if (spot.isDrawn()) {
        Point2D at = place(spot);
        Color color = SpotMark.color(spot.series(), plot.inks().palette());
        boolean faint = some && !plot.isSelected(index);
        brush.setGlobalAlpha(faint ? 0.25 : spot.front() ? 1 : 0.7);
        if (spot.front() || plot.isSelected(index)) {
          drawInterval(brush, spot, at, color);
        }
        SpotMark.draw(brush, spot.series(), at.getX(), at.getY(), RADIUS, color);
        brush.setGlobalAlpha(1);
        if (spot.current()) {
          brush.setStroke(plot.inks().accent.get());
          brush.setLineWidth(2);
          brush.strokeOval(at.getX() - 9, at.getY() - 9, 18, 18);
        }
      }
    }
  }

  private void drawInterval(Brush brush, Spot spot, Point2D at, Color color) {
    brush.setStroke(color);
    brush.setLineWidth(1);
    brush.strokeLine(at.getX(), y(spot.low()), at.getX(), y(spot.high()));
  }

  private void drawLoop(Brush brush, List<Point2D> loop) {
    if (loop.isEmpty()) {
      return;
    }
    Color accent = plot.inks().accent.get();
    double[] x = loop.stream().mapToDouble(Point2D::getX).toArray();
    double[] y = loop.stream().mapToDouble(Point2D::getY).toArray();
    brush.setFill(accent.deriveColor(0, 1, 1, 0.1));
    brush.fillPolygon(x, y, x.length);
    brush.setStroke(accent);
    brush.setLineWidth(1);
    brush.strokePolyline(x, y, x.length);
  }

  private void drawHovered(Brush brush, TradeOffPicture picture, double width) {
    if (plot.hovered() < 0) {
      return;
    }
    Spot spot = picture.spots().get(plot.hovered());
    if (!spot.isDrawn()) {
      return;
    }
    Point2D at = place(spot);
    Color color = SpotMark.color(spot.series(), plot.inks().palette());
    drawInterval(brush, spot, at, color);
    SpotMark.draw(brush, spot.series(), at.getX(), at.getY(), RADIUS + 2, color);
    Inks inks = plot.inks();
    Pen pen = plot.pen().at(TextAlignment.LEFT, VPos.CENTER, 12);
    String title = pen.fitted(spot.title(), width - 48);
    String figures =
        Digits.percent(spot.accuracy())
            + " ("
            + Digits.percent(spot.low())
            + " to "
            + Digits.percent(spot.high())
            + ")   "
            + picture.unit().text(spot.cost());
    double room = Math.max(pen.width(title), pen.width(figures)) + 16;
    double x = Math.clamp(at.getX() + 14, 8, Math.max(8, width - room - 8));
    double y = at.getY() - 60 < area.getMinY() ? at.getY() + 14 : at.getY() - 60;
    brush.setFill(inks.raised.get());
    brush.fillRoundRect(x, y, room, 46, 6, 6);
    brush.setStroke(inks.grid.get());
    brush.setLineWidth(1);
    brush.strokeRoundRect(x + 0.5, y + 0.5, room - 1, 45, 6, 6);
    pen.color(inks.text.get()).write(title, x + 8, y + 15).write(figures, x + 8, y + 32);
  }

  /// @return where the plot may begin
  private double drawLegend(Brush brush, TradeOffPicture picture, double width) {
    Inks inks = plot.inks();
    Pen pen = plot.pen().at(TextAlignment.LEFT, VPos.CENTER, 12);
    double x = LEFT;
    double y = 16;
    int shown = 0;
    for (String name : picture.series()) {
      double room = 14 + pen.width(name) + 18;
      if (x > LEFT && x + room > width - RIGHT + 18) {
        if (y > 16 + 2 * 18 || y > plot.getHeight() / 4) {
          break;
        }
        x = LEFT;
        y += 18;
      }
      SpotMark.draw(brush, shown, x + 5, y, RADIUS, SpotMark.color(shown, inks.palette()));
      pen.color(inks.muted.get()).write(name, x + 14, y);
      x += room;
      shown++;
    }
    if (shown < picture.series().size()) {
      pen.write("+ " + (picture.series().size() - shown), x, y);
    }
    return y + 20;
  }
}
