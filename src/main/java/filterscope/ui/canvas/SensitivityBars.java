package filterscope.ui.canvas;

import filterscope.ui.canvas.SensitivityPicture.Bar;
import filterscope.ui.canvas.SensitivityPicture.Change;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// For every layer two bars: what accuracy is lost when only this layer is compressed, and what is won when all are compressed but
/// this one. Both begin where nothing is changed: at the float network and at the compressed one. A click chooses the layer, so
/// that its bits can be set.
public final class SensitivityBars extends Sheet {
  private static final double ROW = 38;
  private static final double HEAD = 60;
  private static final double FOOT = 40;
  private static final double BAR = 12;
  private static final double RIGHT = 64;

  private SensitivityPicture picture = SensitivityPicture.nothing();
  private Consumer<String> onChosen = _ -> {};
  private int hovered = -1;
  private double scrolled;
  private double left = 120;
  private PlotAxis axis = new PlotAxis(0, 1, false);

  public SensitivityBars() {
    super("fs-sensitivity-bars");
    setAccessibleText("Sensitivity of layers, not measured yet");
    setOnMouseMoved(event -> hover(rowAt(event.getY())));
    setOnMouseClicked(this::click);
    setOnScroll(this::scroll);
  }

  /// Shows other bars.
  public void show(SensitivityPicture next) {
    picture = next;
    hovered = hovered >= next.bars().size() ? -1 : hovered;
    setAccessibleText(
        next.bars().isEmpty()
            ? "Sensitivity of layers, not measured yet"
            : "Sensitivity of "
                + Digits.plural(next.bars().size(), "layer")
                + " on "
                + Digits.plural(next.samples(), "image"));
    tell();
    repaint();
  }

  /// Takes the name of a layer that was clicked.
  public void setOnChosen(Consumer<String> action) {
    onChosen = action;
  }

  int hovered() {
    return hovered;
  }

  private int rowAt(double y) {
    int row = (int) Math.floor((y - HEAD + scrolled) / ROW);
    return y < HEAD || y > getHeight() - FOOT || row < 0 || row >= picture.bars().size() ? -1 : row;
  }

  private void hover(int row) {
    if (row != hovered) {
      hovered = row;
      tell();
      repaint();
    }
  }

  private void tell() {
    setReadout(hovered < 0 ? "" : describe(picture.bars().get(hovered)));
  }

  private String describe(Bar bar) {
    return bar.layer()
        + " · only this layer compressed "
        + percent(picture.floating() + bar.loss().difference())
        + ": "
        + points(bar.loss())
        + " · all but this layer "
        + percent(picture.compressed() + bar.gain().difference())
        + ": "
        + points(bar.gain());
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : Digits.percent(share);
  }

  private static String points(Change change) {
    return Double.isNaN(change.difference())
        ? "–"
        : signed(change.difference())
            + " points ("
            + signed(change.low())
            + " to "
            + signed(change.high())
            + ")";
  }

  private static String signed(double difference) {
    return (difference > 0 ? "+" : "") + Digits.tick(difference * 100, 0.1);
  }

  private void click(MouseEvent event) {
    int row = rowAt(event.getY());
    if (row >= 0) {
      onChosen.accept(picture.bars().get(row).layer());
    }
  }

  private void scroll(ScrollEvent event) {
    double room = getHeight() - HEAD - FOOT;
    scrolled =
        Math.clamp(
            scrolled - event.getDeltaY(), 0, Math.max(0, picture.bars().size() * ROW - room));
    event.consume();
    hover(rowAt(event.getY()));
    repaint();
  }

  @Override
  boolean onKey(KeyEvent event) {
    int rows = picture.bars().size();
    if (rows == 0 || event.isControlDown() || event.isShiftDown()) {
      return false;
    }
    switch (event.getCode()) {
      case DOWN -> hover(Math.min(rows - 1, hovered + 1));
      case UP -> hover(hovered < 0 ? rows - 1 : Math.max(0, hovered - 1));
      case HOME -> hover(0);
      case END -> hover(rows - 1);
      case ENTER, SPACE -> {
        if (hovered < 0) {
          return false;
        }
        onChosen.accept(picture.bars().get(hovered).layer());
      }
      case ESCAPE -> {
        if (hovered < 0) {
          return false;
        }
        hover(-1);
      }
      default -> {
        return false;
      }
    }
    reveal();
    return true;
  }

  private void reveal() {
    double room = getHeight() - HEAD - FOOT;
    if (hovered >= 0 && room > ROW) {
      scrolled = Math.clamp(scrolled, (hovered + 1) * ROW - room, hovered * ROW);
    }
  }

  @Override
  void leave() {
    hover(-1);
  }

  @Override
  void paint(double width, double height) {
    List<Bar> bars = picture.bars();
    if (bars.isEmpty()) {
      drawMessage(
          "Which layers hurt?\nMeasure shows for every compressed layer what it alone costs, and what leaving it float would win.");
      return;
    }
    pen().at(TextAlignment.LEFT, VPos.CENTER, 12);
    left =
        Math.min(
            width / 3,
            28
                + bars.stream()
                    .mapToDouble(bar -> Math.max(pen().width(bar.layer()), pen().width(bar.bits())))
                    .max()
                    .orElse(80));
    axis = axis();
    drawAxis(width, height);
    Brush brush = pen().graphics();
    brush.save();
    brush.beginPath();
    brush.rect(0, HEAD, width, Math.max(0, height - HEAD - FOOT));
    brush.clip();
    for (int row = 0; row < bars.size(); row++) {
      double y = HEAD + row * ROW - scrolled;
      if (y > -ROW && y < height) {
        drawBar(bars.get(row), row, y, width);
      }
    }
    brush.restore();
    drawLegend(width);
  }

