package filterscope.ui.canvas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// A network from top to bottom: a row for each layer with weights and for each place where branches meet, and the branches as
/// lines beside one another. Layers have the colour of a measure.
///
/// Arrows, Home and End choose a layer, with Shift several; so do clicks, with Shift and Ctrl.
public final class NetworkGraph extends Sheet {
  private static final double TALLEST = 32;
  private static final double LEAST = 22;
  private static final double LANE = 16;
  private static final double SIDE = 16;
  private static final double DOT = 12;

  private List<GraphNode> nodes = List.of();
  private GraphLanes lanes = GraphLanes.of(List.of());
  private IntFunction<OptionalDouble> places = _ -> OptionalDouble.empty();
  private IntFunction<String> numbers = _ -> "";
  private final Set<Integer> selected = new TreeSet<>();
  private final Set<Integer> faded = new TreeSet<>();
  private int chosen = -1;
  private int anchor = -1;
  private int hovered = -1;
  private double scrolled;

  /// What the next painting brings into view, when the height is known; −1 for nothing.
  private int revealing = -1;

  private Consumer<String> onChoose = _ -> {};
  private Consumer<List<String>> onSelect = _ -> {};

  public NetworkGraph() {
    super("fs-network-graph");
    setAccessibleText("Graph of the network");
    setOnMousePressed(this::press);
    setOnMouseMoved(this::move);
    setOnScroll(this::scroll);
  }

  /// Shows a network, with nothing chosen.
  public void show(List<GraphNode> network) {
    nodes = List.copyOf(network);
    lanes = GraphLanes.of(nodes);
    selected.clear();
    faded.clear();
    chosen = -1;
    anchor = -1;
    hovered = -1;
    scrolled = 0;
    setAccessibleText(
        "Graph of the network, "
            + Digits.plural(nodes.stream().filter(GraphNode::selectable).count(), "layer"));
    repaint();
  }

  /// Colours the layers.
  ///
  /// @param place from 0 to 1 in the scale of colours, for a row; empty where nothing is known
  /// @param number what is written behind a row
  public void colour(IntFunction<OptionalDouble> place, IntFunction<String> number) {
    places = place;
    numbers = number;
    repaint();
  }

  /// Marks the layer on the stage and those that are selected, and brings the former into view.
  public void mark(String layer, Collection<String> others) {
    int before = chosen;
    chosen = rowOf(layer);
    selected.clear();
    others.forEach(name -> selected.add(rowOf(name)));
    selected.remove(-1);
    if (chosen != before) {
      revealing = chosen;
    }
    repaint();
  }

  /// Layers that are not among these step back.
  public void found(Set<String> names) {
    faded.clear();
    for (int row = 0; row < nodes.size(); row++) {
      if (nodes.get(row).selectable() && !names.contains(nodes.get(row).name())) {
        faded.add(row);
      }
    }
    repaint();
  }

  /// Takes the layer that a person chooses.
  public void setOnChoose(Consumer<String> taker) {
    onChoose = taker;
  }

  /// Takes the layers that a person selects, in the order of the network.
  public void setOnSelect(Consumer<List<String>> taker) {
    onSelect = taker;
  }

  private int rowOf(String name) {
    for (int row = 0; row < nodes.size(); row++) {
      if (nodes.get(row).selectable() && nodes.get(row).name().equals(name)) {
        return row;
      }
    }
    return -1;
  }

  double rowHeight() {
    return Math.clamp((getHeight() - 8) / Math.max(1, nodes.size()), LEAST, TALLEST);
  }

  private double top(int row) {
    return 4 + row * rowHeight() - scrolled;
  }

  /// The row at a height of the control, −1 below the last.
  int rowAt(double y) {
    int row = (int) Math.floor((y - 4 + scrolled) / rowHeight());
    return row >= 0 && row < nodes.size() ? row : -1;
  }

  private void reveal(int row) {
    double tall = rowHeight();
    double room = Math.max(tall, getHeight() - 8);
    if (row * tall < scrolled) {
      scrolled = row * tall;
    } else if ((row + 1) * tall > scrolled + room) {
      scrolled = (row + 1) * tall - room;
    }
    hold();
  }

  private void hold() {
    double most = Math.max(0, nodes.size() * rowHeight() - (getHeight() - 8));
    scrolled = Math.clamp(scrolled, 0, most);
  }

  private void scroll(ScrollEvent event) {
    scrolled -= event.getDeltaY();
    hold();
    repaint();
    event.consume();
  }

  private void move(MouseEvent event) {
    hovered = rowAt(event.getY());
    setReadout(hovered < 0 ? "" : describe(hovered));
    repaint();
  }

  private void press(MouseEvent event) {
    int row = rowAt(event.getY());
    if (event.getButton() == MouseButton.PRIMARY && row >= 0 && nodes.get(row).selectable()) {
      choose(row, event.isShiftDown(), event.isShortcutDown());
    }
  }

  private void choose(int row, boolean range, boolean toggles) {
    if (range && anchor >= 0) {
      selected.clear();
      for (int each = Math.min(anchor, row); each <= Math.max(anchor, row); each++) {
        if (nodes.get(each).selectable()) {
          selected.add(each);
        }
      }
    } else if (toggles) {
      anchor = row;
      if (!selected.remove(row)) {
        selected.add(row);
      }
    } else {
      anchor = row;
      selected.clear();
      selected.add(row);
    }
    chosen = row;
    setReadout(describe(row));
    reveal(row);
    repaint();
    List<String> names = selected.stream().map(each -> nodes.get(each).name()).toList();
    onChoose.accept(nodes.get(row).name());
    onSelect.accept(names);
  }

