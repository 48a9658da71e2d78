package filterscope.ui.canvas;

import filterscope.method.Grouping;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.paint.Color;

/// Draws on the wall which kernels share a scale: hues in a strip beside whole filters, outlines around tiles of kernels,
/// and a frame around the highlighted group.
final class WallGroups {
  /// How wide the strip beside the filters is.
  static final double GUTTER = 7;

  private static final double SMALLEST_OUTLINE = 6;
  private static final double HUED_OUTLINE = 30;

  private final FilterWall wall;
  private final Viewport view;
  private final WallLayout layout;
  private final Rectangle2D area;
  private final Rectangle2D covered;

  /// @param area the part of the control in which the wall is seen
  /// @param covered the part of it that weights cover
  WallGroups(
      FilterWall wall, Viewport view, WallLayout layout, Rectangle2D area, Rectangle2D covered) {
    this.wall = wall;
    this.view = view;
    this.layout = layout;
    this.area = area;
    this.covered = covered;
  }

  void draw(Brush graphics, LayerPicture picture) {
    Grouping grouping = picture.grouping().orElse(null);
    if (grouping == null) {
      return;
    }
    List<Runs> filters = Runs.ofFilters(grouping);
    List<Runs> channels = Runs.ofChannels(grouping);
    boolean tiles = grouping.channelBlocks() > 1 && !layout.colour();
    graphics.save();
    if (!tiles) {
      drawGutters(graphics, grouping, filters);
    }
    graphics.beginPath();
    graphics.rect(
        area.getMinX() - 3, area.getMinY() - 3, area.getWidth() + 6, area.getHeight() + 6);
    graphics.clip();
    if (tiles) {
      drawTiles(graphics, grouping, filters, channels);
    }
    drawHighlight(graphics, grouping, filters, channels);
    graphics.restore();
  }

  private void drawGutters(Brush graphics, Grouping grouping, List<Runs> filters) {
    if (layout.isPlain()) {
      double x = covered.getMinX() - GUTTER - 3;
      for (Runs run : filters) {
        double top = Math.max(covered.getMinY(), top(run.first()));
        double bottom = Math.min(covered.getMaxY(), bottom(run.last()));
        double room = bottom - top;
        if (room > 0) {
          graphics.setFill(hue(grouping, run.block() * grouping.channelBlocks()));
          graphics.fillRoundRect(x, top, GUTTER, Math.max(1, room), 3, 3);
        }
      }
      return;
    }
    double strip = Math.min(GUTTER, Math.max(2, layout.across().lead() * view.scale() - 2));
    for (int filter = 0; filter < layout.filters(); filter++) {
      double left = left(filter, 0) - strip - 2;
      double top = top(filter);
      double bottom = blockBottom(filter);
      if (bottom > area.getMinY() && top < area.getMaxY() && left > area.getMinX() - strip) {
        graphics.setFill(hue(grouping, grouping.groupOf(filter, 0)));
        double from = Math.max(top, area.getMinY());
        graphics.fillRoundRect(left, from, strip, Math.min(bottom, area.getMaxY()) - from, 3, 3);
      }
    }
  }

  private Color hue(Grouping grouping, int group) {
    Color hue = wall.inks().palette().group(grouping, group);
    int lit = wall.getHighlightedGroup();
    return lit < 0 || lit == group ? hue : hue.deriveColor(0, 1, 1, 0.25);
  }

  private void drawTiles(
      Brush graphics, Grouping grouping, List<Runs> filters, List<Runs> channels) {
    if (!layout.isPlain()) {
      drawKernelOutlines(graphics, grouping);
      return;
    }
    double taps = view.scale() * layout.down().cellPitch();
    double height = filters.getFirst().count() * taps;
    double width = channels.getFirst().count() * taps;
    if (Math.min(width, height) < SMALLEST_OUTLINE) {
      return;
    }
    boolean hued = Math.min(width, height) >= HUED_OUTLINE;
    graphics.setLineWidth(hued ? 1.5 : 1);
    for (Runs down : filters) {
      if (bottom(down.last()) < area.getMinY() || top(down.first()) > area.getMaxY()) {
        continue;
      }
      for (Runs across : channels) {
        Rectangle2D tile = tile(down, across);
        if (tile.intersects(area)) {
          graphics.setStroke(
              hued
                  ? hue(grouping, down.block() * grouping.channelBlocks() + across.block())
                  : wall.inks().surface.get());
          stroke(graphics, tile, hued ? -0.5 : 0.5);
        }
      }
    }
  }

