package filterscope.ui.canvas;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// How the error grows with depth: signal to noise above, cosine below, one point for every step of the network from the left
/// to the right; filled points are layers with weights. A click goes to a layer, and so do the arrows.
public final class DepthChart extends Sheet {
  private static final double AXIS = 52;
  private static final double END = 12;
  private static final double FOOT = 20;
  private static final double HEAD = 18;

  private final double threshold;
  private List<DepthPoint> points = List.of();
  private int chosen = -1;
  private int hovered = -1;
  private IntConsumer onChoose = _ -> {};

  /// @param threshold of the cosine, drawn as a line: where the networks part
  public DepthChart(double threshold) {
    super("fs-depth-chart");
    this.threshold = threshold;
    setAccessibleText("Error along the depth");
    setMinHeight(96);
    setPrefHeight(176);
    setMaxHeight(240);
    setOnMouseMoved(this::move);
    setOnMouseClicked(this::click);
  }

  /// @param next the places in order; none for an empty chart
  /// @param of the place that the stage shows; −1 for none
  public void show(List<DepthPoint> next, int of) {
    points = List.copyOf(next);
    chosen = of;
    hovered = Math.min(hovered, points.size() - 1);
    tell();
    repaint();
  }

  /// Takes the place that somebody goes to.
  public void setOnChoose(IntConsumer action) {
    onChoose = action;
  }

  private double x(int index, double width) {
    double room = width - AXIS - END;
    return AXIS + (points.size() < 2 ? room / 2 : room * index / (points.size() - 1.0));
  }

  private int indexAt(double x) {
    int best = -1;
    for (int index = 0; index < points.size(); index++) {
      boolean nearer =
          best < 0 || Math.abs(x(index, getWidth()) - x) < Math.abs(x(best, getWidth()) - x);
      best = nearer ? index : best;
    }
    return best;
  }

  private void move(MouseEvent event) {
    hovered = indexAt(event.getX());
    tell();
    repaint();
  }

  private void click(MouseEvent event) {
    int index = indexAt(event.getX());
    if (index >= 0 && event.getButton() == MouseButton.PRIMARY) {
      onChoose.accept(index);
    }
  }

  @Override
  boolean onKey(KeyEvent event) {
    int next =
        switch (event.getCode()) {
          case LEFT -> chosen - 1;
          case RIGHT -> chosen + 1;
          case HOME -> 0;
          case END -> points.size() - 1;
          default -> -1;
        };
    if (next < 0 || next >= points.size() || event.isShortcutDown()) {
      return false;
    }
    onChoose.accept(next);
    return true;
  }

  @Override
  void leave() {
    hovered = -1;
    tell();
    repaint();
  }

  private void tell() {
    int of = hovered >= 0 ? hovered : chosen;
    setReadout(of < 0 || of >= points.size() ? "" : words(points.get(of)));
  }

  private static String words(DepthPoint point) {
    return point.name()
        + " · SQNR "
        + (Double.isInfinite(point.sqnr()) && point.sqnr() > 0
            ? "∞, no difference"
            : Digits.three(point.sqnr()) + " dB")
        + " · cosine "
        + Digits.tick(point.cosine(), 1e-4);
  }

  @Override
  void paint(double width, double height) {
    if (points.isEmpty()) {
      return;
    }
    double lane = (height - FOOT - 2 * HEAD) / 2;
    double high = 1;
    double low = 0;
    double least = threshold;
    for (DepthPoint point : points) {
      if (Double.isFinite(point.sqnr())) {
        high = Math.max(high, point.sqnr());
        low = Math.min(low, point.sqnr());
      }
      least = Math.min(least, point.cosine());
    }
    Brush graphics = pen().graphics();
    mark(graphics, chosen, inks().accent.get(), 2, width, height);
    if (hovered != chosen) {
      mark(graphics, hovered, inks().grid.get(), 1, width, height);
    }
    double slack = (1 - least) * 0.1;
    double second = HEAD + lane + HEAD;
    lane("SQNR, dB", HEAD, lane, low, high * 1.1, DepthPoint::sqnr, width);
    lane("cosine", second, lane, least - slack, 1 + slack, DepthPoint::cosine, width);
    limit(graphics, second, lane, least - slack, 1 + slack, width);
    names(width, height);
  }

