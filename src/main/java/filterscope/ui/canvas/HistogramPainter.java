package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Draws the histogram of weights.
final class HistogramPainter {
  private static final double LEFT = 64;
  private static final double RIGHT = 20;
  private static final double HEAD = 44;
  private static final double STRIP = 18;
  private static final double FOOT = 60;
  private static final double GRIP = 7;

  private final WeightHistogram histogram;
  private double width = 1;
  private double top;
  private double bottom = 1;
  private double highest = 1;

  HistogramPainter(WeightHistogram histogram) {
    this.histogram = histogram;
  }

  int binAt(double x, double y, WeightCounts counts) {
    double share = (x - LEFT) / width;
    return share < 0 || share >= 1 || y < top || y > bottom + STRIP
        ? -1
        : (int) (share * counts.bins());
  }

  void paint(LayerPicture shown, WeightCounts counts, int[] own, double fullWidth, double height) {
    width = Math.max(40, fullWidth - LEFT - RIGHT);
    top = HEAD;
    bottom = Math.max(top + 20, Math.rint(height - FOOT - STRIP));
    highest = counts.highest() * (histogram.isLogarithmic() ? 1.5 : 1.06);
    Brush graphics = histogram.pen().graphics();
    int group = own.length == 0 ? -1 : histogram.getHighlightedGroup();
    LevelGrid levels = counts.levels();
    if (levels != null) {
      drawRanges(graphics, counts, levels, group);
    }
    drawCountAxis(graphics);
    drawBars(graphics, counts, own.length > 0);
    Color hue =
        shown
            .grouping()
            .filter(_ -> group >= 0)
            .map(grouping -> histogram.inks().palette().group(grouping, group))
            .orElse(histogram.inks().accent.get());
    if (own.length > 0) {
      drawGroup(graphics, counts, own, hue);
    }
    if (levels != null) {
      drawLevels(graphics, counts, levels, group, hue);
    } else {
      drawValues(graphics, counts);
    }
    drawBound(graphics, counts);
    drawWeightAxis(graphics, counts);
    drawHeading(counts, levels, own, group, fullWidth);
    drawLegend(graphics, counts, own, hue, height, fullWidth);
  }

  boolean isOnBound(double x, double magnitude, WeightCounts counts) {
    return Math.min(Math.abs(x - x(magnitude, counts)), Math.abs(x - x(-magnitude, counts)))
        <= GRIP;
  }

  /// The weight at a place of the control.
  double weightAt(double x, WeightCounts counts) {
    return ((x - LEFT) / width * 2 - 1) * counts.limit();
  }

  /// Two handles, one for each sign, that a person can drag.
  private void drawBound(Brush graphics, WeightCounts counts) {
    double place = histogram.boundPlace();
    if (place < 0 || place > counts.limit()) {
      return;
    }
    Color accent = histogram.inks().accent.get();
    double middle = (top + bottom) / 2;
    for (int sign = -1; sign <= 1; sign += 2) {
      double x = Math.rint(x(sign * place, counts));
      graphics.setStroke(accent);
      graphics.setLineWidth(2);
      graphics.strokeLine(x, top, x, bottom);
      graphics.setFill(accent);
      graphics.fillRoundRect(x - 5, middle - 14, 10, 28, 8, 8);
      graphics.setStroke(histogram.inks().surface.get());
      graphics.setLineWidth(1);
      graphics.strokeLine(x - 1.5, middle - 6, x - 1.5, middle + 6);
      graphics.strokeLine(x + 1.5, middle - 6, x + 1.5, middle + 6);
    }
  }

  private double x(double weight, WeightCounts counts) {
    return LEFT + (weight / counts.limit() + 1) / 2 * width;
  }

  private double tall(double count) {
    double share =
        histogram.isLogarithmic()
            ? Math.log1p(count) / Math.log1p(highest)
            : count / Math.max(1, highest);
    return share * (bottom - top);
  }

  private void drawRanges(Brush graphics, WeightCounts counts, LevelGrid levels, int group) {
    Color clipped = histogram.inks().clip.get();
    Color dead = histogram.inks().muted.get();
    for (double x = LEFT; x < LEFT + width; x++) {
      double weight = Math.abs(((x + 0.5 - LEFT) / width * 2 - 1) * counts.limit());
      double clippedShare =
          group < 0 ? levels.clippedShare(weight) : weight > levels.clip(group) ? 1 : 0;
      double deadShare = group < 0 ? levels.deadShare(weight) : weight < levels.dead(group) ? 1 : 0;
      if (clippedShare > 0) {
        graphics.setFill(clipped.deriveColor(0, 1, 1, 0.16 * clippedShare));
        graphics.fillRect(x, top, 1, bottom - top);
      }
      if (deadShare > 0) {
        graphics.setFill(dead.deriveColor(0, 1, 1, 0.16 * deadShare));
        graphics.fillRect(x, top, 1, bottom - top);
      }
    }
  }

