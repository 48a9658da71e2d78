package filterscope.ui.canvas;

import filterscope.kernel.PlaneCode;
import filterscope.method.WorkedOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// One patch worked through with its real numbers. Above, one channel of the patch from the activations to what they add; in the
/// middle, what every tap of the filter adds; below, the arithmetic, and the map in which a click chooses another output.
///
/// A click on the strip, or `,` and `.`, choose another channel; the arrows move the output.
public final class PatchSheet extends Sheet {
  private static final double HEAD = 22;
  private static final double GAP = 24;
  private static final double LINE = 19;
  private static final double NUMBERS = 21;

  /// What titles and gaps take; the rest is shared out among the squares, the strip and the map.
  private static final double FIXED = 102;

  private static final double SQUARES = 0.41;
  private static final double LEAST_SQUARES = 81;
  private static final double STRIP = 0.25;
  private static final double MAP = 0.45;
  private static final double LEAST_MAP = 30;

  private @Nullable PatchPicture picture;
  private String note = "No image is chosen\nChoose images to see the bits at work.";
  private int channel;
  private double stripTop;
  private double stripCell = 1;
  private double mapTop;
  private double mapScale = 1;
  private final Pixels pixels = new Pixels();
  private Consumer<Spot> onSpot = _ -> {};

  public PatchSheet() {
    super("fs-patch");
    setAccessibleText("One output worked through");
    setOnMouseMoved(this::move);
    setOnMouseClicked(this::click);
  }

  public void show(PatchPicture next) {
    picture = next;
    channel = Math.min(channel, next.worked().channels() - 1);
    setAccessibleText(
        next.title()
            + ": "
            + String.join("; ", PatchWords.lines(next.worked()))
            + "; "
            + String.join("; ", next.after()));
    repaint();
  }

  /// Shows a sentence instead.
  public void showNote(String words) {
    picture = null;
    note = words;
    setReadout("");
    repaint();
  }

  /// Takes the output that somebody chooses.
  public void setOnSpot(Consumer<Spot> action) {
    onSpot = action;
  }

  /// The channel whose numbers are shown.
  int channel() {
    return channel;
  }

  private int channelAt(double x, double y) {
    PatchPicture shown = picture;
    if (shown == null) {
      return -1;
    }
    int taps = shown.worked().taps() / shown.worked().channels();
    int of = (int) Math.floor(x / stripCell);
    boolean inside =
        y >= stripTop
            && y < stripTop + taps * rowOf(taps)
            && of >= 0
            && of < shown.worked().channels();
    return inside ? of : -1;
  }

  private double rowOf(int taps) {
    return Math.clamp(stripCell, 2, Math.max(2, Math.min(18, STRIP * (room() - 40) / taps)));
  }

  private double room() {
    return Math.max(0, getHeight() - FIXED);
  }

  private @Nullable Spot spotAt(double x, double y) {
    PatchPicture shown = picture;
    if (shown == null || x < 0 || y < mapTop) {
      return null;
    }
    int column = (int) (x / mapScale);
    int row = (int) ((y - mapTop) / mapScale);
    return column < shown.maps().width() && row < shown.maps().height()
        ? new Spot(shown.spot().channel(), row, column)
        : null;
  }

  private void move(MouseEvent event) {
    PatchPicture shown = picture;
    int of = channelAt(event.getX(), event.getY());
    if (shown != null && of >= 0) {
      int taps = shown.worked().taps() / shown.worked().channels();
      int tap = of * taps + Math.min(taps - 1, (int) ((event.getY() - stripTop) / rowOf(taps)));
      setReadout(words(shown.worked(), of, tap));
    } else {
      setReadout(
          spotAt(event.getX(), event.getY()) == null ? "" : "a click works this output through");
    }
  }

  private static String words(WorkedOutput worked, int channel, int tap) {
    return "channel "
        + channel
        + (worked.isInside(tap)
            ? " · x "
                + Digits.three(worked.input(tap))
                + (worked.quantizesInputs() ? " · its level " + worked.inputLevel(tap) : "")
            : " · in the padding")
        + " · w "
        + Digits.three(worked.weight(tap))
        + " · its level "
        + worked.weightLevel(tap)
        + " · adds "
        + Digits.three(worked.contribution(tap));
  }

  private void click(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    int of = channelAt(event.getX(), event.getY());
    Spot spot = spotAt(event.getX(), event.getY());
    if (of >= 0) {
      channel = of;
      repaint();
    } else if (spot != null) {
      onSpot.accept(spot);
    }
  }