  private void drawKernelOutlines(Brush graphics, Grouping grouping) {
    double extent = layout.across().taps() * view.scale();
    if (extent < SMALLEST_OUTLINE) {
      return;
    }
    graphics.setLineWidth(1);
    for (int filter = 0; filter < layout.filters(); filter++) {
      if (blockBottom(filter) < area.getMinY() || top(filter) > area.getMaxY()) {
        continue;
      }
      for (int channel = 0; channel < layout.channels(); channel++) {
        Rectangle2D kernel = kernel(filter, channel);
        if (kernel.intersects(area)) {
          graphics.setStroke(hue(grouping, grouping.groupOf(filter, channel)));
          stroke(graphics, kernel, 0.5);
        }
      }
    }
  }

  private void drawHighlight(
      Brush graphics, Grouping grouping, List<Runs> filters, List<Runs> channels) {
    int group = wall.getHighlightedGroup();
    if (group < 0 || group >= grouping.groups()) {
      return;
    }
    Color hue = wall.inks().palette().group(grouping, group);
    if (layout.isPlain() && !layout.colour()) {
      for (Runs down : filters) {
        for (Runs across : channels) {
          if (down.block() * grouping.channelBlocks() + across.block() == group) {
            glow(graphics, tile(down, across), hue);
          }
        }
      }
      return;
    }
    boolean whole = grouping.channelBlocks() == 1 || layout.colour();
    for (int filter = 0; filter < layout.filters(); filter++) {
      if (whole) {
        if (grouping.groupOf(filter, 0) == group) {
          glow(graphics, block(filter), hue);
        }
        continue;
      }
      for (int channel = 0; channel < layout.channels(); channel++) {
        if (grouping.groupOf(filter, channel) == group) {
          glow(graphics, kernel(filter, channel), hue);
        }
      }
    }
  }

  private void glow(Brush graphics, Rectangle2D around, Color hue) {
    if (!around.intersects(area)) {
      return;
    }
    graphics.setStroke(hue.deriveColor(0, 1, 1, 0.28));
    graphics.setLineWidth(5);
    stroke(graphics, around, 1.5);
    graphics.setStroke(hue);
    graphics.setLineWidth(2);
    stroke(graphics, around, 1);
  }

  private static void stroke(Brush graphics, Rectangle2D around, double outside) {
    graphics.strokeRect(
        around.getMinX() - outside,
        around.getMinY() - outside,
        around.getWidth() + 2 * outside,
        around.getHeight() + 2 * outside);
  }

  private Rectangle2D tile(Runs down, Runs across) {
    double left = left(down.first(), across.first());
    double right = left(down.first(), across.last()) + layout.across().taps() * view.scale();
    double top = top(down.first());
    return new Rectangle2D(
        left, top, Math.max(1, right - left), Math.max(1, bottom(down.last()) - top));
  }

  private Rectangle2D block(int filter) {
    double width = layout.across().body() * view.scale();
    double top = top(filter);
    return new Rectangle2D(left(filter, 0), top, width, blockBottom(filter) - top);
  }

  private Rectangle2D kernel(int filter, int channel) {
    return new Rectangle2D(
        left(filter, channel),
        area.getMinY() + view.viewY(layout.top(filter, channel)),
        layout.across().taps() * view.scale(),
        layout.down().taps() * view.scale());
  }

  private double left(int filter, int channel) {
    return area.getMinX() + view.viewX(layout.left(filter, channel));
  }

  private double top(int filter) {
    return area.getMinY() + view.viewY(layout.top(filter, 0));
  }

  private double bottom(int filter) {
    return top(filter) + layout.down().taps() * view.scale();
  }

  private double blockBottom(int filter) {
    return top(filter) + layout.down().body() * view.scale();
  }
}
