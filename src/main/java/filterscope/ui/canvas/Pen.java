package filterscope.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Writes text in the font of the style sheet, and measures it. Remembers alignment, size and colour until
/// they are set again.
final class Pen {
  private static final double INDEX = 0.75;

  private Brush graphics;
  private final Inks inks;
  private final Text ruler = new Text();
  private String family = "";
  private double size;
  private boolean strong;
  private Font font = Font.getDefault();

  Pen(Brush graphics, Inks inks) {
    this.graphics = graphics;
    this.inks = inks;
  }

  /// Takes another brush from now on.
  void take(Brush other) {
    graphics = other;
  }

  Brush graphics() {
    return graphics;
  }

  Pen at(TextAlignment across, VPos along, double textSize) {
    return set(across, along, textSize, false);
  }

  Pen strong(TextAlignment across, VPos along, double textSize) {
    return set(across, along, textSize, true);
  }

  private Pen set(TextAlignment across, VPos along, double textSize, boolean bold) {
    String wanted = inks.font.get().getFamily();
    if (!wanted.equals(family) || textSize != size || bold != strong) {
      family = wanted;
      size = textSize;
      strong = bold;
      font = Font.font(family, bold ? FontWeight.SEMI_BOLD : FontWeight.NORMAL, textSize);
      ruler.setFont(font);
    }
    graphics.setFont(font);
    graphics.setTextAlign(across);
    graphics.setTextBaseline(along);
    return this;
  }

  Pen color(Color color) {
    graphics.setFill(color);
    return this;
  }

  double width(String text) {
    ruler.setText(text);
    return ruler.getLayoutBounds().getWidth();
  }

  Pen write(String text, double x, double y) {
    graphics.fillText(text, x, y);
    return this;
  }

  /// Writes as much as fits, with an ellipsis where it does not.
  Pen write(String text, double x, double y, double room) {
    return write(fitted(text, room), x, y);
  }

  /// Cuts a sentence into lines of whole words.
  List<String> wrapped(String text, double room) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer) > room) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  String fitted(String text, double room) {
    if (width(text) <= room) {
      return text;
    }
    int keep = text.length() - 1;
    while (keep > 0 && width(text.substring(0, keep) + "…") > room) {
      keep--;
    }
    return keep == 0 ? "" : text.substring(0, keep).stripTrailing() + "…";
  }

  /// Writes from left to right; a letter behind `_` is an index, smaller and lower.
  void writeWithIndices(String text, double x, double y) {
    double at = x;
    double full = size;
    String[] parts = text.split("_", -1);
    for (int part = 0; part < parts.length; part++) {
      String rest = parts[part];
      if (part > 0 && !rest.isEmpty()) {
        at(TextAlignment.LEFT, VPos.CENTER, full * INDEX).write(rest.substring(0, 1), at, y + 4);
        at += width(rest.substring(0, 1)) + 0.5;
        rest = rest.substring(1);
        at(TextAlignment.LEFT, VPos.CENTER, full);
      }
      write(rest, at, y);
      at += width(rest);
    }
  }

  double widthWithIndices(String text) {
    double sum = 0;
    String[] parts = text.split("_", -1);
    for (int part = 0; part < parts.length; part++) {
      boolean index = part > 0 && !parts[part].isEmpty();
      sum += index ? width(parts[part].substring(0, 1)) * INDEX + 0.5 : 0;
      sum += width(index ? parts[part].substring(1) : parts[part]);
    }
    return sum;
  }

  /// A label turned by a quarter to the left, centred on a point.
  void writeUpwards(String text, double x, double y) {
    graphics.save();
    graphics.translate(x, y);
    graphics.rotate(-90);
    graphics.fillText(text, 0, 0);
    graphics.restore();
  }
}
