package filterscope.ui.canvas;

import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The feature maps of one layer in two networks, side by side on one scale of colours, or their difference. Square pixels;
/// maps that do not fit are on further pages.
///
/// A click chooses an activation; the arrows move it, Page Up and Page Down turn pages, `+` and `−` or the wheel with Ctrl zoom,
/// `D` switches to the difference.
public final class FeatureMaps extends Sheet {
  private static final double HEAD = 24;
  private static final double MIDDLE = 20;

  /// What is drawn.
  public enum Mode {
    /// Float on the left, compressed on the right.
    BOTH,
    /// Compressed minus float.
    DIFFERENCE
  }

  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(this, "mode", Mode.BOTH);
  private final ReadOnlyObjectWrapper<Optional<Spot>> chosen =
      new ReadOnlyObjectWrapper<>(this, "chosen", Optional.empty());
  private final Pixels left = new Pixels();
  private final Pixels right = new Pixels();
  private @Nullable MapPair maps;
  private ColorLimit limit = new ColorLimit(1, false);
  private ColorLimit errorLimit = new ColorLimit(1, false);
  private boolean unsigned;
  private String note = "No image is chosen\nChoose images to see what the layers make of them.";
  private int zoom;
  private int page;
  private @Nullable Spot hovered;
  private @Nullable MapGrid grid;

  public FeatureMaps() {
    super("fs-feature-maps");
    setAccessibleText("Feature maps");
    mode.subscribe(this::repaint);
    setOnMouseMoved(this::move);
    setOnMouseClicked(this::click);
    setOnScroll(this::scroll);
  }

  /// Shows the maps of a layer. Page, zoom and the chosen activation stay while the extents do.
  public void show(MapPair next) {
    MapPair before = maps;
    boolean alike =
        before != null
            && before.channels() == next.channels()
            && before.height() == next.height()
            && before.width() == next.width();
    maps = next;
    limit = ColorLimit.of(next.floating().values(), new float[0]);
    errorLimit = ColorLimit.of(next.compressed().values(), next.floating().values());
    unsigned = next.isUnsigned();
    if (!alike) {
      zoom = 0;
      page = 0;
      hovered = null;
      chosen.set(Optional.of(new Spot(0, next.height() / 2, next.width() / 2)));
    }
    setAccessibleText(
        "Feature maps of "
            + next.title()
            + ": "
            + Digits.plural(next.channels(), "channel")
            + " of "
            + next.height()
            + "×"
            + next.width());
    tell();
    repaint();
  }

  /// Shows a sentence instead.
  ///
  /// @param words a title and, behind a line break, what to do
  public void showNote(String words) {
    maps = null;
    note = words;
    setReadout("");
    repaint();
  }

  public ObjectProperty<Mode> modeProperty() {
    return mode;
  }

  /// The activation that was clicked; nothing without maps.
  public ReadOnlyObjectProperty<Optional<Spot>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /// Chooses an activation; one that the maps do not have is ignored.
  public void choose(Spot spot) {
    MapPair shown = maps;
    boolean there =
        shown != null
            && spot.channel() >= 0
            && spot.channel() < shown.channels()
            && spot.row() >= 0
            && spot.row() < shown.height()
            && spot.column() >= 0
            && spot.column() < shown.width();
    if (there) {
      chosen.set(Optional.of(spot));
      MapGrid known = grid;
      if (known != null) {
        page = spot.channel() / known.perPage();
      }
      tell();
      repaint();
    }
  }

  /// The page in view, from 0.
  int page() {
    return page;
  }

  /// How many pages there are as the maps were drawn last.
  int pages() {
    MapPair shown = maps;
    MapGrid known = grid;
    return shown == null || known == null ? 0 : known.pages(shown.channels());
  }

  private double panelWidth() {
    return mode.get() == Mode.BOTH ? (getWidth() - MIDDLE) / 2 : getWidth();
  }

  private @Nullable Spot spotAt(double x, double y) {
    MapPair shown = maps;
    MapGrid known = grid;
    if (shown == null || known == null) {
      return null;
    }
    double second = panelWidth() + MIDDLE;
    double inPanel = mode.get() == Mode.BOTH && x >= second ? x - second : x;
    double down = y - HEAD;
    int place = known.placeAt(inPanel, down);
    int channel = place < 0 ? -1 : page * known.perPage() + place;
    if (channel < 0 || channel >= shown.channels()) {
      return null;
    }
    int column = (int) ((inPanel - known.x(place)) / known.scale());
    int row = (int) ((down - known.y(place)) / known.scale());
    return new Spot(
        channel, Math.min(row, shown.height() - 1), Math.min(column, shown.width() - 1));
  }

