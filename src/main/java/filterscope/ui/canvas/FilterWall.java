package filterscope.ui.canvas;

import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// The filters of a layer: the `n×c` grid of its two-dimensional kernels, in blue and orange around zero. Groups that
/// share a scale have a hue beside them (whole filters) or around them (tiles of kernels); the highlighted group stays
/// bright while the rest fades.
///
/// The wheel, `+` and `−` zoom, dragging and Shift with the arrows move, `0` shows everything, `,` and `.` move the wipe.
/// Seen from so far that a weight is smaller than a pixel, kernels show their mean magnitude. Painting costs as much as
/// the view has pixels, however large the layer is.
public final class FilterWall extends Drawing {
  /// What the wall shows.
  public enum Mode {
    /// The float weights.
    ORIGINAL,
    /// The weights that the stored form stands for.
    QUANTIZED,
    /// What quantizing changed: float weight minus restored weight.
    DIFFERENCE,
    /// The float weights left of a line that can be dragged, the restored ones right of it.
    WIPE
  }

  private static final double STEP = 1.25;
  private static final double GRIP = 8;
  private static final double CLICK = 3;

  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(this, "mode", Mode.ORIGINAL);
  private final DoubleProperty wipe = new SimpleDoubleProperty(this, "wipe", 0.5);
  private final BooleanProperty colour = new SimpleBooleanProperty(this, "colour", true);
  private final WallPainter painter = new WallPainter(this);
  private @Nullable MouseEvent pressed;
  private double lastX;
  private double lastY;
  private boolean wiping;
  private boolean dragged;

  public FilterWall() {
    super("fs-filter-wall");
    setAccessibleText("Filter wall");
    mode.subscribe(() -> picture().ifPresent(this::show));
    wipe.subscribe(this::repaint);
    colour.subscribe(this::repaint);
    setOnMouseMoved(this::move);
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(this::release);
    setOnScroll(this::scroll);
  }

  public ObjectProperty<Mode> modeProperty() {
    return mode;
  }

  public Mode getMode() {
    return mode.get();
  }

  public void setMode(Mode value) {
    mode.set(value);
  }

  /// Where the wipe is, from 0 (left edge, all restored) to 1 (right edge, all float).
  public DoubleProperty wipeProperty() {
    return wipe;
  }

  public double getWipe() {
    return wipe.get();
  }

  public void setWipe(double value) {
    wipe.set(Math.clamp(value, 0, 1));
  }

  /// Whether filters over three channels are shown as one tile in colour, as first layers of image networks are; otherwise
  /// and for all other layers each channel has its own kernel.
  public BooleanProperty colourProperty() {
    return colour;
  }

  public boolean isColour() {
    return colour.get();
  }

  public void setColour(boolean value) {
    colour.set(value);
  }

  /// Shows the whole wall again.
  public void showAll() {
    painter.view().showAll();
    repaint();
  }

  /// Zooms around the middle of the wall; a factor above 1 shows weights larger.
  public void zoom(double factor) {
    painter.zoomAroundMiddle(factor);
    repaint();
  }

  WallPainter painter() {
    return painter;
  }

  /// Whether a layer is shown in colour.
  boolean showsColour(ConvWeights weights) {
    return colour.get() && weights.channels() == 3 && weights.kernelSize() > 1;
  }

  private void move(MouseEvent event) {
    Optional<WallLayout.Hit> hit = painter.hit(event.getX(), event.getY());
    setCursor(overWipe(event) ? Cursor.H_RESIZE : Cursor.DEFAULT);
    hover(hit.map(this::groupOf).orElse(-1));
    setReadout(hit.map(this::describeWeight).orElse(""));
  }

  private boolean overWipe(MouseEvent event) {
    return mode.get() == Mode.WIPE
        && Math.abs(event.getX() - painter.wipeX()) <= GRIP
        && painter.isOverWall(event.getX(), event.getY());
  }

  private void press(MouseEvent event) {
    pressed = event;
    lastX = event.getX();
    lastY = event.getY();
    wiping = overWipe(event);
    dragged = false;
  }

