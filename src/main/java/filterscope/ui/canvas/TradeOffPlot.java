package filterscope.ui.canvas;

import filterscope.ui.canvas.TradeOffPicture.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Accuracy over what it costs: every measured configuration is a spot, and a line joins those that no other beats. A click
/// restores a configuration, a loop drawn around many selects them, the wheel zooms and a double click shows all again. Arrows walk
/// from spot to spot, Enter restores, Escape selects none.
public final class TradeOffPlot extends Sheet {
  private static final double NEAR = 14;
  private static final double STILL = 4;
  private static final double ZOOM = 1.0015;

  private final TradeOffPainter painter = new TradeOffPainter(this);
  private final ReadOnlyObjectWrapper<List<Integer>> selected =
      new ReadOnlyObjectWrapper<>(this, "selected", List.of());
  private TradeOffPicture picture = TradeOffPicture.nothing();
  private IntConsumer onChosen = _ -> {};
  private int hovered = -1;

  /// The loop that is being drawn, from where the mouse was pressed; one place while it has not moved.
  private final List<Point2D> loop = new ArrayList<>();

  public TradeOffPlot() {
    super("fs-trade-off-plot");
    setAccessibleText("Accuracy over memory, nothing measured yet");
    setOnMouseMoved(event -> hover(painter.nearest(event.getX(), event.getY(), NEAR)));
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(this::release);
    setOnMouseClicked(this::click);
    setOnScroll(this::scroll);
  }

  /// Shows other spots; those selected stay so while there are as many of them or more.
  public void show(TradeOffPicture next) {
    boolean another = next.unit() != picture.unit() || next.spots().isEmpty();
    picture = next;
    if (another) {
      painter.showAll();
    }
    if (hovered >= next.spots().size()) {
      hovered = -1;
    }
    selected.set(selected.get().stream().filter(spot -> spot < next.spots().size()).toList());
    setAccessibleText(describe());
    tell();
    repaint();
  }

  /// Takes the index of a spot that was clicked.
  public void setOnChosen(IntConsumer action) {
    onChosen = action;
  }

  /// The indices of the spots in the loop that was drawn last, cheapest first.
  public ReadOnlyObjectProperty<List<Integer>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /// Selects no spot.
  public void selectNone() {
    selected.set(List.of());
    repaint();
  }

  TradeOffPicture picture() {
    return picture;
  }

  int hovered() {
    return hovered;
  }

  boolean isSelected(int spot) {
    return selected.get().contains(spot);
  }

  /// The loop that is being drawn; its last place is joined to its first. Empty while there is none.
  List<Point2D> loop() {
    return loop.size() < 2 ? List.of() : loop;
  }

  /// Where a spot is drawn.
  Point2D place(int spot) {
    return painter.place(picture.spots().get(spot));
  }

  private void hover(int spot) {
    if (spot != hovered) {
      hovered = spot;
      tell();
      repaint();
    }
  }

  private void tell() {
    setReadout(hovered < 0 ? "" : describe(picture.spots().get(hovered)));
  }

  private String describe(Spot spot) {
    return spot.title()
        + " · "
        + Digits.percent(spot.accuracy())
        + " ("
        + Digits.percent(spot.low())
        + " to "
        + Digits.percent(spot.high())
        + ") · "
        + (spot.isDrawn() ? picture.unit().text(spot.cost()) : "not measured");
  }

  private String describe() {
    long front = picture.spots().stream().filter(Spot::front).count();
    return picture.spots().isEmpty()
        ? "Accuracy over cost, nothing measured yet"
        : "Accuracy over "
            + picture.unit().title()
            + " of "
            + Digits.plural(picture.spots().size(), "configuration")
            + ", "
            + Digits.count(front)
            + " on the Pareto front";
  }

  private void press(MouseEvent event) {
    loop.clear();
    loop.add(new Point2D(event.getX(), event.getY()));
  }

  private void drag(MouseEvent event) {
    Point2D now = new Point2D(event.getX(), event.getY());
    if (!loop.isEmpty() && loop.getLast().distance(now) > STILL) {
      loop.add(now);
      repaint();
    }
  }

  private void release(MouseEvent event) {
    if (loop.size() > 1) {
      loop.add(new Point2D(event.getX(), event.getY()));
      selected.set(painter.inside(loop));
    }
    repaint();
  }

  private void click(MouseEvent event) {
    boolean drawn = loop.size() > 1;
    loop.clear();
    if (drawn) {
      repaint();
      return;
    }
    int spot = painter.nearest(event.getX(), event.getY(), NEAR);
    if (spot >= 0) {
      onChosen.accept(spot);
    } else if (event.getClickCount() == 2) {
      painter.showAll();
      repaint();
    } else {
      selectNone();
    }
  }

  private void scroll(ScrollEvent event) {
    if (!picture.spots().isEmpty()) {
      painter.zoom(event.getX(), event.getY(), Math.pow(ZOOM, -event.getDeltaY()));
      hover(painter.nearest(event.getX(), event.getY(), NEAR));
      event.consume();
      repaint();
    }
  }

  @Override
  boolean onKey(KeyEvent event) {
    List<Integer> order =
        IntStream.range(0, picture.spots().size())
            .filter(spot -> picture.spots().get(spot).isDrawn())
            .boxed()
            .sorted(Comparator.comparingDouble(spot -> picture.spots().get(spot).cost()))
            .toList();
    if (order.isEmpty() || event.isControlDown() || event.isShiftDown()) {
      return false;
    }
    int now = order.indexOf(hovered);
    switch (event.getCode()) {
      case RIGHT, DOWN -> hover(order.get(Math.min(order.size() - 1, now + 1)));
      case LEFT, UP -> hover(order.get(now < 0 ? order.size() - 1 : Math.max(0, now - 1)));
      case HOME -> hover(order.getFirst());
      case END -> hover(order.getLast());
      case ENTER, SPACE -> {
        if (hovered < 0) {
          return false;
        }
        onChosen.accept(hovered);
      }
      case ESCAPE -> {
        if (hovered < 0 && selected.get().isEmpty()) {
          return false;
        }
        hover(-1);
        selectNone();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void leave() {
    hover(-1);
  }

  @Override
  void paint(double width, double height) {
    if (picture.spots().isEmpty()) {
      drawMessage(
          "Nothing was measured yet\nEvery configuration that you visit becomes a point here; a sweep measures many at once.");
    } else {
      painter.paint(picture, width, height);
    }
  }
}
