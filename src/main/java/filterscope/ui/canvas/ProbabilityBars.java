package filterscope.ui.canvas;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// What two networks think of one image: two bars for each of the classes that either finds most probable.
public final class ProbabilityBars extends Sheet {
  private static final double ROW = 42;
  private static final double BAR = 8;
  private static final double NUMBER = 52;
  private static final double HEAD = 24;

  private List<ClassBar> bars = List.of();

  public ProbabilityBars() {
    super("fs-probability-bars");
    setAccessibleText("Probabilities");
  }

  /// @param next the most probable first; those that do not fit are left out
  public void show(List<ClassBar> next) {
    bars = List.copyOf(next);
    StringBuilder words = new StringBuilder("Probabilities");
    for (ClassBar bar : bars) {
      words
          .append(", ")
          .append(bar.name())
          .append(" float ")
          .append(Digits.percent(bar.floating()))
          .append(" compressed ")
          .append(Digits.percent(bar.compressed()));
    }
    setAccessibleText(words.toString());
    repaint();
  }

  @Override
  void paint(double width, double height) {
    if (bars.isEmpty()) {
      return;
    }
    Color floating = inks().data.get();
    Color compressed = inks().accent.get();
    double x = key(0, "float", floating);
    key(x + 16, "compressed", compressed);
    double room = width - NUMBER;
    for (int index = 0; index < bars.size() && HEAD + (index + 1) * ROW <= height; index++) {
      ClassBar bar = bars.get(index);
      double y = HEAD + index * ROW;
      pen()
          .at(TextAlignment.LEFT, VPos.CENTER, 12)
          .color(inks().text.get())
          .write((bar.isLabel() ? "● " : "") + bar.name(), 0, y + 8, width);
      bar(bar.floating(), floating, y + 18, room, width);
      bar(bar.compressed(), compressed, y + 18 + BAR + 2, room, width);
    }
  }

  private double key(double x, String words, Color color) {
    Brush graphics = pen().graphics();
    graphics.setFill(color);
    graphics.fillRect(x, 4, 8, 8);
    pen().at(TextAlignment.LEFT, VPos.CENTER, 12).color(inks().muted.get()).write(words, x + 13, 8);
    return x + 13 + pen().width(words);
  }

  private void bar(double share, Color color, double y, double room, double width) {
    Brush graphics = pen().graphics();
    graphics.setFill(inks().raised.get());
    graphics.fillRect(0, y, room, BAR);
    graphics.setFill(color);
    graphics.fillRect(0, y, Math.max(share > 0 ? 1 : 0, room * share), BAR);
    pen()
        .at(TextAlignment.RIGHT, VPos.CENTER, 11)
        .color(inks().muted.get())
        .write(
            share > 0 && share < 0.0005
                ? "< 0.1\u2009%"
                : Digits.tick(share * 100, 0.1) + "\u2009%",
            width,
            y + BAR / 2);
  }

  @Override
  boolean onKey(KeyEvent event) {
    return false;
  }

  @Override
  void leave() {}
}
