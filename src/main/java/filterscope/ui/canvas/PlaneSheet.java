package filterscope.ui.canvas;

import filterscope.kernel.PlaneCode;
import filterscope.method.WorkedOutput;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The bit planes of one filter: a band for each plane, in it a small square for each channel with a bit for each tap, orange for +1
/// and blue for −1. Together they are the levels of the weights.
public final class PlaneSheet extends Sheet {
  private static final double HEAD = 22;
  private static final double TITLE = 18;
  private static final int GAP = 2;

  private @Nullable WorkedOutput worked;
  private String title = "";
  private String note = "No image is chosen\nChoose images to see the bits at work.";
  private int bit = 1;
  private int columns = 1;
  private double band = 1;

  public PlaneSheet() {
    super("fs-planes");
    setAccessibleText("Bit planes");
    setOnMouseMoved(this::move);
  }

  /// @param words the layer and the filter
  public void show(String words, WorkedOutput next) {
    worked = next;
    title = words;
    setAccessibleText(
        words + ": " + Digits.plural(next.weightCode().planes(), "bit plane") + " of a filter");
    repaint();
  }

  /// Shows a sentence instead.
  public void showNote(String words) {
    worked = null;
    note = words;
    setReadout("");
    repaint();
  }

  private void move(MouseEvent event) {
    WorkedOutput shown = worked;
    if (shown == null) {
      return;
    }
    int plane = (int) Math.floor((event.getY() - HEAD) / band);
    double y = event.getY() - HEAD - plane * band - TITLE;
    int stepX = shown.kernelWidth() * bit + GAP;
    int stepY = shown.kernelHeight() * bit + GAP;
    int column = (int) (event.getX() / stepX);
    int row = (int) Math.floor(y / stepY);
    int channel = row * columns + column;
    int across = (int) (event.getX() - column * stepX) / bit;
    int down = (int) (y - row * stepY) / bit;
    boolean inside =
        plane >= 0
            && plane < shown.weightCode().planes()
            && y >= 0
            && column < columns
            && channel < shown.channels()
            && across < shown.kernelWidth()
            && down < shown.kernelHeight();
    setReadout(inside ? words(shown, channel, down, across) : "");
  }

  private static String words(WorkedOutput shown, int channel, int row, int column) {
    int tap = (channel * shown.kernelHeight() + row) * shown.kernelWidth() + column;
    StringBuilder bits = new StringBuilder();
    for (int plane = shown.weightCode().planes() - 1; plane >= 0; plane--) {
      bits.append(shown.weightBit(plane, tap) ? '1' : '0');
    }
    return "channel "
        + channel
        + ", row "
        + row
        + ", column "
        + column
        + " · w "
        + Digits.three(shown.weight(tap))
        + " · code "
        + bits
        + " · level "
        + shown.weightLevel(tap)
        + " · α·level "
        + Digits.three(shown.scale(channel) * shown.weightLevel(tap));
  }

  @Override
  void paint(double width, double height) {
    WorkedOutput shown = worked;
    if (shown == null) {
      drawMessage(note);
      return;
    }
    PlaneCode code = shown.weightCode();
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write(title + "   ·   " + formula(code), 0, HEAD / 2, width);
    band = (height - HEAD) / code.planes();
    bit = bitFor(shown, width, band - TITLE - 4);
    columns = Math.max(1, (int) (width / (shown.kernelWidth() * bit + GAP)));
    if (code.planes() == 1) {
      columns = Math.min(columns, (int) Math.ceil(Math.sqrt(shown.channels() * 2.0)));
    }
    for (int plane = code.planes() - 1; plane >= 0; plane--) {
      plane(shown, plane, HEAD + (code.planes() - 1 - plane) * band);
    }
  }

  private static String formula(PlaneCode code) {
    StringBuilder sum = new StringBuilder("level = ");
    if (code.divisor() != 1) {
      sum.append('(');
    }
    for (int plane = code.planes() - 1; plane >= 0; plane--) {
      sum.append(code.planeWeight(plane)).append("·c").append(plane).append(plane > 0 ? " + " : "");
    }
    return sum.append(code.divisor() != 1 ? ")/" + code.divisor() : "")
        .append(",  c = ±1")
        .toString();
  }

  private static int bitFor(WorkedOutput shown, double width, double room) {
    for (int size = 16; size > 1; size--) {
      int across = (int) (width / (shown.kernelWidth() * size + GAP));
      if (across > 0) {
        int rows = (shown.channels() + across - 1) / across;
        if (rows * (shown.kernelHeight() * size + GAP) <= room) {
          return size;
        }
      }
    }
    return 1;
  }

  private void plane(WorkedOutput shown, int plane, double top) {
    int ones = 0;
    Brush graphics = pen().graphics();
    var plus = Palette.color(inks().palette().signed(0.75));
    var minus = Palette.color(inks().palette().signed(-0.75));
    int taps = shown.kernelHeight() * shown.kernelWidth();
    for (int channel = 0, tap = 0; channel < shown.channels(); channel++) {
      double left = (double) (channel % columns) * (shown.kernelWidth() * bit + GAP);
      int row = channel / columns;
      double down = top + TITLE + row * (shown.kernelHeight() * bit + GAP);
      for (int of = 0; of < taps; of++, tap++) {
        boolean on = shown.weightBit(plane, tap);
        ones += on ? 1 : 0;
        graphics.setFill(on ? plus : minus);
        graphics.fillRect(
            left + of % shown.kernelWidth() * bit, down + of / shown.kernelWidth() * bit, bit, bit);
      }
    }
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().text.get())
        .write(
            "plane "
                + plane
                + ", worth "
                + shown.weightCode().planeWeight(plane)
                + "   ·   "
                + Digits.count(ones)
                + " of "
                + Digits.count(shown.taps())
                + " bits are +1",
            0,
            top + 8);
  }

  @Override
  boolean onKey(KeyEvent event) {
    return false;
  }

  @Override
  void leave() {
    setReadout("");
  }
}