  private void drawCountAxis(Brush graphics) {
    Inks inks = histogram.inks();
    Pen pen = histogram.pen().at(TextAlignment.RIGHT, VPos.CENTER, 12);
    graphics.setStroke(inks.grid.get());
    graphics.setLineWidth(1);
    if (histogram.isLogarithmic()) {
      for (double count = 1; count <= highest; count *= 10) {
        drawCount(graphics, pen, inks, count);
      }
    } else {
      Ticks ticks = Ticks.whole(0, highest, (int) Math.max(2, (bottom - top) / 48));
      for (int tick = 1; tick < ticks.count(); tick++) {
        drawCount(graphics, pen, inks, ticks.at(tick));
      }
    }
    graphics.setStroke(inks.muted.get());
    graphics.strokeLine(LEFT, bottom + 0.5, LEFT + width, bottom + 0.5);
    pen.at(TextAlignment.CENTER, VPos.CENTER, 12)
        .color(inks.muted.get())
        .writeUpwards(
            histogram.isLogarithmic() ? "weights (log)" : "weights", 10, (top + bottom) / 2);
  }

  private void drawCount(Brush graphics, Pen pen, Inks inks, double count) {
    double y = Math.rint(bottom - tall(count)) + 0.5;
    graphics.strokeLine(LEFT, y, LEFT + width, y);
    pen.color(inks.muted.get()).write(Digits.brief(count), LEFT - 8, y);
  }

  private void drawBars(Brush graphics, WeightCounts counts, boolean faded) {
    Color data = histogram.inks().data.get();
    double pitch = width / counts.bins();
    for (int bin = 0; bin < counts.bins(); bin++) {
      if (counts.count(bin) > 0) {
        boolean hovered = bin == histogram.hoveredBin();
        Color color = hovered ? histogram.inks().text.get() : data;
        graphics.setFill(faded && !hovered ? color.deriveColor(0, 1, 1, 0.45) : color);
        double tall = Math.max(1, tall(counts.count(bin)));
        graphics.fillRect(
            LEFT + bin * pitch, bottom - tall, Math.max(0.6, pitch - (pitch > 4 ? 1 : 0)), tall);
      }
    }
  }

  /// The group's histogram as a stepped line, as high as it would be if the whole layer were like the group.
  private void drawGroup(Brush graphics, WeightCounts counts, int[] own, Color hue) {
    double pitch = width / counts.bins();
    double factor = factor(counts, own);
    graphics.beginPath();
    graphics.moveTo(LEFT, bottom);
    for (int bin = 0; bin < own.length; bin++) {
      double y = Math.max(top, bottom - tall(own[bin] * factor));
      graphics.lineTo(LEFT + bin * pitch, y);
      graphics.lineTo(LEFT + (bin + 1) * pitch, y);
    }
    graphics.lineTo(LEFT + width, bottom);
    graphics.setFill(hue.deriveColor(0, 1, 1, 0.22));
    graphics.fill();
    graphics.setStroke(hue);
    graphics.setLineWidth(1.5);
    graphics.stroke();
  }

  private static double factor(WeightCounts counts, int[] own) {
    long members = 0;
    for (int count : own) {
      members += count;
    }
    return members == 0 ? 1 : (double) (counts.total() - counts.beyond()) / members;
  }

  private void drawLevels(
      Brush graphics, WeightCounts counts, LevelGrid levels, int group, Color hue) {
    int only = group >= 0 ? group : levels.groups() == 1 ? 0 : -1;
    if (only >= 0) {
      drawOwnLevels(graphics, counts, levels, only, hue);
    } else {
      drawLevelDensity(graphics, counts, levels);
    }
  }

  /// Where the values lie that the weights of a codebook take.
  private void drawValues(Brush graphics, WeightCounts counts) {
    graphics.setStroke(histogram.inks().accent.get());
    graphics.setLineWidth(1);
    for (float value : counts.values()) {
      if (Math.abs(value) <= counts.limit()) {
        double x = x(value, counts);
        graphics.strokeLine(x, bottom + 3, x, bottom + STRIP - 4);
      }
    }
  }

  private void drawOwnLevels(
      Brush graphics, WeightCounts counts, LevelGrid levels, int group, Color hue) {
    Pen pen = histogram.pen().at(TextAlignment.CENTER, VPos.BOTTOM, 12);
    double pitch =
        levels.levels() < 2
            ? width
            : x(levels.place(group, 1), counts) - x(levels.place(group, 0), counts);
    boolean numbered = pitch > 26;
    graphics.setLineWidth(pitch > 8 ? 1.5 : 1);
    for (int level = 0; level < levels.levels(); level++) {
      double place = levels.place(group, level);
      if (Math.abs(place) <= counts.limit()) {
        double x = x(place, counts);
        graphics.setStroke(hue.deriveColor(0, 1, 1, pitch > 4 ? 0.9 : 0.5));
        graphics.strokeLine(x, pitch > 8 ? top : bottom, x, bottom + STRIP - 4);
        if (numbered) {
          int integer = levels.integer(level);
          pen.color(histogram.inks().text.get())
              .write((integer > 0 ? "+" : integer < 0 ? "−" : "") + Math.abs(integer), x, top - 2);
        }
      }
    }
  }