  private void move(MouseEvent event) {
    hovered = spotAt(event.getX(), event.getY());
    tell();
    repaint();
  }

  private void click(MouseEvent event) {
    Spot spot = spotAt(event.getX(), event.getY());
    if (spot != null && event.getButton() == MouseButton.PRIMARY) {
      choose(spot);
    }
  }

  private void scroll(ScrollEvent event) {
    double down = event.getDeltaY();
    if (maps == null || down == 0) {
      return;
    }
    if (event.isShortcutDown()) {
      zoom(down > 0 ? 1 : -1);
    } else {
      turn(down > 0 ? -1 : 1);
    }
    event.consume();
  }

  private void zoom(int by) {
    zoom = Math.clamp(zoom + by, -MapGrid.SCALES.length, MapGrid.SCALES.length);
    chosen
        .get()
        .ifPresent(spot -> {
          MapGrid next = gridFor(getWidth(), getHeight());
          if (next != null) {
            page = spot.channel() / next.perPage();
          }
        });
    repaint();
  }

  private void turn(int by) {
    page = Math.clamp(page + by, 0, Math.max(0, pages() - 1));
    repaint();
  }

  @Override
  boolean onKey(KeyEvent event) {
    Spot spot = chosen.get().orElse(null);
    if (maps == null || spot == null || event.isShortcutDown()) {
      return false;
    }
    switch (event.getCode()) {
      case PAGE_DOWN -> turn(1);
      case PAGE_UP -> turn(-1);
      case PLUS, ADD, EQUALS -> zoom(1);
      case MINUS, SUBTRACT -> zoom(-1);
      case D -> mode.set(mode.get() == Mode.BOTH ? Mode.DIFFERENCE : Mode.BOTH);
      case LEFT -> choose(new Spot(spot.channel(), spot.row(), spot.column() - 1));
      case RIGHT -> choose(new Spot(spot.channel(), spot.row(), spot.column() + 1));
      case UP -> choose(new Spot(spot.channel(), spot.row() - 1, spot.column()));
      case DOWN -> choose(new Spot(spot.channel(), spot.row() + 1, spot.column()));
      case COMMA -> choose(new Spot(spot.channel() - 1, spot.row(), spot.column()));
      case PERIOD -> choose(new Spot(spot.channel() + 1, spot.row(), spot.column()));
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void leave() {
    hovered = null;
    tell();
    repaint();
  }

  private void tell() {
    MapPair shown = maps;
    Spot spot = hovered != null ? hovered : chosen.get().orElse(null);
    if (shown == null || spot == null || spot.channel() >= shown.channels()) {
      setReadout("");
      return;
    }
    float x = shown.floating(spot.channel(), spot.row(), spot.column());
    float y = shown.compressed(spot.channel(), spot.row(), spot.column());
    setReadout(
        "channel "
            + spot.channel()
            + " · row "
            + spot.row()
            + ", column "
            + spot.column()
            + " · float "
            + Digits.three(x)
            + " · compressed "
            + Digits.three(y)
            + " · difference "
            + Digits.three((double) y - x));
  }

  private @Nullable MapGrid gridFor(double width, double height) {
    MapPair shown = maps;
    return shown == null
        ? null
        : MapGrid.of(
            shown.channels(),
            shown.height(),
            shown.width(),
            mode.get() == Mode.BOTH ? (width - MIDDLE) / 2 : width,
            height - HEAD - ColorBar.HEIGHT,
            zoom);
  }

  @Override
  void paint(double width, double height) {
    MapPair shown = maps;
    MapGrid next = gridFor(width, height);
    grid = next;
    if (shown == null || next == null) {
      drawMessage(note);
      return;
    }
    page = Math.clamp(page, 0, next.pages(shown.channels()) - 1);
    int from = page * next.perPage();
    int count = Math.min(next.perPage(), shown.channels() - from);
    if (mode.get() == Mode.BOTH) {
      double second = panelWidth() + MIDDLE;
      panel("float", 0, left, next, shown, from, count, shown.floating().values(), new float[0]);
      panel(
          "compressed",
          second,
          right,
          next,
          shown,
          from,
          count,
          shown.compressed().values(),
          new float[0]);
    } else {
      panel(
          "compressed − float",
          0,
          left,
          next,
          shown,
          from,
          count,
          shown.compressed().values(),
          shown.floating().values());
    }
    legend(shown, next, from, count, width, height);
  }

  private void legend(
      MapPair shown, MapGrid next, int from, int count, double width, double height) {
    Brush graphics = pen().graphics();
    boolean signed = mode.get() == Mode.DIFFERENCE || !unsigned;
    ColorLimit end = mode.get() == Mode.DIFFERENCE ? errorLimit : limit;
    Palette palette = inks().palette();
    ColorBar bar =
        new ColorBar(
            mode.get() == Mode.DIFFERENCE ? "difference" : "activation",
            signed ? -end.value() : 0,
            end.value(),
            place -> signed ? palette.signed(2 * place - 1) : palette.magnitude(place),
            signed && end.exceeded(),
            end.exceeded());
    String pageText =
        next.pages(shown.channels()) == 1
            ? Digits.plural(shown.channels(), "channel")
                + " of "
                + shown.height()
                + "×"
                + shown.width()
            : "channels "
                + from
                + "–"
                + (from + count - 1)
                + " of "
                + Digits.count(shown.channels())
                + "   ·   page "
                + (page + 1)
                + " of "
                + next.pages(shown.channels());
    pen().at(TextAlignment.RIGHT, VPos.CENTER, 12).color(inks().muted.get());
    double room = pen().width(pageText) + 16;
    pen().write(pageText, width, height - ColorBar.HEIGHT + 14);
    bar.draw(graphics, pen(), inks(), 0, height - ColorBar.HEIGHT, width - room);
  }

  private void panel(
      String title,
      double x,
      Pixels pixels,
      MapGrid next,
      MapPair shown,
      int from,
      int count,
      float[] values,
      float[] minus) {
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write(title, x, HEAD / 2 - 2, panelWidth());
    double fine = outputScale();
    int width = (int) (next.columns() * (next.cellWidth() + MapGrid.GAP) * fine);
    int height =
        (int) (((count - 1) / next.columns() + 1) * (next.cellHeight() + MapGrid.GAP) * fine);
    int[] argb = pixels.of(width, height);
    Arrays.fill(argb, 0xff000000 | rgb(inks().surface.get()));
    for (int place = 0; place < count; place++) {
      map(argb, width, fine, next, place, shown, from + place, values, minus);
    }
    Brush graphics = pen().graphics();
    pixels.draw(graphics, x, HEAD, fine);
    chosen.get().ifPresent(spot -> frame(graphics, x, next, spot, from, count));
  }

  private static int rgb(Color color) {
    return (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }

  private void map(
      int[] argb,
      int stride,
      double fine,
      MapGrid next,
      int place,
      MapPair shown,
      int channel,
      float[] values,
      float[] minus) {
    double scale = next.scale() * fine;
    int left0 = (int) (next.x(place) * fine);
    int top = (int) (next.y(place) * fine);
    for (int y = 0; y < (int) (next.cellHeight() * fine); y++) {
      int row = Math.min((int) (y / scale), shown.height() - 1);
      int rowEnd = Math.clamp((int) ((y + 1) / scale), row + 1, shown.height());
      for (int x = 0; x < (int) (next.cellWidth() * fine); x++) {
        int column = Math.min((int) (x / scale), shown.width() - 1);
        int columnEnd = Math.clamp((int) ((x + 1) / scale), column + 1, shown.width());
        double sum = 0;
        for (int r = row; r < rowEnd; r++) {
          for (int c = column; c < columnEnd; c++) {
            int index = shown.index(channel, r, c);
            sum += minus.length == 0 ? values[index] : values[index] - minus[index];
          }
        }
        double mean = sum / ((rowEnd - row) * (columnEnd - column));
        argb[(top + y) * stride + left0 + x] = color(mean);
      }
    }
  }

  private int color(double value) {
    Palette palette = inks().palette();
    return mode.get() == Mode.DIFFERENCE
        ? palette.signed(value / errorLimit.value())
        : unsigned
            ? palette.magnitude(value / limit.value())
            : palette.signed(value / limit.value());
  }

  /// Frames the chosen map, and the chosen activation in it where pixels are large enough to tell apart.
  private void frame(Brush graphics, double x, MapGrid next, Spot spot, int from, int count) {
    int place = spot.channel() - from;
    if (place < 0 || place >= count) {
      return;
    }
    double left0 = x + next.x(place);
    double top = HEAD + next.y(place);
    graphics.setStroke(inks().accent.get());
    graphics.setLineWidth(1.5);
    graphics.strokeRect(left0 - 1, top - 1, next.cellWidth() + 2, next.cellHeight() + 2);
    double side = Math.max(next.scale(), 3);
    if (next.cellWidth() > side) {
      double px = left0 + (spot.column() + 0.5) * next.scale() - side / 2;
      double py = top + (spot.row() + 0.5) * next.scale() - side / 2;
      graphics.setLineWidth(1);
      graphics.setStroke(Color.BLACK);
      graphics.strokeRect(px - 1.5, py - 1.5, side + 3, side + 3);
      graphics.setStroke(Color.WHITE);
      graphics.strokeRect(px - 0.5, py - 0.5, side + 1, side + 1);
    }
  }
}