  private void mark(
      Brush graphics, int index, Color color, double thickness, double width, double height) {
    if (index >= 0 && index < points.size()) {
      graphics.setStroke(color);
      graphics.setLineWidth(thickness);
      double x = Math.rint(x(index, width)) + (thickness == 1 ? 0.5 : 0);
      graphics.strokeLine(x, 2, x, height - FOOT);
    }
  }

  private static double y(double value, double top, double lane, double low, double high) {
    return top + lane * (1 - (Math.clamp(value, low, high) - low) / (high - low));
  }

  private void lane(
      String title,
      double top,
      double lane,
      double low,
      double high,
      ToDoubleFunction<DepthPoint> value,
      double width) {
    Brush graphics = pen().graphics();
    Ticks ticks = Ticks.over(low, high, Math.max(2, (int) (lane / 22)));
    graphics.setLineWidth(1);
    for (int tick = 0; tick < ticks.count(); tick++) {
      double y = Math.rint(y(ticks.at(tick), top, lane, low, high)) + 0.5;
      graphics.setStroke(inks().grid.get());
      graphics.strokeLine(AXIS - 4, y, width - END, y);
      pen()
          .at(TextAlignment.RIGHT, VPos.CENTER, 12)
          .color(inks().muted.get())
          .write(ticks.label(tick), AXIS - 8, y);
    }
    Color line = inks().palette().category(title.startsWith("S") ? 0 : 2);
    graphics.setStroke(line);
    graphics.setLineWidth(1.5);
    graphics.beginPath();
    for (int index = 0; index < points.size(); index++) {
      double y = y(value.applyAsDouble(points.get(index)), top, lane, low, high);
      if (index == 0) {
        graphics.moveTo(x(index, width), y);
      } else {
        graphics.lineTo(x(index, width), y);
      }
    }
    graphics.stroke();
    double radius = points.size() > 80 ? 2 : 3.5;
    for (int index = 0; index < points.size(); index++) {
      DepthPoint point = points.get(index);
      dot(
          graphics,
          x(index, width),
          y(value.applyAsDouble(point), top, lane, low, high),
          point.weighted() ? radius : radius * 0.7,
          point.weighted() ? line : inks().surface.get(),
          line);
    }
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write(title, AXIS - 4, top - HEAD / 2 - 1);
  }

  private static void dot(
      Brush graphics, double x, double y, double radius, Color fill, Color rim) {
    graphics.setFill(fill);
    graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    graphics.setStroke(rim);
    graphics.setLineWidth(1);
    graphics.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private void limit(
      Brush graphics, double top, double lane, double low, double high, double width) {
    double y = Math.rint(y(threshold, top, lane, low, high)) + 0.5;
    graphics.setStroke(inks().clip.get());
    graphics.setLineWidth(1);
    graphics.setLineDashes(4, 4);
    graphics.strokeLine(AXIS - 4, y, width - END, y);
    graphics.setLineDashes();
  }

  /// Names of layers with weights below their points, as many as fit.
  private void names(double width, double height) {
    pen().at(TextAlignment.CENTER, VPos.BOTTOM, 12);
    double free = 0;
    for (int index = 0; index < points.size(); index++) {
      DepthPoint point = points.get(index);
      boolean must = index == chosen;
      if (!point.weighted() && !must) {
        continue;
      }
      String name = pen().fitted(point.name(), 120);
      double half = pen().width(name) / 2;
      double x = Math.clamp(x(index, width), half, Math.max(half, width - half));
      double coming =
          chosen > index && chosen < points.size()
              ? x(chosen, width) - pen().width(pen().fitted(points.get(chosen).name(), 120)) / 2
              : Double.MAX_VALUE;
      if (must || (x - half >= free && x + half + 8 <= coming)) {
        pen().color(must ? inks().text.get() : inks().muted.get()).write(name, x, height - 2);
        free = x + half + 8;
      }
    }
  }
}