  @Override
  boolean onKey(KeyEvent event) {
    PatchPicture shown = picture;
    if (shown == null || event.isShortcutDown()) {
      return false;
    }
    Spot spot = shown.spot();
    int channels = shown.worked().channels();
    switch (event.getCode()) {
      case COMMA -> channel = Math.max(0, channel - 1);
      case PERIOD -> channel = Math.min(channels - 1, channel + 1);
      case LEFT -> go(shown, spot.channel(), spot.row(), spot.column() - 1);
      case RIGHT -> go(shown, spot.channel(), spot.row(), spot.column() + 1);
      case UP -> go(shown, spot.channel(), spot.row() - 1, spot.column());
      case DOWN -> go(shown, spot.channel(), spot.row() + 1, spot.column());
      case PAGE_UP -> go(shown, spot.channel() - 1, spot.row(), spot.column());
      case PAGE_DOWN -> go(shown, spot.channel() + 1, spot.row(), spot.column());
      default -> {
        return false;
      }
    }
    repaint();
    return true;
  }

  private void go(PatchPicture shown, int of, int row, int column) {
    onSpot.accept(
        new Spot(
            Math.clamp(of, 0, shown.maps().channels() - 1),
            Math.clamp(row, 0, shown.maps().height() - 1),
            Math.clamp(column, 0, shown.maps().width() - 1)));
  }

  @Override
  void leave() {
    setReadout("");
  }

  /// One square of numbers.
  private record Square(
      String title, String operator, IntFunction<String> text, IntUnaryOperator color) {}

  private List<Square> squares(WorkedOutput worked) {
    Palette palette = inks().palette();
    double most = 1e-9;
    double heaviest = 1e-9;
    double largest = 1e-9;
    for (int tap = 0; tap < worked.taps(); tap++) {
      most = Math.max(most, Math.abs(worked.input(tap)));
      heaviest = Math.max(heaviest, Math.abs(worked.weight(tap)));
      largest = Math.max(largest, Math.abs(worked.contribution(tap)));
    }
    double inputs = most;
    double weights = heaviest;
    double adds = largest;
    int levels = (1 << Math.min(8, worked.weightCode().planes())) - 1;
    boolean oneByOne = PatchWords.isOneByOne(worked);
    List<Square> squares = new ArrayList<>();
    squares.add(
        new Square(
            "activations x",
            "",
            tap -> brief(worked.input(tap)),
            tap -> palette.signed(worked.input(tap) / inputs)));
    if (worked.quantizesInputs()) {
      int top = worked.inputGrid().largest();
      squares.add(
          new Square(
              worked.inputCode().orElseThrow().planes() == 1 ? "sign of x" : "level of x",
              "→",
              tap -> worked.isInside(tap) ? Digits.tick(worked.inputLevel(tap), 1) : "",
              tap -> palette.signed((double) worked.inputLevel(tap) / top)));
    }
    squares.add(
        new Square(
            "weights w",
            "",
            tap -> brief(worked.weight(tap)),
            tap -> palette.signed(worked.weight(tap) / weights)));
    squares.add(
        new Square(
            worked.weightCode().planes() == 1 ? "sign of w" : "level of w",
            "→",
            tap -> Digits.tick(worked.weightLevel(tap), 1),
            tap -> palette.signed((double) worked.weightLevel(tap) / levels)));
    squares.add(
        oneByOne
            ? new Square(
                "XNOR",
                "=",
                tap -> !worked.isInside(tap) ? "" : worked.contribution(tap) > 0 ? "1" : "0",
                tap -> palette.signed(worked.contribution(tap) * 0.8))
            : new Square(
                "adds",
                "=",
                tap -> brief(worked.contribution(tap)),
                tap -> palette.signed(worked.contribution(tap) / adds)));
    return squares;
  }

  /// Two significant digits and three decimals at most, which is what fits a small square.
  static String brief(double value) {
    if (value == 0 || Math.abs(value) >= 100) {
      return Digits.tick(value, 1);
    }
    if (Math.abs(value) < 5e-4) {
      return "≈0";
    }
    int decimals = Math.clamp(1 - (int) Math.floor(Math.log10(Math.abs(value))), 0, 3);
    return Digits.tick(value, Math.pow(10, -decimals));
  }

