package filterscope.ui.canvas;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// What the drawn controls have in common: a canvas that fills the control and is painted at most once a pulse, colours
/// from the style sheet, the highlighted group, and the text of what is under the cursor.
///
/// Pointing at a group highlights it until the pointer leaves; a click pins it and a click elsewhere or Escape lets it
/// go. Arrows, Home and End walk through the groups.
abstract class Drawing extends Region {
  private static final List<CssMetaData<? extends Styleable, ?>> METADATA = Inks.metadata();
  private static final double LINE = 20;
  private static final int LARGE = 400_000;

  private final Canvas canvas = new Canvas();
  private final Surface surface = new Surface();
  private final Inks inks;
  private final Pen pen;
  private final ReadOnlyStringWrapper readout = new ReadOnlyStringWrapper(this, "readout", "");
  private final IntegerProperty highlightedGroup =
      new SimpleIntegerProperty(this, "highlightedGroup", -1);
  private @Nullable LayerPicture picture;
  private @Nullable LayerPicture wanted;
  private long asked;
  private int pinned = -1;
  private double outputScale;

  Drawing(String styleClass) {
    inks = new Inks(this, this::repaint);
    pen = new Pen(canvas.getGraphicsContext2D(), inks);
    getStyleClass().addAll("fs-drawing", styleClass);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    setMinSize(120, 80);
    setPrefSize(640, 420);
    getChildren().add(surface);
    highlightedGroup.subscribe(group -> highlighted(group.intValue()));
    focusVisibleProperty().subscribe(_ -> repaint());
    addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> leave());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /// Shows a layer. What was highlighted stays so when the layer still has such a group. A large layer is prepared beside
  /// the JavaFX thread, until then the one before stays; of several calls the last one wins.
  public final void show(LayerPicture next) {
    Supplier<Runnable> preparation = prepare(next);
    wanted = next;
    long wish = ++asked;
    if (next.original().size() <= LARGE) {
      install(next, preparation.get());
      return;
    }
    repaint();
    Thread.ofVirtual()
        .start(() -> {
          Runnable result = preparation.get();
          Platform.runLater(() -> {
            if (wish == asked) {
              install(next, result);
            }
          });
        });
  }

  /// Shows a layer of any size before returning.
  final void showNow(LayerPicture next) {
    wanted = next;
    asked++;
    install(next, prepare(next).get());
  }

  private void install(LayerPicture next, Runnable result) {
    picture = next;
    result.run();
    setAccessibleText(describe(next));
    if (highlightedGroup.get() >= next.groups()) {
      highlightedGroup.set(-1);
    }
    if (pinned >= next.groups()) {
      pinned = -1;
    }
    readout.set(groupReadout());
    repaint();
  }

  /// The group that is lit up, from 0; −1 for none. Bind it in both directions to light a group up everywhere.
  public final IntegerProperty highlightedGroupProperty() {
    return highlightedGroup;
  }

  public final int getHighlightedGroup() {
    return highlightedGroup.get();
  }

  public final void setHighlightedGroup(int group) {
    highlightedGroup.set(group);
  }

  /// One line about what is under the cursor, or about the highlighted group, or empty.
  public final ReadOnlyStringProperty readoutProperty() {
    return readout.getReadOnlyProperty();
  }

  public final String getReadout() {
    return readout.get();
  }

  final Optional<LayerPicture> picture() {
    return Optional.ofNullable(picture);
  }

  final Inks inks() {
    return inks;
  }

  final Pen pen() {
    return pen;
  }

  final void setReadout(String text) {
    readout.set(text);
  }

  /// Paints again in the next pulse.
  final void repaint() {
    surface.requestLayout();
  }

  /// Physical pixels for one unit of the scene.
  final double outputScale() {
    if (outputScale > 0) {
      return outputScale;
    }
    Window window = getScene() == null ? null : getScene().getWindow();
    return window == null ? 1 : Math.max(1, window.getRenderScaleX());
  }

  /// Draws as on a screen with so many pixels for one unit, whatever the window says; for pictures of a higher resolution.
  final void setOutputScale(double scale) {
    outputScale = scale;
    repaint();
  }

  /// Whether a click has fixed the highlight.
  final boolean isPinned() {
    return pinned >= 0;
  }

  /// The pointer is over a group, or over none (−1).
  final void hover(int group) {
    if (!isPinned()) {
      highlightedGroup.set(group);
    }
  }

  /// A click on a group, or beside all of them (−1).
  final void click(int group) {
    pinned = group == pinned ? -1 : group;
    highlightedGroup.set(group);
    repaint();
  }