  private void drag(MouseEvent event) {
    MouseEvent start = pressed;
    if (start == null) {
      return;
    }
    dragged |= Math.hypot(event.getX() - start.getX(), event.getY() - start.getY()) > CLICK;
    if (wiping) {
      setWipe(painter.wipeAt(event.getX()));
    } else if (dragged) {
      painter.view().pan(event.getX() - lastX, event.getY() - lastY);
      setCursor(Cursor.CLOSED_HAND);
      lastX = event.getX();
      lastY = event.getY();
      repaint();
    }
  }

  private void release(MouseEvent event) {
    if (!dragged && !wiping && event.getButton() == MouseButton.PRIMARY) {
      click(painter.hit(event.getX(), event.getY()).map(this::groupOf).orElse(-1));
    }
    pressed = null;
    wiping = false;
    setCursor(Cursor.DEFAULT);
  }

  private void scroll(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      painter.zoom(Math.pow(STEP, event.getDeltaY() / 40), event.getX(), event.getY());
      repaint();
      event.consume();
    }
  }

  @Override
  boolean onOwnKey(KeyEvent event) {
    if (event.isControlDown()) {
      return false;
    }
    double page = Math.min(getWidth(), getHeight()) / 8;
    switch (event.getCode()) {
      case PLUS, ADD, EQUALS -> zoom(STEP);
      case MINUS, SUBTRACT -> zoom(1 / STEP);
      case DIGIT0, NUMPAD0 -> showAll();
      case COMMA -> setWipe(wipe.get() - 0.02);
      case PERIOD -> setWipe(wipe.get() + 0.02);
      case LEFT -> {
        return moved(event, page, 0);
      }
      case RIGHT -> {
        return moved(event, -page, 0);
      }
      case UP -> {
        return moved(event, 0, page);
      }
      case DOWN -> {
        return moved(event, 0, -page);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Arrows move the wall with Shift, and without it when there are no groups to walk through.
  private boolean moved(KeyEvent event, double right, double down) {
    boolean walks = picture().map(LayerPicture::groups).orElse(0) > 0;
    if (walks && !event.isShiftDown()) {
      return false;
    }
    painter.view().pan(right, down);
    repaint();
    return true;
  }

  @Override
  void paint(LayerPicture shown, double width, double height) {
    painter.paint(shown, width, height);
  }

  @Override
  Supplier<Runnable> prepare(LayerPicture next) {
    return painter.prepare(next);
  }

  @Override
  void reveal(int group) {
    painter.reveal(group);
  }

  @Override
  void pointerLeft() {
    setCursor(Cursor.DEFAULT);
  }

  @Override
  String emptyText() {
    return "No layer is shown\nChoose a layer on the left to see its filters.";
  }

  @Override
  String describe(LayerPicture shown) {
    ConvWeights weights = shown.original();
    return "Filter wall of "
        + shown.name()
        + ": "
        + Digits.plural(weights.filters(), "filter")
        + " of "
        + Digits.plural(weights.channels(), "channel")
        + ", kernels of "
        + weights.kernelHeight()
        + " by "
        + weights.kernelWidth()
        + shown
            .grouping()
            .map(grouping ->
                ", " + Digits.plural(grouping.groups(), "group") + " with one scale each")
            .orElse(shown.isFloat() ? ", not quantized" : ", no scales");
  }

  @Override
  String describeGroup(int group) {
    LayerPicture shown = picture().orElseThrow();
    return GroupText.describe(shown, group);
  }

  private int groupOf(WallLayout.Hit hit) {
    return picture()
        .flatMap(LayerPicture::grouping)
        .map(grouping -> groupOf(grouping, hit))
        .orElse(-1);
  }

  private static int groupOf(Grouping grouping, WallLayout.Hit hit) {
    return grouping.groupOf(hit.filter(), hit.channel());
  }

  private String describeWeight(WallLayout.Hit hit) {
    LayerPicture shown = picture().orElseThrow();
    boolean inColour = showsColour(shown.original());
    return GroupText.describeWeight(shown, hit, inColour, painter.isCoarse());
  }
}
