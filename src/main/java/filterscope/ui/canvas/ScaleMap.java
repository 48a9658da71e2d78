package filterscope.ui.canvas;

import filterscope.method.FilterOrder;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.Reordering;
import filterscope.method.SharingPrice;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// The map of shared scales of a layer: every group with its scale, the own α of its members around it, and the exact price
/// of sharing as a bar.
///
/// Where whole filters share, the filters stand from left to right, each with a dot at its own α, the groups are the steps
/// of a line at the shared scale, and the bars of the prices stand below. Where tiles of kernels share, the map is the
/// `n×c` grid, a tile a group, with the prices summed along its edges and the highlighted group's members spread out below.
public final class ScaleMap extends Drawing {
  private static final double STEP = 1.25;
  private static final double CLICK = 3;

  private final FilterScales filterScales = new FilterScales(this);
  private final TileScales tileScales = new TileScales(this);
  private final ObjectProperty<Optional<FilterOrder>> order =
      new SimpleObjectProperty<>(this, "order", Optional.empty());
  private final ReadOnlyObjectWrapper<Map<FilterOrder, Double>> prices =
      new ReadOnlyObjectWrapper<>(this, "prices", Map.of());
  private Optional<FilterOrder> shownOrder = Optional.empty();
  private @Nullable ScaleFigures figures;
  private double pressedX;
  private double lastX;
  private boolean dragged;

  public ScaleMap() {
    super("fs-scale-map");
    setAccessibleText("Map of shared scales");
    order.subscribe(_ -> picture().ifPresent(this::show));
    setOnMouseMoved(this::move);
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(this::release);
    setOnScroll(this::scroll);
  }

  /// Shows all filters again.
  public void showAll() {
    filterScales.span().showAll();
    repaint();
  }

  /// Zooms around the middle of the filters; does nothing where tiles of kernels share, all of which are always seen.
  public void zoom(double factor) {
    filterScales.span().zoom(factor, 0.5);
    repaint();
  }

  private static ScaleFigures figures(
      LayerPicture picture, GridConv grid, Optional<FilterOrder> wanted) {
    return wanted
        .map(other -> ScaleFigures.at(picture.original(), grouping(picture, grid, other)))
        .orElseGet(() -> ScaleFigures.of(picture, grid));
  }

  /// As many groups as the stored form has, in another order of the filters.
  private static Grouping grouping(LayerPicture picture, GridConv grid, FilterOrder order) {
    Grouping stored = grid.grouping();
    return Reordering.grouping(
        picture.original(),
        order,
        Math.ceilDiv(stored.filters(), stored.filterBlocks()),
        Math.ceilDiv(stored.channels(), stored.channelBlocks()));
  }

  /// The order of the filters whose price is shown, at one bit; empty for the groups and scales that the layer has.
  public ObjectProperty<Optional<FilterOrder>> orderProperty() {
    return order;
  }

  /// What sharing costs in every order, at one bit; empty where nothing is shared.
  public ReadOnlyObjectProperty<Map<FilterOrder, Double>> pricesProperty() {
    return prices.getReadOnlyProperty();
  }

  Optional<ScaleFigures> figures() {
    return Optional.ofNullable(figures);
  }

  Span span() {
    return filterScales.span();
  }

  /// The group at a place of the control, −1 beside all of them.
  int groupAt(double x, double y) {
    // Groups of an order that the layer does not have light up nothing elsewhere.
    return figures == null || shownOrder.isPresent()
        ? -1
        : figures.kernelwise() ? tileScales.groupAt(x, y) : filterScales.groupAt(x, y);
  }

  private void move(MouseEvent event) {
    int group = groupAt(event.getX(), event.getY());
    hover(group);
    if (group >= 0) {
      setReadout(describeGroup(group));
    }
  }

  private void press(MouseEvent event) {
    pressedX = event.getX();
    lastX = event.getX();
    dragged = false;
  }

  private void drag(MouseEvent event) {
    dragged |= Math.abs(event.getX() - pressedX) > CLICK;
    if (dragged && figures != null && !figures.kernelwise()) {
      filterScales.span().pan((lastX - event.getX()) / filterScales.width());
      lastX = event.getX();
      repaint();
    }
  }

  private void release(MouseEvent event) {
    if (!dragged && event.getButton() == MouseButton.PRIMARY) {
      click(groupAt(event.getX(), event.getY()));
    }
  }

  private void scroll(ScrollEvent event) {
    if (event.getDeltaY() != 0 && figures != null && !figures.kernelwise()) {
      double share = (event.getX() - filterScales.left()) / filterScales.width();
      filterScales.span().zoom(Math.pow(STEP, event.getDeltaY() / 40), Math.clamp(share, 0, 1));
      repaint();
      event.consume();
    }
  }

  @Override
  boolean onOwnKey(KeyEvent event) {
    if (event.isControlDown()) {
      return false;
    }
    switch (event.getCode()) {
      case PLUS, ADD, EQUALS -> zoom(STEP);
      case MINUS, SUBTRACT -> zoom(1 / STEP);
      case DIGIT0, NUMPAD0 -> showAll();
      case LEFT, RIGHT -> {
        if (!event.isShiftDown()) {
          return false;
        }
        filterScales.span().pan(event.getCode() == KeyCode.LEFT ? -0.1 : 0.1);
        repaint();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void paint(LayerPicture shown, double width, double height) {
    ScaleFigures known = figures;
    if (known == null) {
      drawMessage(StoredText.withoutScales(shown.name(), shown.stored()));
    } else if (known.kernelwise()) {
      tileScales.paint(known, width, height);
    } else {
      filterScales.paint(known, width, height);
    }
  }

  @Override
  Supplier<Runnable> prepare(LayerPicture next) {
    Optional<FilterOrder> wanted = order.get();
    return () -> {
      ScaleFigures computed = next.grid().map(grid -> figures(next, grid, wanted)).orElse(null);
      Map<FilterOrder, Double> costs = new EnumMap<>(FilterOrder.class);
      next.grid()
          .ifPresent(grid -> {
            for (FilterOrder each : FilterOrder.values()) {
              costs.put(each, SharingPrice.of(next.original(), grouping(next, grid, each)).total());
            }
          });
      return () -> {
        figures = computed;
        shownOrder = wanted;
        prices.set(Map.copyOf(costs));
      };
    };
  }

  @Override
  void reveal(int group) {
    if (figures != null && !figures.kernelwise()) {
      filterScales.reveal(figures, group);
    }
  }

  @Override
  void pointerLeft() {}

  @Override
  String emptyText() {
    return "No layer is shown\nChoose a layer on the left to see which filters share a scale.";
  }

  @Override
  String describe(LayerPicture shown) {
    return "Map of shared scales of "
        + shown.name()
        + figures()
            .map(known ->
                ": "
                    + Digits.plural(known.groups(), "group")
                    + " of "
                    + Digits.plural(known.members(), known.memberNoun())
                    + ", price of sharing "
                    + Digits.three(known.totalPrice()))
            .orElse(shown.isFloat() ? ": not quantized" : ": no scales");
  }

  @Override
  String describeGroup(int group) {
    LayerPicture shown = picture().orElseThrow();
    return figures()
        .map(known ->
            GroupText.describe(shown, group)
                + " · price of sharing "
                + Digits.three(known.price(group))
                + share(known, group))
        .orElse("");
  }

  private static String share(ScaleFigures figures, int group) {
    double total = figures.totalPrice();
    return total > 0
        ? " (" + Digits.percent(figures.price(group) / total) + " of the layer's)"
        : "";
  }
}
