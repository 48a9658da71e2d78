package filterscope.ui.canvas;

import filterscope.method.CompressedConv;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// Small histograms side by side, of all layers or of all groups of one: each with its levels, and with what is clipped and what
/// becomes zero. Those of groups stand over one axis and have the hue of their group. A click or the arrows and Enter choose one.
public final class SmallHistograms extends Sheet {
  /// A page with more of them would be scrolled through by nobody.
  private static final int MOST = 1024;

  private static final double LEAST_WIDTH = 108;
  private static final double LEAST_HEIGHT = 92;
  private static final double MOST_HEIGHT = 400;
  private static final double GAP = 12;
  private static final double SIDE = 8;
  private static final double HEAD = 20;
  private static final double STRIP = 7;
  private static final double AXIS = 16;
  private static final double FOOT = 28;

  private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic", false);
  private final String noun;
  private final Map<CompressedConv, SmallHistogram> known = new HashMap<>();
  private List<SmallHistogram> shown = List.of();
  private String empty;
  private String more = "";
  private IntConsumer onChoose = _ -> {};
  private IntConsumer onPoint = _ -> {};
  private int marked = -1;
  private int pointed = -1;
  private long asked;
  private double scrolled;

  /// How the cells stand.
  private record Cells(int columns, double width, double height) {}

  private SmallHistograms(String styleClass, String noun) {
    super(styleClass);
    this.noun = noun;
    empty = "Counting weights …\nThe histograms of all " + noun + "s come here.";
    setAccessibleText("Histograms of the weights of all " + noun + "s");
    logarithmic.subscribe(this::repaint);
    setOnMouseMoved(event -> point(cellAt(event.getX(), event.getY())));
    setOnMouseClicked(this::click);
    setOnScroll(this::scroll);
  }

  /// A page for layers.
  public static SmallHistograms ofLayers() {
    return new SmallHistograms("fs-layer-histograms", "layer");
  }

  /// A page for the groups of a layer.
  public static SmallHistograms ofGroups() {
    return new SmallHistograms("fs-group-histograms", "group");
  }

  /// Whether the counts are on a logarithmic axis.
  public BooleanProperty logarithmicProperty() {
    return logarithmic;
  }

  /// Takes which one a person chooses.
  public void setOnChoose(IntConsumer taker) {
    onChoose = taker;
  }

  /// Takes which one a person points at, −1 for none.
  public void setOnPoint(IntConsumer taker) {
    onPoint = taker;
  }

  /// Shows layers, counted beside the JavaFX thread; until then those before stay. Layers that were counted before in the same
  /// stored form are not counted again.
  public void showLayers(List<LayerPicture> layers) {
    Map<CompressedConv, SmallHistogram> before = Map.copyOf(known);
    count(
        () -> {
          List<SmallHistogram> counted = new ArrayList<>();
          for (LayerPicture layer : layers) {
            SmallHistogram found = before.get(layer.stored());
            counted.add(
                found == null || !found.name().equals(layer.name())
                    ? SmallHistogram.ofLayer(layer)
                    : found);
          }
          return counted;
        },
        counted -> {
          known.clear();
          for (int layer = 0; layer < layers.size(); layer++) {
            known.put(layers.get(layer).stored(), counted.get(layer));
          }
        });
  }

  /// Shows the groups of a layer, counted beside the JavaFX thread; until then those before stay.
  public void showGroups(LayerPicture layer) {
    count(
        () -> SmallHistogram.ofGroups(layer, MOST),
        counted -> {
          empty = StoredText.withoutScales(layer.name(), layer.stored());
          more =
              counted.size() < layer.groups()
                  ? "the first "
                      + Digits.count(counted.size())
                      + " of "
                      + Digits.plural(layer.groups(), "group")
                  : "";
        });
  }

  private void count(
      Supplier<List<SmallHistogram>> work, java.util.function.Consumer<List<SmallHistogram>> then) {
    long wish = ++asked;
    Thread.ofVirtual()
        .start(() -> {
          List<SmallHistogram> counted = work.get();
          Platform.runLater(() -> {
            if (wish == asked) {
              then.accept(counted);
              shown = List.copyOf(counted);
              pointed = Math.min(pointed, shown.size() - 1);
              setAccessibleText(
                  "Histograms of the weights of " + Digits.plural(shown.size(), noun));
              repaint();
            }
          });
        });
  }

  /// Marks the one that is looked at elsewhere; −1 for none.
  public void mark(int cell) {
    if (marked != cell) {
      marked = cell;
      repaint();
    }
  }

  private Cells cells() {
    double width = getWidth() - 2 * SIDE;
    double height = getHeight() - 2 * SIDE - FOOT;
    int columns = Math.max(1, (int) ((width + GAP) / (LEAST_WIDTH + GAP)));
    Cells best = cells(columns, width, height);
    for (int fewer = columns - 1; fewer >= 1; fewer--) {
      Cells candidate = cells(fewer, width, height);
      if (candidate.height() < LEAST_HEIGHT) {
        break;
      }
      if (candidate.width() / candidate.height() < 2.4) {
        best = candidate;
      }
    }
    return best;
  }