  /// Without its leading zero where a number would not fit; nothing rather than a part of it, for the colour says it too.
  private String fitted(String text, double room) {
    String brief = pen().width(text) > room ? text.replaceFirst("^(−?)0[.]", "$1.") : text;
    return pen().width(brief) > room ? "" : brief;
  }

  @Override
  void paint(double width, double height) {
    PatchPicture shown = picture;
    if (shown == null) {
      drawMessage(note);
      return;
    }
    WorkedOutput worked = shown.worked();
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write(
            shown.title() + " · channel " + channel + " of " + Digits.count(worked.channels()),
            0,
            HEAD / 2,
            width);
    double y = drawSquares(worked, squares(worked), width);
    y = strip(worked, y + 8, width);
    double x = map(shown, y + 12, width, height);
    double text = y + 12;
    pen().at(TextAlignment.LEFT, VPos.CENTER, 14);
    for (String line : PatchWords.lines(worked)) {
      write(line, x, text, width - x);
      text += LINE;
    }
    for (String line : shown.after()) {
      pen()
          .at(TextAlignment.LEFT, VPos.CENTER, 12)
          .color(inks().muted.get())
          .write(line, x, text + 6, width - x);
      text += LINE - 2;
    }
    planes(worked, x, text + 12, width, height);
  }

  private void write(String line, double x, double y, double room) {
    pen().at(TextAlignment.LEFT, VPos.CENTER, 14).color(inks().text.get());
    double size = pen().widthWithIndices(line) <= room ? 14 : 12;
    pen().at(TextAlignment.LEFT, VPos.CENTER, size);
    pen().writeWithIndices(line, x, y + 6);
  }

  private double drawSquares(WorkedOutput worked, List<Square> squares, double width) {
    int across = worked.kernelWidth();
    int down = worked.kernelHeight();
    double room = (width - (squares.size() - 1) * GAP) / squares.size();
    double tall = Math.max(LEAST_SQUARES, SQUARES * room());
    double cell = Math.floor(Math.min(56, Math.min(room / across, tall / down)));
    cell = Math.max(cell, 4);
    double side = Math.max(across * cell, 74);
    int first = channel * across * down;
    double x = 0;
    Brush graphics = pen().graphics();
    for (Square square : squares) {
      pen()
          .at(TextAlignment.LEFT, VPos.CENTER, 12)
          .color(inks().muted.get())
          .write(square.title(), x, HEAD + 10, side + GAP - 4);
      if (!square.operator().isEmpty()) {
        pen()
            .at(TextAlignment.CENTER, VPos.CENTER, 14)
            .color(inks().muted.get())
            .write(square.operator(), x - GAP / 2, HEAD + 22 + down * cell / 2);
      }
      for (int row = 0; row < down; row++) {
        for (int column = 0; column < across; column++) {
          int tap = first + row * across + column;
          int color = square.color().applyAsInt(tap);
          graphics.setFill(
              worked.isInside(tap) || square.title().contains("w")
                  ? Palette.color(color)
                  : inks().raised.get());
          double left = x + column * cell;
          double top = HEAD + 22 + row * cell;
          graphics.fillRect(left, top, cell - 1, cell - 1);
          if (cell >= NUMBERS && (worked.isInside(tap) || square.title().contains("w"))) {
            pen()
                .at(TextAlignment.CENTER, VPos.CENTER, cell >= 44 ? 12 : 10)
                .color(Palette.readableOn(color));
            pen().write(fitted(square.text().apply(tap), cell), left + cell / 2, top + cell / 2);
          }
        }
      }
      x += side + GAP;
    }
    return HEAD + 22 + down * cell;
  }

  /// All taps: channels from the left to the right, the taps of one below one another.
  private double strip(WorkedOutput worked, double top, double width) {
    int channels = worked.channels();
    int taps = worked.taps() / channels;
    boolean oneByOne = PatchWords.isOneByOne(worked);
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write(
            (oneByOne ? "XNOR of all " : "what each of all ")
                + Digits.count(worked.taps())
                + (oneByOne ? " taps: orange 1, blue 0" : " taps adds: orange more, blue less")
                + "   ·   channels from the left to the right",
            0,
            top + 8,
            width);
    stripTop = top + 20;
    stripCell = Math.min(20, width / channels);
    double row = rowOf(taps);
    double largest = 1e-9;
    for (int tap = 0; tap < worked.taps(); tap++) {
      largest = Math.max(largest, Math.abs(worked.contribution(tap)));
    }
    Brush graphics = pen().graphics();
    double gap = stripCell >= 5 ? 1 : 0;
    for (int of = 0; of < channels; of++) {
      for (int tap = 0; tap < taps; tap++) {
        int index = of * taps + tap;
        double share = worked.contribution(index) / largest;
        graphics.setFill(
            worked.isInside(index)
                ? Palette.color(inks().palette().signed(oneByOne ? share * 0.8 : share))
                : inks().raised.get());
        graphics.fillRect(of * stripCell, stripTop + tap * row, stripCell - gap, row - gap);
      }
    }
    graphics.setStroke(inks().accent.get());
    graphics.setLineWidth(1.5);
    graphics.strokeRect(
        channel * stripCell - 0.5, stripTop - 1, Math.max(3, stripCell), taps * row + 1);
    return stripTop + taps * row;
  }

