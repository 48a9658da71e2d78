package filterscope.ui.canvas;

import filterscope.method.CompressedConv;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
import org.jspecify.annotations.Nullable;

/// The histograms of the weights of all layers, small, side by side: each with its levels, and with what is clipped and what
/// becomes zero. A click or the arrows and Enter choose a layer.
public final class LayerHistograms extends Sheet {
  private static final int BINS = 64;
  private static final double LEAST_WIDTH = 132;
  private static final double LEAST_HEIGHT = 96;
  private static final double MOST_HEIGHT = 260;
  private static final double GAP = 12;
  private static final double HEAD = 20;
  private static final double STRIP = 7;

  private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic", false);
  private final Map<CompressedConv, WeightCounts> known = new HashMap<>();
  private List<LayerPicture> layers = List.of();
  private List<WeightCounts> counts = List.of();
  private Consumer<String> onChoose = _ -> {};
  private String chosen = "";
  private int pointed = -1;
  private long asked;
  private double scrolled;

  /// How the cells stand.
  private record Cells(int columns, double width, double height) {}

  public LayerHistograms() {
    super("fs-layer-histograms");
    setAccessibleText("Histograms of the weights of all layers");
    logarithmic.subscribe(this::repaint);
    setOnMouseMoved(event -> point(cellAt(event.getX(), event.getY())));
    setOnMouseClicked(this::click);
    setOnScroll(this::scroll);
  }

  /// Whether the counts are on a logarithmic axis.
  public BooleanProperty logarithmicProperty() {
    return logarithmic;
  }

  /// Takes the name of the layer that a person chooses.
  public void setOnChoose(Consumer<String> taker) {
    onChoose = taker;
  }

  /// Shows layers, counted beside the JavaFX thread; until then those before stay. Layers that were counted before in the same
  /// stored form are not counted again.
  public void show(List<LayerPicture> next, String layer) {
    chosen = layer;
    long wish = ++asked;
    Map<CompressedConv, WeightCounts> before = Map.copyOf(known);
    Thread.ofVirtual()
        .start(() -> {
          List<WeightCounts> computed = new ArrayList<>();
          for (LayerPicture picture : next) {
            WeightCounts counted = before.get(picture.stored());
            computed.add(counted == null ? WeightCounts.of(picture, BINS) : counted);
          }
          Platform.runLater(() -> {
            if (wish == asked) {
              install(next, computed);
            }
          });
        });
  }

  private void install(List<LayerPicture> next, List<WeightCounts> computed) {
    layers = List.copyOf(next);
    counts = List.copyOf(computed);
    known.clear();
    for (int layer = 0; layer < next.size(); layer++) {
      known.put(next.get(layer).stored(), computed.get(layer));
    }
    setAccessibleText("Histograms of the weights of " + Digits.plural(layers.size(), "layer"));
    repaint();
  }

  /// Marks the layer on the stage.
  public void mark(String layer) {
    chosen = layer;
    repaint();
  }

  private Cells cells() {
    double width = getWidth() - 16;
    double height = getHeight() - 16;
    int columns = Math.max(1, (int) ((width + GAP) / (LEAST_WIDTH + GAP)));
    Cells best = cells(columns, width, height);
    for (int fewer = columns - 1; fewer >= 1; fewer--) {
      Cells candidate = cells(fewer, width, height);
      if (candidate.height() < LEAST_HEIGHT) {
        break;
      }
      double shape = candidate.width() / candidate.height();
      if (shape < 2.4) {
        best = candidate;
      }
    }
    return best;
  }

  private Cells cells(int columns, double width, double height) {
    int rows = Math.max(1, (layers.size() + columns - 1) / columns);
    double tall = (height + GAP) / rows - GAP;
    return new Cells(
        columns,
        (width + GAP) / columns - GAP,
        columns * rows == 0 ? tall : Math.min(MOST_HEIGHT, tall));
  }

  private static double tall(Cells cells) {
    return Math.max(LEAST_HEIGHT, cells.height());
  }

  private double left(Cells cells, int cell) {
    return 8 + cell % cells.columns() * (cells.width() + GAP);
  }

  private double top(Cells cells, int cell) {
    int row = cell / cells.columns();
    return 8 + row * (tall(cells) + GAP) - scrolled;
  }

  /// The layer at a place of the control; −1 between the cells.
  int cellAt(double x, double y) {
    Cells cells = cells();
    for (int cell = 0; cell < layers.size(); cell++) {
      double right = x - left(cells, cell);
      double down = y - top(cells, cell);
      if (right >= 0 && right < cells.width() && down >= 0 && down < tall(cells)) {
        return cell;
      }
    }
    return -1;
  }

  private void point(int cell) {
    pointed = cell;
    setReadout(cell < 0 || cell >= counts.size() ? "" : describe(cell));
    repaint();
  }

  private String describe(int cell) {
    WeightCounts counted = counts.get(cell);
    LevelGrid levels = counted.levels();
    return layers.get(cell).name()
        + " · "
        + Digits.plural(counted.total(), "weight")
        + (levels == null
            ? ""
            : " · "
                + Digits.plural(levels.levels(), "level")
                + " · clipped "
                + Digits.percent((double) counted.clipped() / counted.total())
                + (levels.hasZero()
                    ? " · become zero " + Digits.percent((double) counted.dead() / counted.total())
                    : ""));
  }