  private void leave() {
    hover(-1);
    pointerLeft();
    readout.set(groupReadout());
  }

  private void highlighted(int group) {
    if (isPinned() && group != pinned) {
      pinned = -1;
    }
    readout.set(groupReadout());
    repaint();
  }

  private String groupReadout() {
    int group = highlightedGroup.get();
    return picture == null || group < 0 || group >= picture.groups() ? "" : describeGroup(group);
  }

  private void onKey(KeyEvent event) {
    if (!event.isAltDown() && !event.isMetaDown() && (onOwnKey(event) || walks(event))) {
      event.consume();
    }
  }

  private boolean walks(KeyEvent event) {
    int groups = picture == null ? 0 : picture.groups();
    if (groups == 0 || event.isShiftDown() || event.isControlDown()) {
      return false;
    }
    int now = highlightedGroup.get();
    int row = picture == null ? 1 : picture.grouping().orElseThrow().channelBlocks();
    int next =
        switch (event.getCode()) {
          case RIGHT -> now + 1;
          case LEFT -> now < 0 ? groups - 1 : now - 1;
          case DOWN -> now < 0 ? 0 : now + row;
          case UP -> now < 0 ? groups - 1 : now - row;
          case HOME -> 0;
          case END -> groups - 1;
          case ESCAPE -> -1;
          default -> Integer.MIN_VALUE;
        };
    if (next == Integer.MIN_VALUE) {
      return false;
    }
    pinned = -1;
    if (event.getCode() == KeyCode.ESCAPE) {
      highlightedGroup.set(-1);
    } else if (next >= 0 && next < groups) {
      highlightedGroup.set(next);
      reveal(next);
    }
    return true;
  }

  @Override
  protected final void layoutChildren() {
    surface.resizeRelocate(0, 0, getWidth(), getHeight());
    surface.requestLayout();
  }

  private void draw() {
    double width = getWidth();
    double height = getHeight();
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    if (width < 8 || height < 8) {
      return;
    }
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.setGlobalAlpha(1);
    graphics.setFill(inks.surface.get());
    graphics.clearRect(0, 0, width, height);
    graphics.fillRect(0, 0, width, height);
    LayerPicture shown = picture;
    if (shown == null) {
      LayerPicture coming = wanted;
      drawMessage(
          coming == null
              ? emptyText()
              : coming.name() + "\nPreparing the picture of this large layer…");
    } else {
      paint(shown, width, height);
    }
    if (isFocusVisible()) {
      graphics.setStroke(inks.accent.get());
      graphics.setLineWidth(2);
      graphics.strokeRoundRect(1, 1, width - 2, height - 2, 6, 6);
    }
  }

  /// A title in the middle and, behind a line break, a sentence under it.
  final void drawMessage(String text) {
    int split = text.indexOf('\n');
    pen.at(TextAlignment.CENTER, VPos.CENTER, 14);
    List<String> lines = pen.wrapped(text.substring(split + 1), getWidth() - 32);
    double y = getHeight() / 2 - lines.size() * LINE / 2;
    pen.color(inks.muted.get());
    for (int line = 0; line < lines.size(); line++) {
      pen.write(lines.get(line), getWidth() / 2, y + (line + 1) * LINE);
    }
    pen.at(TextAlignment.CENTER, VPos.CENTER, 16)
        .color(inks.text.get())
        .write(text.substring(0, split), getWidth() / 2, y - 4, getWidth() - 32);
  }

  /// Draws a layer into the whole control, whose background is already filled.
  abstract void paint(LayerPicture shown, double width, double height);

  /// Computes what drawing a layer needs. Called on the JavaFX thread; what it returns is run on any thread, and the result of
  /// that again on the JavaFX thread, unless another layer came meanwhile.
  abstract Supplier<Runnable> prepare(LayerPicture next);

  /// The name that a screen reader speaks.
  abstract String describe(LayerPicture shown);

  /// One line about a group.
  abstract String describeGroup(int group);

  /// What to say before any layer is shown.
  abstract String emptyText();

  /// Keys of the control itself; true when the key was one of them.
  abstract boolean onOwnKey(KeyEvent event);

  /// Scrolls so that a group is seen.
  abstract void reveal(int group);

  /// The pointer has left the control.
  abstract void pointerLeft();

  @Override
  public final List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return METADATA;
  }

  /// Holds the canvas. It is unmanaged and therefore the root of its own layout: a repaint lays out nothing else.
  private final class Surface extends Region {
    Surface() {
      setManaged(false);
      setMouseTransparent(true);
      getChildren().add(canvas);
    }

    @Override
    protected void layoutChildren() {
      draw();
    }
  }
}