  private Cells cells(int columns, double width, double height) {
    int rows = Math.max(1, (shown.size() + columns - 1) / columns);
    double tall = Math.clamp((height + GAP) / rows - GAP, 0, MOST_HEIGHT);
    return new Cells(columns, (width + GAP) / columns - GAP, tall);
  }

  private static double tall(Cells cells) {
    return Math.max(LEAST_HEIGHT, cells.height());
  }

  private double left(Cells cells, int cell) {
    return SIDE + cell % cells.columns() * (cells.width() + GAP);
  }

  private double top(Cells cells, int cell) {
    int row = cell / cells.columns();
    return SIDE + row * (tall(cells) + GAP) - scrolled;
  }

  /// How high all cells are together.
  private double all(Cells cells) {
    int rows = (shown.size() + cells.columns() - 1) / cells.columns();
    return 2 * SIDE + rows * (tall(cells) + GAP) - GAP;
  }

  /// The one at a place of the control; −1 between the cells.
  int cellAt(double x, double y) {
    Cells cells = cells();
    if (y >= getHeight() - FOOT) {
      return -1;
    }
    for (int cell = 0; cell < shown.size(); cell++) {
      double right = x - left(cells, cell);
      double down = y - top(cells, cell);
      if (right >= 0 && right < cells.width() && down >= 0 && down < tall(cells)) {
        return cell;
      }
    }
    return -1;
  }

  private void point(int cell) {
    if (cell != pointed) {
      pointed = cell;
      setReadout(cell < 0 ? "" : shown.get(cell).words());
      onPoint.accept(cell);
      repaint();
    }
  }

  private void click(MouseEvent event) {
    int cell = cellAt(event.getX(), event.getY());
    if (event.getButton() == MouseButton.PRIMARY && cell >= 0) {
      onChoose.accept(cell);
    }
  }

  private void scroll(ScrollEvent event) {
    scrolled -= event.getDeltaY();
    repaint();
    event.consume();
  }

  private void hold(Cells cells) {
    double room = getHeight() - FOOT;
    scrolled = Math.clamp(scrolled, 0, Math.max(0, all(cells) - room));
  }

  private void reveal(int cell) {
    Cells cells = cells();
    double above = top(cells, cell) - SIDE;
    double below = top(cells, cell) + tall(cells) + SIDE - (getHeight() - FOOT);
    scrolled += above < 0 ? above : Math.max(0, below);
  }