  private void click(MouseEvent event) {
    int cell = cellAt(event.getX(), event.getY());
    if (event.getButton() == MouseButton.PRIMARY && cell >= 0) {
      onChoose.accept(layers.get(cell).name());
    }
  }

  private void scroll(ScrollEvent event) {
    scrolled -= event.getDeltaY();
    hold();
    repaint();
    event.consume();
  }

  private void hold() {
    Cells cells = cells();
    int rows = (layers.size() + cells.columns() - 1) / cells.columns();
    double all = 16 + rows * (tall(cells) + GAP) - GAP;
    scrolled = Math.clamp(scrolled, 0, Math.max(0, all - getHeight()));
  }

  @Override
  boolean onKey(KeyEvent event) {
    if (layers.isEmpty() || event.isControlDown()) {
      return false;
    }
    int row = cells().columns();
    int next =
        switch (event.getCode()) {
          case RIGHT -> pointed + 1;
          case LEFT -> pointed - 1;
          case DOWN -> pointed < 0 ? 0 : pointed + row;
          case UP -> pointed - row;
          case HOME -> 0;
          case END -> layers.size() - 1;
          default -> Integer.MIN_VALUE;
        };
    if (next != Integer.MIN_VALUE) {
      point(Math.clamp(next, 0, layers.size() - 1));
      return true;
    }
    switch (event.getCode()) {
      case ENTER, SPACE -> {
        if (pointed >= 0) {
          onChoose.accept(layers.get(pointed).name());
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
    point(-1);
  }

  @Override
  void paint(double width, double height) {
    if (layers.isEmpty()) {
      drawMessage("Counting weights …\nThe histograms of all layers come here.");
      return;
    }
    hold();
    Cells cells = cells();
    for (int cell = 0; cell < layers.size(); cell++) {
      double top = top(cells, cell);
      if (top < height && top + tall(cells) > 0) {
        draw(cell, left(cells, cell), top, cells.width(), tall(cells));
      }
    }
  }

  private void draw(int cell, double x, double y, double width, double tall) {
    Brush brush = pen().graphics();
    WeightCounts counted = counts.get(cell);
    String name = layers.get(cell).name();
    boolean lit = cell == pointed || name.equals(chosen);
    brush.setFill(inks().raised.get());
    brush.fillRoundRect(x, y, width, tall, 6, 6);
    if (lit) {
      brush.setStroke(inks().accent.get());
      brush.setLineWidth(name.equals(chosen) ? 2 : 1);
      brush.strokeRoundRect(x, y, width, tall, 6, 6);
    }
    double base = y + tall - STRIP - 4;
    double room = base - y - HEAD - 2;
    LevelGrid levels = counted.levels();
    if (levels != null) {
      shade(brush, counted, levels, x, y + HEAD, width, base - y - HEAD);
    }
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
    if (levels != null) {
      levels(brush, counted, levels, x, base + 2, width);
    }
    String fact =
        levels == null
            ? layers.get(cell).stored() instanceof filterscope.method.FloatConv ? "float" : ""
            : Digits.percent((double) counted.clipped() / counted.total()) + " clipped";
    pen().at(TextAlignment.RIGHT, VPos.CENTER, 12);
    double taken = pen().width(fact);
    boolean fits = taken + 60 < width;
    if (fits) {
      pen().color(inks().muted.get()).write(fact, x + width - 6, y + HEAD / 2 + 1);
    }
    pen()
        .at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks().text.get())
        .write(name, x + 6, y + HEAD / 2 + 1, width - 12 - (fits ? taken + 8 : 0));
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
      band(brush, clipped, levels.clippedShare(weight), x + step, y, tall);
      band(brush, dead, levels.deadShare(weight), x + step, y, tall);
    }
  }

  private static void band(
      Brush brush, Color color, double share, double x, double y, double tall) {
    if (share > 0) {
      brush.setFill(color.deriveColor(0, 1, 1, 0.18 * share));
      brush.fillRect(x, y, 2, tall);
    }
  }

  private void levels(
      Brush brush, WeightCounts counted, LevelGrid levels, double x, double y, double width) {
    brush.setFill(inks().accent.get().deriveColor(0, 1, 1, levels.groups() == 1 ? 1 : 0.35));
    int groups = Math.min(levels.groups(), 64);
    for (int each = 0; each < groups; each++) {
      int group = (int) ((long) each * levels.groups() / groups);
      for (int level = 0; level < levels.levels(); level++) {
        double place = levels.place(group, level);
        if (Math.abs(place) <= counted.limit()) {
          brush.fillRect(x + (place / counted.limit() + 1) / 2 * width - 0.5, y, 1, STRIP);
        }
      }
    }
  }

  /// The counts of a layer, as drawn.
  @Nullable WeightCounts counted(int cell) {
    return cell < counts.size() ? counts.get(cell) : null;
  }
}