  private void drawLevelDensity(Brush graphics, WeightCounts counts, LevelGrid levels) {
    int columns = (int) Math.ceil(width);
    int[] density = new int[columns];
    int most = 1;
    for (int group = 0; group < levels.groups(); group++) {
      for (int level = 0; level < levels.levels(); level++) {
        int column = (int) (x(levels.place(group, level), counts) - LEFT);
        if (column >= 0 && column < columns) {
          most = Math.max(most, ++density[column]);
        }
      }
    }
    Color color = histogram.inks().accent.get();
    for (int column = 0; column < columns; column++) {
      if (density[column] > 0) {
        double share = 0.45 + 0.55 * density[column] / most;
        graphics.setFill(color.deriveColor(0, 1, 1, share));
        graphics.fillRect(LEFT + column, bottom + 3, 1, STRIP - 7);
      }
    }
    histogram
        .pen()
        .at(TextAlignment.RIGHT, VPos.CENTER, 12)
        .color(histogram.inks().muted.get())
        .write("levels", LEFT - 8, bottom + STRIP / 2);
  }

  private void drawWeightAxis(Brush graphics, WeightCounts counts) {
    Inks inks = histogram.inks();
    double base = bottom + STRIP;
    graphics.setStroke(inks.muted.get());
    graphics.setLineWidth(1);
    Ticks ticks = Ticks.over(-counts.limit(), counts.limit(), (int) Math.max(2, width / 80));
    Pen pen = histogram.pen().at(TextAlignment.CENTER, VPos.TOP, 12).color(inks.muted.get());
    for (int tick = 0; tick < ticks.count(); tick++) {
      double x = Math.rint(x(ticks.at(tick), counts)) + 0.5;
      graphics.strokeLine(x, base, x, base + 4);
      if (x - pen.width(ticks.label(tick)) / 2 > LEFT - 4) {
        pen.write(ticks.label(tick), x, base + 6);
      }
    }
    pen.at(TextAlignment.RIGHT, VPos.TOP, 12).write("weight", LEFT - 8, base + 6);
  }

  private void drawHeading(
      WeightCounts counts, @Nullable LevelGrid levels, int[] own, int group, double fullWidth) {
    Inks inks = histogram.inks();
    String text = Digits.plural(counts.total(), "weight");
    if (levels != null) {
      text += " · " + Digits.plural(levels.levels(), "level");
      text += levels.groups() == 1 ? ", one scale" : ", " + Digits.plural(levels.groups(), "scale");
    }
    if (counts.values().length > 0) {
      text += " · " + Digits.plural(counts.values().length, "different value");
    }
    if (own.length > 0) {
      text += " · group " + group + " drawn ×" + Digits.three(factor(counts, own));
    }
    histogram
        .pen()
        .strong(TextAlignment.LEFT, VPos.CENTER, 14)
        .color(inks.text.get())
        .write(text, LEFT, 14, fullWidth - LEFT - RIGHT);
  }

  private void drawLegend(
      Brush graphics, WeightCounts counts, int[] own, Color hue, double height, double fullWidth) {
    Inks inks = histogram.inks();
    LegendRow row =
        new LegendRow(graphics, histogram.pen(), inks, LEFT, height - 16, fullWidth - RIGHT);
    row.box(inks.data.get(), "weights");
    if (own.length > 0) {
      row.box(hue.deriveColor(0, 1, 1, 0.6), "the group's");
    }
    LevelGrid levels = counts.levels();
    if (levels == null) {
      if (counts.values().length > 0) {
        row.line(inks.accent.get(), "values they take");
      }
      if (counts.dead() > 0) {
        row.note("become zero " + Digits.percent((double) counts.dead() / counts.total()));
      }
      beyond(row, counts);
      return;
    }
    row.line(
        own.length > 0 || levels.groups() == 1 ? hue : inks.accent.get(),
        own.length > 0 || levels.groups() == 1 ? "levels α·q" : "levels of all groups");
    if (levels.hasZero()) {
      row.box(
          inks.muted.get().deriveColor(0, 1, 1, 0.28),
          "become zero " + Digits.percent((double) counts.dead() / counts.total()));
    }
    row.box(
        inks.clip.get().deriveColor(0, 1, 1, 0.28),
        "clipped " + Digits.percent(counts.clippedShare()));
    beyond(row, counts);
  }

  private static void beyond(LegendRow row, WeightCounts counts) {
    if (counts.beyond() > 0) {
      row.note("beyond the axis " + Digits.percent((double) counts.beyond() / counts.total()));
    }
  }
}