  /// The map of the output channel; what is right of it begins at the returned place.
  private double map(PatchPicture shown, double top, double width, double height) {
    MapPair maps = shown.maps();
    double room = Math.min(Math.min(MAP * room(), width / 2), height - top - 20);
    if (maps.height() * maps.width() < 2 || room < LEAST_MAP) {
      mapTop = height + 1;
      return 0;
    }
    mapTop = top + 18;
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write("filter " + shown.spot().channel() + ": click an output", 0, top + 8, 150);
    double scale = room / Math.max(maps.height(), maps.width());
    mapScale = scale >= 1 ? Math.floor(scale * 2) / 2 : scale;
    double fine = outputScale();
    int w = (int) Math.max(1, maps.width() * mapScale * fine);
    int h = (int) Math.max(1, maps.height() * mapScale * fine);
    int[] argb = pixels.of(w, h);
    ColorLimit limit =
        ColorLimit.of(
            Arrays.copyOfRange(
                maps.compressed().values(),
                maps.index(shown.spot().channel(), 0, 0),
                maps.index(shown.spot().channel(), maps.height() - 1, maps.width() - 1) + 1),
            new float[0]);
    boolean unsigned = maps.isUnsigned();
    for (int y = 0, index = 0; y < h; y++) {
      for (int x = 0; x < w; x++, index++) {
        double value =
            maps.compressed(
                    shown.spot().channel(),
                    Math.min(maps.height() - 1, (int) (y / (mapScale * fine))),
                    Math.min(maps.width() - 1, (int) (x / (mapScale * fine))))
                / limit.value();
        argb[index] = unsigned ? inks().palette().magnitude(value) : inks().palette().signed(value);
      }
    }
    Brush graphics = pen().graphics();
    pixels.draw(graphics, 0, mapTop, fine);
    graphics.setStroke(inks().accent.get());
    graphics.setLineWidth(2);
    double side = Math.max(4, mapScale);
    graphics.strokeRect(
        (shown.spot().column() + 0.5) * mapScale - side / 2,
        mapTop + (shown.spot().row() + 0.5) * mapScale - side / 2,
        side,
        side);
    return Math.max(w / fine, 120) + 24;
  }

  /// The table of planes, where there is more than one pair.
  private void planes(WorkedOutput worked, double x, double top, double width, double height) {
    PlaneCode weights = worked.weightCode();
    int columns = worked.inputCode().map(PlaneCode::planes).orElse(1);
    int rows = weights.planes();
    if (rows * columns == 1 || top + 16 * (rows + 1) > height || width - x < 120) {
      return;
    }
    double column = Math.min(64, (width - x - 64) / columns);
    pen().at(TextAlignment.RIGHT, VPos.CENTER, 12).color(inks().muted.get());
    for (int k = 0; k < columns; k++) {
      int plane = k;
      pen()
          .write(
              worked.inputCode().map(code -> "r = " + code.planeWeight(plane)).orElse("Σ ±x"),
              x + 56 + (k + 1) * column,
              top);
    }
    int n = worked.tapsInside();
    for (int m = 0; m < rows; m++) {
      double y = top + (m + 1) * 16;
      pen()
          .at(TextAlignment.LEFT, VPos.CENTER, 12)
          .color(inks().muted.get())
          .write("p = " + weights.planeWeight(m), x, y);
      for (int k = 0; k < columns; k++) {
        pen()
            .at(TextAlignment.RIGHT, VPos.CENTER, 12)
            .color(inks().text.get())
            .write(
                worked.quantizesInputs()
                    ? Digits.tick(2 * worked.popcount(m, k) - n, 1)
                    : Digits.three(worked.signedSum(m)),
                x + 56 + (k + 1) * column,
                y);
      }
    }
  }
}