  /// Holds every bar and its interval.
  private PlotAxis axis() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : new double[] {picture.floating(), picture.compressed()}) {
      least = Double.isNaN(value) ? least : Math.min(least, value);
      most = Double.isNaN(value) ? most : Math.max(most, value);
    }
    for (Bar bar : picture.bars()) {
      if (!Double.isNaN(picture.floating()) && !Double.isNaN(bar.loss().difference())) {
        least = Math.min(least, picture.floating() + bar.loss().low());
        most = Math.max(most, picture.floating() + bar.loss().high());
      }
      if (!Double.isNaN(picture.compressed()) && !Double.isNaN(bar.gain().difference())) {
        least = Math.min(least, picture.compressed() + bar.gain().low());
        most = Math.max(most, picture.compressed() + bar.gain().high());
      }
    }
    if (least > most) {
      return new PlotAxis(0, 1, false);
    }
    double margin = Math.max(0.005, (most - least) * 0.04);
    return new PlotAxis(Math.max(-0.01, least - margin), Math.min(1.01, most + margin), false);
  }

  private double x(double accuracy, double width) {
    return left + axis.share(accuracy) * Math.max(40, width - left - RIGHT);
  }

  private Color loss() {
    return inks().palette().category(0);
  }

  private Color gain() {
    return inks().palette().category(2);
  }

  private void drawAxis(double width, double height) {
    Brush brush = pen().graphics();
    brush.setLineWidth(1);
    pen().at(TextAlignment.CENTER, VPos.TOP, 12);
    for (double tick : axis.ticks((int) Math.max(2, (width - left - RIGHT) / 72))) {
      double x = Math.rint(x(tick, width)) + 0.5;
      brush.setStroke(inks().grid.get());
      brush.strokeLine(x, HEAD, x, height - FOOT);
      double step = axis.high() - axis.low() > 0.04 ? 1 : 0.1;
      pen()
          .color(inks().muted.get())
          .write(Digits.tick(tick * 100, step) + "\u2009%", x, height - FOOT + 6);
    }
    pen()
        .at(TextAlignment.CENTER, VPos.BOTTOM, 12)
        .color(inks().muted.get())
        .write("top-1 accuracy", (left + width - RIGHT) / 2, height - 2);
    drawReference(brush, picture.floating(), "float", width, height, 0);
    drawReference(brush, picture.compressed(), "all compressed", width, height, 1);
  }

  private void drawReference(
      Brush brush, double accuracy, String name, double width, double height, int row) {
    if (!Double.isNaN(accuracy)) {
      double x = Math.rint(x(accuracy, width)) + 0.5;
      brush.setStroke(inks().text.get());
      brush.setLineWidth(1);
      brush.setLineDashes(4, 4);
      brush.strokeLine(x, HEAD - 4, x, height - FOOT);
      brush.setLineDashes();
      // The words of the float network go to the right of its line, those of the compressed one to
      // the left: they may be close.
      boolean rightwards = row == 0;
      pen()
          .at(rightwards ? TextAlignment.LEFT : TextAlignment.RIGHT, VPos.CENTER, 12)
          .color(inks().text.get())
          .write(
              name + " " + Digits.percent(accuracy),
              rightwards ? Math.min(x, width - 80) : Math.max(x, 150),
              HEAD - 12);
    }
  }

  private void drawBar(Bar bar, int row, double y, double width) {
    Brush brush = pen().graphics();
    boolean chosen = bar.layer().equals(picture.chosen());
    if (row == hovered || chosen) {
      brush.setFill(chosen ? inks().accent.get().deriveColor(0, 1, 1, 0.12) : inks().raised.get());
      brush.fillRect(0, y, width, ROW - 2);
    }
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().text.get())
        .write(bar.layer(), 12, y + 12, left - 20);
    pen().color(inks().muted.get()).write(bar.bits(), 12, y + 26, left - 20);
    stroke(brush, picture.floating(), bar.loss(), y + 4, loss(), width);
    stroke(brush, picture.compressed(), bar.gain(), y + 4 + BAR + 4, gain(), width);
  }

  /// A bar from the accuracy that nothing changed to the one that was measured.
  private void stroke(
      Brush brush, double from, Change change, double y, Color color, double width) {
    if (Double.isNaN(from) || Double.isNaN(change.difference())) {
      return;
    }
    double to = from + change.difference();
    double start = x(from, width);
    double end = x(to, width);
    brush.setFill(color);
    brush.fillRect(Math.min(start, end), y, Math.max(2, Math.abs(end - start)), BAR);
    brush.setStroke(inks().text.get());
    brush.setLineWidth(1);
    double middle = Math.rint(y + BAR / 2) + 0.5;
    double lowX = Math.max(left, x(from + change.low(), width));
    double highX = Math.max(lowX, x(from + change.high(), width));
    brush.strokeLine(lowX, middle, highX, middle);
    String number = Digits.three(to * 100);
    double before = Math.min(Math.min(start, end), lowX) - 6;
    boolean leftwards = to < from && before - pen().width(number) > left;
    pen()
        .at(leftwards ? TextAlignment.RIGHT : TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write(number, leftwards ? before : Math.max(Math.max(start, end), highX) + 6, y + BAR / 2);
  }

  private void drawLegend(double width) {
    LegendRow legend = new LegendRow(pen().graphics(), pen(), inks(), 12, 16, width - 12);
    legend.box(loss(), "lost by compressing only this layer");
    legend.box(gain(), "won by leaving only this layer float");
    legend.note("on " + Digits.plural(picture.samples(), "image"));
  }
}
