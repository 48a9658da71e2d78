package filterscope.ui.canvas;

import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Draws the filter wall: the weights as pixels, and on top the groups, the axes, the wipe and the colour scale.
final class WallPainter {
  private static final double TOP = 28;
  private static final double SIDE = 12;
  private static final double AXIS = 66;

  private final FilterWall wall;
  private final Viewport view = new Viewport();
  private final Pixels pixels = new Pixels();
  private final Map<ConvWeights, WallView.FloatSide> floats = new WeakHashMap<>();
  private @Nullable LayerPicture shown;

  /// What is drawn: that of the wall, once it has been prepared.
  private FilterWall.Mode mode = FilterWall.Mode.ORIGINAL;

  private @Nullable WallView data;
  private @Nullable WallLayout layout;
  private Rectangle2D area = Rectangle2D.EMPTY;
  private WallLayoutKey layoutFor = WallLayoutKey.NONE;
  private int level = -1;

  /// What the layout was made for; while it stays, zoom and position stay.
  private record WallLayoutKey(String shape, boolean colour, double width, double height) {
    static final WallLayoutKey NONE = new WallLayoutKey("", false, 0, 0);
  }

  WallPainter(FilterWall wall) {
    this.wall = wall;
  }

  Viewport view() {
    return view;
  }

  Supplier<Runnable> prepare(LayerPicture next) {
    WallView view =
        new WallView(next, floats.computeIfAbsent(next.original(), _ -> new WallView.FloatSide()));
    FilterWall.Mode wanted = wall.getMode();
    return () -> {
      view.compute(wanted);
      return () -> install(next, view, wanted);
    };
  }

  private void install(LayerPicture next, WallView computed, FilterWall.Mode prepared) {
    if (shown != null && !shown.name().equals(next.name())) {
      layoutFor = WallLayoutKey.NONE;
    }
    shown = next;
    data = computed;
    mode = prepared;
  }

  void zoomAroundMiddle(double factor) {
    view.zoom(factor, area.getWidth() / 2, area.getHeight() / 2);
  }

  void zoom(double factor, double x, double y) {
    view.zoom(factor, x - area.getMinX(), y - area.getMinY());
  }

  /// Whether kernels are so small that they show their mean magnitude.
  boolean isCoarse() {
    return level >= 0;
  }

  boolean isOverWall(double x, double y) {
    return area.contains(x, y);
  }

  Optional<WallLayout.Hit> hit(double x, double y) {
    WallLayout current = layout;
    if (current == null || !area.contains(x, y)) {
      return Optional.empty();
    }
    return current.hit(view.pictureX(x - area.getMinX()), view.pictureY(y - area.getMinY()), true);
  }

  /// Where the middle of a weight is in the control, whether seen or not.
  Point2D placeOf(int filter, int channel, int row, int column) {
    WallLayout current = layout;
    if (current == null) {
      return Point2D.ZERO;
    }
    return new Point2D(
        area.getMinX() + view.viewX(current.left(filter, channel) + column + 0.5),
        area.getMinY() + view.viewY(current.top(filter, channel) + row + 0.5));
  }

  /// The part of the area that weights cover.
  private Rectangle2D covered(WallLayout current) {
    double left = Math.max(0, view.viewX(current.across().lead()));
    double right = Math.min(area.getWidth(), view.viewX(current.across().length()));
    double top = Math.max(0, view.viewY(0));
    double bottom = Math.min(area.getHeight(), view.viewY(current.down().length()));
    return new Rectangle2D(
        area.getMinX() + left,
        area.getMinY() + top,
        Math.max(0, right - left),
        Math.max(0, bottom - top));
  }

  /// Where the wipe is in the control.
  double wipeX() {
    WallLayout current = layout;
    if (current == null) {
      return 0;
    }
    Rectangle2D covered = covered(current);
    return covered.getMinX() + covered.getWidth() * wall.getWipe();
  }

  /// The position of the wipe for a place in the control.
  double wipeAt(double x) {
    WallLayout current = layout;
    if (current == null) {
      return 0.5;
    }
    Rectangle2D covered = covered(current);
    return (x - covered.getMinX()) / Math.max(1, covered.getWidth());
  }

