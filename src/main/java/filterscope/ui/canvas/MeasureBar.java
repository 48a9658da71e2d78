package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.TextAlignment;

/// The scale of the colours of a measure, on one line: what it is, the least, the colours, the most.
public final class MeasureBar extends Sheet {
  private static final double LENGTH = 96;
  private static final double THICKNESS = 8;

  private String measure = "";
  private String least = "";
  private String most = "";

  public MeasureBar() {
    super("fs-measure-bar");
    setFocusTraversable(false);
    setMinSize(120, 28);
    setPrefSize(240, 28);
  }

  /// Shows a scale.
  ///
  /// @param title what is measured
  /// @param low the number at the left end, with its unit
  /// @param high the number at the right end
  public void show(String title, String low, String high) {
    measure = title;
    least = low;
    most = high;
    setAccessibleText("Colours: " + title + " from " + low + " to " + high);
    repaint();
  }

  @Override
  void paint(double width, double height) {
    double middle = Math.rint(height / 2);
    double x = 16;
    pen().at(TextAlignment.LEFT, VPos.CENTER, 12).color(inks().muted.get());
    pen().write(measure, x, middle);
    x += pen().width(measure) + 12;
    pen().write(least, x, middle);
    x += pen().width(least) + 8;
    Brush brush = pen().graphics();
    double length = Math.clamp(width - x - pen().width(most) - 24, 24, LENGTH);
    for (int step = 0; step < length; step++) {
      brush.setFill(Palette.color(inks().palette().magnitude((step + 0.5) / length)));
      brush.fillRect(x + step, middle - THICKNESS / 2, 1, THICKNESS);
    }
    pen().color(inks().muted.get()).write(most, x + length + 8, middle);
  }

  @Override
  boolean onKey(KeyEvent event) {
    return false;
  }

  @Override
  void leave() {}
}
