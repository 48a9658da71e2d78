package filterscope.ui.canvas;

import filterscope.method.Grouping;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Draws the scale map of a layer in which tiles of kernels share scales: the `n×c` grid in the colours of the shared
/// scales, the own α of the kernels inside the tiles where they are large enough, the prices summed along the right and the
/// lower edge, and below it the members of the highlighted group on an axis.
final class TileScales {
  private static final double LEFT = 64;
  private static final double RIGHT = 16;
  private static final double HEAD = 48;
  private static final double BARS = 64;
  private static final double STRIP = 56;
  private static final double INSIDE = 14;

  private final ScaleMap map;
  private final Pixels pixels = new Pixels();
  private Rectangle2D area = Rectangle2D.EMPTY;
  private @Nullable Grouping grouping;
  private double low;
  private double high = 1;
  private boolean beyond;

  TileScales(ScaleMap map) {
    this.map = map;
  }

  int groupAt(double x, double y) {
    Grouping known = grouping;
    if (known == null || !area.contains(x, y)) {
      return -1;
    }
    int filter = (int) ((y - area.getMinY()) / area.getHeight() * known.filters());
    int channel = (int) ((x - area.getMinX()) / area.getWidth() * known.channels());
    return known.groupOf(
        Math.min(filter, known.filters() - 1), Math.min(channel, known.channels() - 1));
  }

  void paint(ScaleFigures figures, double width, double height) {
    Grouping known = figures.grouping();
    grouping = known;
    double bars = figures.greatestPrice() > 0 ? BARS : 8;
    double bottom = height - ColorBar.HEIGHT - STRIP - bars;
    double across = Math.max(40, width - LEFT - RIGHT - (bars == BARS ? BARS : 0));
    double down = Math.max(40, bottom - HEAD);
    area = new Rectangle2D(LEFT, HEAD, across, down);
    Brush graphics = map.pen().graphics();
    ScaleHeading.draw(map, figures, LEFT, 16, width - LEFT - RIGHT);
    drawTiles(graphics, figures);
    List<Runs> filters = Runs.ofFilters(known);
    List<Runs> channels = Runs.ofChannels(known);
    drawNumbers(graphics, figures, filters, channels);
    drawHighlight(graphics, figures, filters, channels);
    drawAxes(known);
    drawFilterSums(graphics, figures, filters);
    drawChannelSums(graphics, figures, channels);
    new MemberStrip(map, figures)
        .draw(graphics, LEFT, height - ColorBar.HEIGHT - STRIP + 4, width - LEFT - RIGHT, STRIP);
    new ColorBar("α", low, high, map.inks().palette()::magnitude, false, beyond)
        .draw(
            graphics, map.pen(), map.inks(), LEFT, height - ColorBar.HEIGHT, width - LEFT - RIGHT);
  }

  /// The ends of the colour scale: those of the shared scales, and, where the members are seen inside the tiles, as wide
  /// as nearly all of their own α need.
  private void scaleColors(ScaleFigures figures, boolean membersSeen) {
    low = FilterScales.leastShared(figures);
    ColorLimit shared = figures.sharedLimit();
    high = membersSeen ? FilterScales.mostShared(figures) : shared.value();
    beyond = !membersSeen && shared.exceeded();
    if (membersSeen) {
      ColorLimit limit = figures.ownLimit();
      low = 0;
      beyond = limit.exceeded() && limit.value() > high;
      high = Math.max(high, limit.value());
    }
    high = Math.max(high, low + 1e-12);
  }

  private double share(double alpha) {
    return (alpha - low) / (high - low);
  }