  void reveal(int group) {
    WallLayout current = layout;
    Grouping grouping = wall.picture().flatMap(LayerPicture::grouping).orElse(null);
    if (current == null || grouping == null || view.isFitted()) {
      return;
    }
    int filterBlock = group / grouping.channelBlocks();
    int channelBlock = group % grouping.channelBlocks();
    for (Runs filters : Runs.ofFilters(grouping)) {
      for (Runs channels : Runs.ofChannels(grouping)) {
        if (filters.block() == filterBlock && channels.block() == channelBlock) {
          int channel = current.colour() ? 0 : channels.first();
          double left = current.left(filters.first(), channel);
          double top = current.top(filters.first(), channel);
          view.reveal(
              left,
              top,
              left + current.across().taps(),
              current.top(filters.last(), channel) + current.down().taps());
          return;
        }
      }
    }
  }

  void paint(LayerPicture picture, double width, double height) {
    WallLayout current = arrange(picture.original(), width, height);
    WallView colours = data == null ? new WallView(picture) : data;
    Brush graphics = wall.pen().graphics();
    paintWeights(graphics, picture, current, colours);
    Rectangle2D covered = covered(current);
    new WallGroups(wall, view, current, area, covered).draw(graphics, picture);
    drawAxes(current, covered);
    if (mode == FilterWall.Mode.WIPE) {
      drawWipe(graphics, covered);
    }
    drawLegend(graphics, picture, colours, width, height);
  }

  private WallLayout arrange(ConvWeights weights, double width, double height) {
    boolean colour = wall.showsColour(weights);
    double bottom = ColorBar.HEIGHT + 8;
    double fullWidth = Math.max(40, width - 2 * SIDE);
    double fullHeight = Math.max(40, height - TOP - bottom);
    WallLayoutKey key =
        new WallLayoutKey(weights.shape().toString(), colour, fullWidth, fullHeight);
    WallLayout current = layout;
    if (current == null || !key.equals(layoutFor)) {
      boolean sameLayer =
          layoutFor.shape().equals(key.shape()) && layoutFor.colour() == key.colour();
      if (current == null || !sameLayer || view.isFitted()) {
        current = WallLayout.fitting(weights, colour, fullWidth - AXIS / 2, fullHeight);
        layout = current;
      }
      if (!sameLayer) {
        view.showAll();
      }
      layoutFor = key;
    }
    double left = current.isPlain() ? AXIS : SIDE;
    area = new Rectangle2D(left, TOP, Math.max(40, width - left - SIDE), fullHeight);
    view.resize(
        current.across().length(),
        current.down().length(),
        area.getWidth(),
        area.getHeight(),
        wall.outputScale());
    return current;
  }

  private void paintWeights(
      Brush graphics, LayerPicture picture, WallLayout current, WallView colours) {
    double scale = wall.outputScale();
    double perTap = view.scale() * scale;
    ConvWeights weights = picture.original();
    boolean coarse =
        !current.colour()
            && (weights.kernelSize() > 1 ? perTap < 1 : perTap < 0.999 && current.isPlain());
    double kernelsPerPixel = 1 / (perTap * current.across().cellPitch());
    WallView.Side left = side(mode, true);
    WallView.Side right = side(mode, false);
    Palette palette = wall.inks().palette();
    int background = argb(wall.inks().surface.get());
    WallPixels painter;
    Shade leftShade;
    Shade rightShade;
    if (coarse) {
      level = current.isPlain() ? colours.means(left).levelFor(kernelsPerPixel) : 0;
      int columns = colours.means(left).level(level).columns;
      painter = new WallPixels(current, columns, 1, 0, level, background);
      leftShade = colours.coarse(left, level);
      rightShade = colours.coarse(right, level);
    } else {
      level = -1;
      painter =
          new WallPixels(
              current,
              weights.filterSize(),
              weights.kernelSize(),
              weights.kernelWidth(),
              0,
              background);
      leftShade = colours.weights(left, current.colour(), palette);
      rightShade = colours.weights(right, current.colour(), palette);
    }
    int across = (int) Math.ceil(area.getWidth() * scale);
    int down = (int) Math.ceil(area.getHeight() * scale);
    WallPixels.Strip columns =
        WallPixels.Strip.of(current.across(), across, view.originX() * scale, perTap, coarse);
    WallPixels.Strip rows =
        WallPixels.Strip.of(current.down(), down, view.originY() * scale, perTap, coarse);
    int split =
        mode == FilterWall.Mode.WIPE ? (int) Math.rint((wipeX() - area.getMinX()) * scale) : across;
    painter.paint(
        pixels.of(across, down), columns, rows, leftShade, rightShade, split, lit(picture));
    pixels.draw(graphics, area.getMinX(), area.getMinY(), scale);
  }