  @Override
  boolean onKey(KeyEvent event) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < nodes.size(); row++) {
      if (nodes.get(row).selectable() && !faded.contains(row)) {
        rows.add(row);
      }
    }
    if (rows.isEmpty() || event.isControlDown()) {
      return false;
    }
    int at = rows.indexOf(chosen);
    int next =
        switch (event.getCode()) {
          case DOWN -> Math.min(at + 1, rows.size() - 1);
          case UP -> Math.max(at - 1, 0);
          case HOME -> 0;
          case END -> rows.size() - 1;
          case PAGE_DOWN -> Math.min(at + 10, rows.size() - 1);
          case PAGE_UP -> Math.max(at - 10, 0);
          default -> -1;
        };
    if (next < 0) {
      return false;
    }
    choose(rows.get(next), event.isShiftDown(), false);
    return true;
  }

  @Override
  void leave() {
    hovered = -1;
    setReadout("");
    repaint();
  }

  private String describe(int row) {
    GraphNode node = nodes.get(row);
    String number = numbers.apply(row);
    return node.name() + " · " + node.what() + (number.isEmpty() ? "" : " · " + number);
  }

  @Override
  void paint(double width, double height) {
    if (nodes.isEmpty()) {
      drawMessage("No network is open\nOpen an ONNX file to see its layers.");
      return;
    }
    if (revealing >= 0) {
      reveal(revealing);
      revealing = -1;
    }
    hold();
    drawRows(width);
    drawEdges();
    for (int row = 0; row < nodes.size(); row++) {
      if (top(row) > -TALLEST && top(row) < height) {
        drawNode(row, width);
      }
    }
    drawThumb(scrolled, nodes.size() * rowHeight() + 8, height);
  }

  private void drawRows(double width) {
    Brush brush = pen().graphics();
    Color accent = inks().accent.get();
    for (int row = 0; row < nodes.size(); row++) {
      double strength = selected.contains(row) || row == chosen ? 0.14 : row == hovered ? 0.05 : 0;
      if (strength > 0 && nodes.get(row).selectable()) {
        brush.setFill(accent.deriveColor(0, 1, 1, strength));
        brush.fillRect(0, top(row), width, rowHeight());
      }
      if (row == chosen) {
        brush.setFill(accent);
        brush.fillRect(0, top(row), 3, rowHeight());
      }
    }
  }

  private double x(int lane) {
    return SIDE + DOT / 2 + lane * LANE;
  }

  private double middle(int row) {
    return top(row) + rowHeight() / 2;
  }

  private void drawEdges() {
    Brush brush = pen().graphics();
    brush.setLineWidth(1.5);
    brush.setStroke(inks().muted.get());
    for (GraphLanes.Edge edge : lanes.edges()) {
      double from = middle(edge.from());
      double to = middle(edge.to());
      if (to < -TALLEST || from > getHeight() + TALLEST) {
        continue;
      }
      double lane = x(edge.lane());
      double tall = rowHeight();
      brush.beginPath();
      brush.moveTo(x(lanes.lane(edge.from())), from);
      bend(brush, x(lanes.lane(edge.from())), from, lane, from + tall);
      brush.lineTo(lane, Math.max(from + tall, to - tall));
      bend(brush, lane, Math.max(from + tall, to - tall), x(lanes.lane(edge.to())), to);
      brush.stroke();
    }
  }

  private static void bend(Brush brush, double fromX, double fromY, double toX, double toY) {
    if (fromY >= toY) {
      return;
    }
    double half = (fromY + toY) / 2;
    brush.bezierCurveTo(fromX, half, toX, half, toX, toY);
  }

  private void drawNode(int row, double width) {
    GraphNode node = nodes.get(row);
    Brush brush = pen().graphics();
    double x = x(lanes.lane(row));
    double y = Math.rint(middle(row));
    Color surface = inks().surface.get();
    double strength = faded.contains(row) ? 0.3 : 1;
    if (node.selectable()) {
      OptionalDouble place = places.apply(row);
      Color hue =
          place.isPresent()
              ? Palette.color(inks().palette().magnitude(place.getAsDouble()))
              : inks().grid.get();
      brush.setFill(surface);
      brush.fillRoundRect(x - DOT / 2 - 1, y - DOT / 2 - 1, DOT + 2, DOT + 2, 5, 5);
      brush.setFill(hue.deriveColor(0, 1, 1, strength));
      brush.fillRoundRect(x - DOT / 2, y - DOT / 2, DOT, DOT, 4, 4);
    } else {
      brush.setFill(surface);
      brush.fillOval(x - 4, y - 4, 8, 8);
      brush.setStroke(inks().muted.get());
      brush.setLineWidth(1.5);
      brush.strokeOval(x - 3.5, y - 3.5, 7, 7);
    }
    double left = x(lanes.lanes()) + 4;
    String number = node.selectable() ? numbers.apply(row) : "";
    pen().at(TextAlignment.RIGHT, VPos.CENTER, 12);
    double room = width - left - 12;
    if (!number.isEmpty()) {
      pen().color(inks().text.get().deriveColor(0, 1, 1, strength)).write(number, width - 12, y);
      room -= pen().width(number) + 12;
    }
    pen().at(TextAlignment.LEFT, VPos.CENTER, node.selectable() ? 14 : 12);
    Color ink = node.selectable() ? inks().text.get() : inks().muted.get();
    String name = pen().fitted(node.selectable() ? node.name() : node.what(), room);
    double named = pen().width(name);
    pen().color(ink.deriveColor(0, 1, 1, strength)).write(name, left, y);
    pen().at(TextAlignment.LEFT, VPos.CENTER, 12);
    if (node.selectable() && room - named > 60) {
      pen()
          .color(inks().muted.get().deriveColor(0, 1, 1, strength))
          .write(node.what(), left + named + 8, y + 1, room - named - 8);
    }
  }
}