  private void drawTiles(Brush graphics, ScaleFigures figures) {
    Grouping known = figures.grouping();
    double scale = map.outputScale();
    int width = (int) Math.round(area.getWidth() * scale);
    int height = (int) Math.round(area.getHeight() * scale);
    double tile =
        Math.min(width / (double) known.channelBlocks(), height / (double) known.filterBlocks());
    int gap = tile >= 6 ? 1 : 0;
    int frame = tile >= INSIDE * scale ? (int) Math.max(2, Math.min(5, tile / 8)) : 0;
    Edges rows = Edges.of(height, known.filters(), filter -> known.groupOf(filter, 0));
    Edges columns = Edges.of(width, known.channels(), channel -> known.groupOf(0, channel));
    scaleColors(figures, frame > 0);
    float[] shared = new float[figures.groups()];
    for (int group = 0; group < shared.length; group++) {
      shared[group] = (float) (figures.shared(group) - low);
    }
    Shade shade = Shade.magnitude(shared, (float) (high - low));
    Palette palette = map.inks().palette();
    int background = WallPainter.argb(map.inks().surface.get());
    int[] argb = pixels.of(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int edge = Math.min(rows.distance(y), columns.distance(x));
        int color;
        if (edge < gap) {
          color = background;
        } else if (frame > 0 && edge >= gap + frame) {
          int member = rows.index(y) * known.channels() + columns.index(x);
          color = palette.magnitude(share(figures.own(member)));
        } else {
          color = shade.at(known.groupOf(rows.index(y), columns.index(x)));
        }
        argb[y * width + x] = color;
      }
    }
    pixels.draw(graphics, area.getMinX(), area.getMinY(), scale);
  }

  private Rectangle2D tile(Grouping known, Runs filters, Runs channels) {
    double row = area.getHeight() / known.filters();
    double column = area.getWidth() / known.channels();
    return new Rectangle2D(
        area.getMinX() + channels.first() * column,
        area.getMinY() + filters.first() * row,
        channels.count() * column,
        filters.count() * row);
  }

  private void drawNumbers(
      Brush graphics, ScaleFigures figures, List<Runs> filters, List<Runs> channels) {
    Grouping known = figures.grouping();
    Rectangle2D first = tile(known, filters.getFirst(), channels.getFirst());
    Pen pen = map.pen().at(TextAlignment.CENTER, VPos.CENTER, 12);
    if (first.getWidth() < pen.width("0.0000") + 14 || first.getHeight() < 28) {
      return;
    }
    for (Runs down : filters) {
      for (Runs across : channels) {
        Rectangle2D tile = tile(known, down, across);
        int group = down.block() * known.channelBlocks() + across.block();
        String number = Digits.three(figures.shared(group));
        double room = pen.width(number) + 10;
        if (room < tile.getWidth() && tile.getHeight() > 24) {
          double x = tile.getMinX() + tile.getWidth() / 2;
          double y = tile.getMinY() + tile.getHeight() / 2;
          int color = map.inks().palette().magnitude(share(figures.shared(group)));
          graphics.setFill(Palette.color(color));
          graphics.fillRoundRect(x - room / 2, y - 9, room, 18, 4, 4);
          pen.color(Palette.readableOn(color)).write(number, x, y);
        }
      }
    }
  }

  private void drawHighlight(
      Brush graphics, ScaleFigures figures, List<Runs> filters, List<Runs> channels) {
    int lit = map.getHighlightedGroup();
    Grouping known = figures.grouping();
    if (lit < 0 || lit >= known.groups()) {
      return;
    }
    for (Runs down : filters) {
      for (Runs across : channels) {
        if (down.block() * known.channelBlocks() + across.block() == lit) {
          Rectangle2D tile = tile(known, down, across);
          frame(graphics, tile, map.inks().surface.get(), 5);
          frame(graphics, tile, map.inks().text.get(), 2);
        }
      }
    }
  }

  private static void frame(Brush graphics, Rectangle2D tile, Color color, double line) {
    graphics.setStroke(color);
    graphics.setLineWidth(line);
    graphics.strokeRect(
        tile.getMinX() - 1, tile.getMinY() - 1, tile.getWidth() + 2, tile.getHeight() + 2);
  }

  private void drawAxes(Grouping known) {
    Pen pen = map.pen().at(TextAlignment.RIGHT, VPos.CENTER, 12).color(map.inks().muted.get());
    Ticks rows = Ticks.whole(0, known.filters() - 1, (int) Math.max(2, area.getHeight() / 44));
    for (int tick = 0; tick < rows.count(); tick++) {
      double share = (rows.at(tick) + 0.5) / known.filters();
      pen.write(rows.label(tick), LEFT - 6, area.getMinY() + share * area.getHeight());
    }
    pen.at(TextAlignment.CENTER, VPos.CENTER, 12)
        .writeUpwards("filter", 12, area.getMinY() + area.getHeight() / 2);
    pen.at(TextAlignment.CENTER, VPos.BOTTOM, 12);
    Ticks columns = Ticks.whole(0, known.channels() - 1, (int) Math.max(2, area.getWidth() / 72));
    for (int tick = 0; tick < columns.count(); tick++) {
      double x = area.getMinX() + (columns.at(tick) + 0.5) / known.channels() * area.getWidth();
      if (x > area.getMinX() + 64) {
        pen.write(columns.label(tick), x, area.getMinY() - 3);
      }
    }
    pen.at(TextAlignment.LEFT, VPos.BOTTOM, 12).write("channel →", LEFT, area.getMinY() - 3);
  }

  private void drawFilterSums(Brush graphics, ScaleFigures figures, List<Runs> filters) {
    Grouping known = figures.grouping();
    double[] sums = new double[known.filterBlocks()];
    for (int group = 0; group < figures.groups(); group++) {
      sums[group / known.channelBlocks()] += figures.price(group);
    }
    double most = most(sums);
    if (most <= 0) {
      return;
    }
    int lit = map.getHighlightedGroup();
    double row = area.getHeight() / known.filters();
    for (Runs run : filters) {
      boolean faded = lit >= 0 && lit / known.channelBlocks() != run.block();
      graphics.setFill(map.inks().price.get().deriveColor(0, 1, 1, faded ? 0.3 : 1));
      double margin = run.count() * row > 5 ? 1 : 0;
      graphics.fillRect(
          area.getMaxX() + 6,
          area.getMinY() + run.first() * row + margin,
          Math.max(1, sums[run.block()] / most * (BARS - 8)),
          Math.max(0.6, run.count() * row - 2 * margin));
    }
    map.pen()
        .at(TextAlignment.RIGHT, VPos.BOTTOM, 12)
        .color(map.inks().muted.get())
        .write("price", area.getMaxX() + BARS - 2, area.getMinY() - 3);
  }

  private void drawChannelSums(Brush graphics, ScaleFigures figures, List<Runs> channels) {
    Grouping known = figures.grouping();
    double[] sums = new double[known.channelBlocks()];
    for (int group = 0; group < figures.groups(); group++) {
      sums[group % known.channelBlocks()] += figures.price(group);
    }
    double most = most(sums);
    if (most <= 0) {
      return;
    }
    int lit = map.getHighlightedGroup();
    double column = area.getWidth() / known.channels();
    for (Runs run : channels) {
      boolean faded = lit >= 0 && lit % known.channelBlocks() != run.block();
      graphics.setFill(map.inks().price.get().deriveColor(0, 1, 1, faded ? 0.3 : 1));
      double margin = run.count() * column > 5 ? 1 : 0;
      graphics.fillRect(
          area.getMinX() + run.first() * column + margin,
          area.getMaxY() + 6,
          Math.max(0.6, run.count() * column - 2 * margin),
          Math.max(1, sums[run.block()] / most * (BARS - 20)));
    }
    map.pen()
        .at(TextAlignment.RIGHT, VPos.TOP, 12)
        .color(map.inks().muted.get())
        .write("price", LEFT - 6, area.getMaxY() + 4);
  }

  private static double most(double[] sums) {
    double most = 0;
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    return most;
  }
}