  private static WallView.Side side(FilterWall.Mode mode, boolean left) {
    return switch (mode) {
      case ORIGINAL -> WallView.Side.ORIGINAL;
      case QUANTIZED -> WallView.Side.RESTORED;
      case DIFFERENCE -> WallView.Side.ERROR;
      case WIPE -> left ? WallView.Side.ORIGINAL : WallView.Side.RESTORED;
    };
  }

  private WallPixels.Lit lit(LayerPicture picture) {
    int group = wall.getHighlightedGroup();
    Grouping grouping = picture.grouping().orElse(null);
    if (group < 0 || grouping == null || group >= grouping.groups()) {
      return WallPixels.Lit.ALL;
    }
    boolean[] filters = new boolean[grouping.filters()];
    boolean[] channels = new boolean[grouping.channels()];
    for (int filter = 0; filter < filters.length; filter++) {
      filters[filter] =
          grouping.groupOf(filter, 0) / grouping.channelBlocks()
              == group / grouping.channelBlocks();
    }
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel] =
          grouping.groupOf(0, channel) % grouping.channelBlocks()
              == group % grouping.channelBlocks();
    }
    return WallPixels.Lit.only(filters, channels);
  }

  static int argb(javafx.scene.paint.Color color) {
    return 0xff000000
        | (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }

  private void drawAxes(WallLayout current, Rectangle2D covered) {
    if (!current.isPlain()) {
      return;
    }
    Pen pen = wall.pen();
    Inks inks = wall.inks();
    double rowPitch = current.down().pitch();
    double firstRow = view.pictureY(0) / rowPitch;
    double lastRow = Math.min(current.filters() - 1, view.pictureY(area.getHeight()) / rowPitch);
    pen.at(TextAlignment.RIGHT, VPos.CENTER, 12).color(inks.muted.get());
    Ticks rows =
        Ticks.whole(Math.max(0, firstRow), lastRow, (int) Math.max(2, covered.getHeight() / 48));
    double gutter = covered.getMinX() - WallGroups.GUTTER - 6;
    for (int tick = 0; tick < rows.count(); tick++) {
      double middle =
          area.getMinY() + view.viewY(rows.at(tick) * rowPitch + current.down().taps() / 2.0);
      if (middle > area.getMinY() - 1 && middle < area.getMaxY() + 1) {
        pen.write(rows.label(tick), gutter, middle);
      }
    }
    double columnPitch = current.across().cellPitch();
    double first = Math.max(0, view.pictureX(0) / columnPitch);
    double last = Math.min(current.channels() - 1, view.pictureX(area.getWidth()) / columnPitch);
    pen.at(TextAlignment.CENTER, VPos.BOTTOM, 12).color(inks.muted.get());
    Ticks columns = Ticks.whole(first, last, (int) Math.max(2, covered.getWidth() / 72));
    double clear = covered.getMinX() + 84;
    for (int tick = 0; tick < columns.count(); tick++) {
      double middle =
          area.getMinX()
              + view.viewX(columns.at(tick) * columnPitch + current.across().taps() / 2.0);
      if (middle > clear && middle < area.getMaxX() - 4) {
        pen.write(columns.label(tick), middle, covered.getMinY() - 5);
      }
    }
    pen.at(TextAlignment.LEFT, VPos.BOTTOM, 12)
        .color(inks.muted.get())
        .write("channel →", covered.getMinX(), covered.getMinY() - 5);
    pen.at(TextAlignment.RIGHT, VPos.BOTTOM, 12)
        .write("filter ↓", gutter + 2, covered.getMinY() - 5);
  }

  private void drawWipe(Brush graphics, Rectangle2D covered) {
    Inks inks = wall.inks();
    double x = Math.rint(wipeX());
    double middle = covered.getMinY() + covered.getHeight() / 2;
    graphics.setStroke(inks.surface.get());
    graphics.setLineWidth(4);
    graphics.strokeLine(x, covered.getMinY(), x, covered.getMaxY());
    graphics.setStroke(inks.accent.get());
    graphics.setLineWidth(2);
    graphics.strokeLine(x, covered.getMinY(), x, covered.getMaxY());
    graphics.setFill(inks.accent.get());
    graphics.fillRoundRect(x - 6, middle - 14, 12, 28, 8, 8);
    graphics.setStroke(inks.surface.get());
    graphics.setLineWidth(1);
    graphics.strokeLine(x - 1.5, middle - 6, x - 1.5, middle + 6);
    graphics.strokeLine(x + 1.5, middle - 6, x + 1.5, middle + 6);
    Pen pen = wall.pen();
    chip(graphics, pen, inks, "float", x - 10, covered.getMaxY() - 8, true);
    chip(graphics, pen, inks, "quantized", x + 10, covered.getMaxY() - 8, false);
  }

  private static void chip(
      Brush graphics, Pen pen, Inks inks, String text, double x, double bottom, boolean toLeft) {
    pen.at(TextAlignment.LEFT, VPos.CENTER, 12);
    double width = pen.width(text) + 12;
    double left = toLeft ? x - width : x;
    graphics.setFill(inks.surface.get().deriveColor(0, 1, 1, 0.88));
    graphics.fillRoundRect(left, bottom - 20, width, 20, 6, 6);
    pen.color(inks.text.get()).write(text, left + 6, bottom - 10);
  }

  private void drawLegend(
      Brush graphics, LayerPicture picture, WallView colours, double width, double height) {
    Pen pen = wall.pen();
    Inks inks = wall.inks();
    WallView.Side side = side(mode, true);
    Palette palette = inks.palette();
    boolean error = side == WallView.Side.ERROR;
    String what =
        error ? "error w − ŵ" : side == WallView.Side.RESTORED ? "restored weight ŵ" : "weight w";
    double top = height - ColorBar.HEIGHT - 2;
    double end;
    if (wall.showsColour(picture.original())) {
      ColorLimit limit = colours.limit(side);
      pen.at(TextAlignment.LEFT, VPos.CENTER, 12)
          .color(inks.muted.get())
          .write(
              what + " as red, green, blue · grey is 0 · ends at ±" + Digits.three(limit.value()),
              SIDE,
              top + 14,
              width - 2 * SIDE);
      return;
    } else if (isCoarse()) {
      ColorLimit far = colours.meansLimit(side);
      String mean =
          error
              ? "mean |w − ŵ| of a kernel"
              : "mean |" + (side == WallView.Side.RESTORED ? "ŵ" : "w") + "| of a kernel";
      end =
          new ColorBar(mean, 0, far.value(), palette::magnitude, false, far.exceeded())
              .draw(graphics, pen, inks, SIDE, top, width - 2 * SIDE);
    } else {
      ColorLimit limit = colours.limit(side);
      end =
          new ColorBar(
                  what,
                  -limit.value(),
                  limit.value(),
                  place -> palette.signed(2 * place - 1),
                  limit.exceeded(),
                  limit.exceeded())
              .draw(graphics, pen, inks, SIDE, top, width - 2 * SIDE);
    }
    String groups =
        picture
            .grouping()
            .map(grouping -> Digits.plural(grouping.groups(), "scale"))
            .orElse(picture.isFloat() ? "float, not quantized" : "no scales");
    pen.at(TextAlignment.RIGHT, VPos.CENTER, 12);
    if (width - SIDE - pen.width(groups) > end + 16) {
      pen.color(inks.muted.get()).write(groups, width - SIDE, top + 14);
    }
  }
}