  @Override
  boolean onKey(KeyEvent event) {
    if (shown.isEmpty() || event.isControlDown()) {
      return false;
    }
    int row = cells().columns();
    int from = pointed < 0 ? marked : pointed;
    int next =
        switch (event.getCode()) {
          case RIGHT -> from + 1;
          case LEFT -> from - 1;
          case DOWN -> from < 0 ? 0 : from + row;
          case UP -> from - row;
          case HOME -> 0;
          case END -> shown.size() - 1;
          default -> Integer.MIN_VALUE;
        };
    if (next != Integer.MIN_VALUE) {
      int cell = Math.clamp(next, 0, shown.size() - 1);
      reveal(cell);
      point(cell);
      return true;
    }
    switch (event.getCode()) {
      case ENTER, SPACE -> {
        if (pointed >= 0) {
          onChoose.accept(pointed);
        }
      }
      case L -> logarithmic.set(!logarithmic.get());
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void leave() {
    // What goes out of sight because something was chosen is not left.
    if (isVisible()) {
      point(-1);
    }
  }

  @Override
  void paint(double width, double height) {
    if (shown.isEmpty()) {
      drawMessage(empty);
      return;
    }
    Cells cells = cells();
    hold(cells);
    double room = height - FOOT;
    Brush brush = pen().graphics();
    brush.save();
    brush.beginPath();
    brush.rect(0, 0, width, room);
    brush.clip();
    for (int cell = 0; cell < shown.size(); cell++) {
      double top = top(cells, cell);
      if (top < room && top + tall(cells) > 0) {
        draw(cell, left(cells, cell), top, cells.width(), tall(cells));
      }
    }
    brush.restore();
    drawThumb(scrolled, all(cells), room);
    drawLegend(width, height);
  }

  private void drawLegend(double width, double height) {
    boolean levels = shown.stream().anyMatch(each -> each.counts().levels() != null);
    LegendRow row =
        new LegendRow(pen().graphics(), pen(), inks(), SIDE, height - FOOT / 2 + 4, width - SIDE);
    row.box(inks().data.get(), logarithmic.get() ? "weights (log)" : "weights");
    if (levels) {
      row.line(inks().accent.get(), noun.equals("group") ? "the group's levels α·q" : "levels α·q");
      row.box(inks().clip.get().deriveColor(0, 1, 1, 0.28), "clipped");
    }
    if (shown.stream().anyMatch(each -> each.counts().dead() > 0)) {
      row.box(inks().muted.get().deriveColor(0, 1, 1, 0.28), "become zero");
    }
    if (!more.isEmpty()) {
      row.note(more);
    }
  }

  private void draw(int cell, double x, double y, double width, double tall) {
    Brush brush = pen().graphics();
    SmallHistogram small = shown.get(cell);
    WeightCounts counted = small.counts();
    brush.setFill(inks().raised.get());
    brush.fillRoundRect(x, y, width, tall, 6, 6);
    if (cell == pointed || cell == marked) {
      brush.setStroke(inks().accent.get());
      brush.setLineWidth(cell == marked ? 2 : 1);
      brush.strokeRoundRect(x, y, width, tall, 6, 6);
    }
    double base = y + tall - AXIS - STRIP - 4;
    double top = y + HEAD;
    Color hue =
        small
            .grouping()
            .map(grouping -> inks().palette().group(grouping, small.group()))
            .orElse(inks().accent.get());
    LevelGrid levels = counted.levels();
    if (levels != null) {
      shade(brush, counted, levels, x, top, width, base - top);
    }
    bars(brush, counted, x, base, width, base - top - 2);
    if (levels != null) {
      levels(brush, counted, levels, hue, x, top, base, width);
    }
    axis(counted, x, base + STRIP + 4, width);
    head(small, hue, x, y + HEAD / 2 + 1, width);
  }

  private void bars(
      Brush brush, WeightCounts counted, double x, double base, double width, double room) {
    int highest = Math.max(1, counted.highest());
    double pitch = width / counted.bins();
    brush.setFill(inks().data.get());
    for (int bin = 0; bin < counted.bins(); bin++) {
      if (counted.count(bin) > 0) {
        double share =
            logarithmic.get()
                ? Math.log1p(counted.count(bin)) / Math.log1p(highest)
                : (double) counted.count(bin) / highest;
        double up = Math.max(0.75, share * room);
        brush.fillRect(x + bin * pitch, base - up, Math.max(0.6, pitch - 0.4), up);
      }
    }
  }

  private void head(SmallHistogram small, Color hue, double x, double middle, double width) {
    double left = x + 6;
    if (small.grouping().isPresent()) {
      pen().graphics().setFill(hue);
      pen().graphics().fillRoundRect(left, middle - 4, 8, 8, 2, 2);
      left += 13;
    }
    pen().at(TextAlignment.RIGHT, VPos.CENTER, 12);
    double taken = small.fact().isEmpty() ? 0 : pen().width(small.fact()) + 8;
    boolean fits = pen().width(small.name()) + taken <= x + width - 6 - left;
    if (fits) {
      pen().color(inks().muted.get()).write(small.fact(), x + width - 6, middle);
    }
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().text.get())
        .write(small.name(), left, middle, x + width - 6 - left);
  }

  /// Where the axis ends and where nothing is.
  private void axis(WeightCounts counted, double x, double top, double width) {
    String end = Digits.three(counted.limit());
    double middle = top + AXIS / 2 - 1;
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().muted.get())
        .write("−" + end, x + 6, middle);
    pen().at(TextAlignment.RIGHT, VPos.CENTER, 12).write(end, x + width - 6, middle);
    if (width > 2 * pen().width("−" + end) + 28) {
      pen().at(TextAlignment.CENTER, VPos.CENTER, 12).write("0", x + width / 2, middle);
    }
  }

  private void shade(
      Brush brush,
      WeightCounts counted,
      LevelGrid levels,
      double x,
      double y,
      double width,
      double tall) {
    Color clipped = inks().clip.get();
    Color dead = inks().muted.get();
    for (double step = 0; step < width; step += 2) {
      double weight = Math.abs(((step + 1) / width * 2 - 1) * counted.limit());
      double across = Math.min(2, width - step);
      band(brush, clipped, levels.clippedShare(weight), x + step, y, across, tall);
      band(brush, dead, levels.deadShare(weight), x + step, y, across, tall);
    }
  }

  private static void band(
      Brush brush, Color color, double share, double x, double y, double width, double tall) {
    if (share > 0) {
      brush.setFill(color.deriveColor(0, 1, 1, 0.18 * share));
      brush.fillRect(x, y, width, tall);
    }
  }

  /// Ticks below the bars; the two levels of one scale at one bit are drawn through them.
  private void levels(
      Brush brush,
      WeightCounts counted,
      LevelGrid levels,
      Color hue,
      double x,
      double top,
      double base,
      double width) {
    boolean through = levels.groups() == 1 && levels.levels() <= 4;
    brush.setFill(hue.deriveColor(0, 1, 1, levels.groups() == 1 ? 1 : 0.35));
    int groups = Math.min(levels.groups(), 64);
    for (int each = 0; each < groups; each++) {
      int group = (int) ((long) each * levels.groups() / groups);
      for (int level = 0; level < levels.levels(); level++) {
        double place = levels.place(group, level);
        if (Math.abs(place) <= counted.limit()) {
          double from = through ? top : base + 2;
          double middle = x + (place / counted.limit() + 1) / 2 * width;
          brush.fillRect(middle - 0.5, from, through ? 1.5 : 1, base + 2 + STRIP - from);
        }
      }
    }
  }

  /// What is shown, in order.
  List<SmallHistogram> shown() {
    return shown;
  }
}
