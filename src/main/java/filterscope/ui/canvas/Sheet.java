package filterscope.ui.canvas;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import javafx.stage.Window;

/// What every drawn control is: a canvas that fills the control and is painted at most once a pulse, colours from the style
/// sheet, a focus ring, and one line of text about what is under the cursor.
abstract class Sheet extends Region implements Picture {
  private static final List<CssMetaData<? extends Styleable, ?>> METADATA = Inks.metadata();
  private static final double LINE = 20;

  /// Pixels for one unit in files of vectors, for what is made of pixels.
  private static final double FINE = 2;

  private final Canvas canvas = new Canvas();
  private final Surface surface = new Surface();
  private final Inks inks;
  private final Brush screen = new CanvasBrush(canvas.getGraphicsContext2D());
  private final Pen pen;
  private final ReadOnlyStringWrapper readout = new ReadOnlyStringWrapper(this, "readout", "");
  private final String kind;
  private double outputScale;

  Sheet(String styleClass) {
    kind = styleClass.replaceFirst("^fs-", "");
    inks = new Inks(this, this::repaint);
    pen = new Pen(screen, inks);
    getStyleClass().addAll("fs-drawing", styleClass);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    setMinSize(120, 80);
    setPrefSize(640, 420);
    getChildren().add(surface);
    focusVisibleProperty().subscribe(_ -> repaint());
    visibleProperty().subscribe(_ -> repaint());
    addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> leave());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onAnyKey);
  }

  /// One line about what is under the cursor, or about what is highlighted, or empty.
  public final ReadOnlyStringProperty readoutProperty() {
    return readout.getReadOnlyProperty();
  }

  public final String getReadout() {
    return readout.get();
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

  private void onAnyKey(KeyEvent event) {
    if (!event.isAltDown() && !event.isMetaDown() && onKey(event)) {
      event.consume();
    }
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
    // What nobody sees is painted when it comes into view.
    if (width < 8 || height < 8 || !isVisible()) {
      return;
    }
    canvas.getGraphicsContext2D().clearRect(0, 0, width, height);
    paintAll(width, height);
    if (isFocusVisible()) {
      screen.setStroke(inks.accent.get());
      screen.setLineWidth(2);
      screen.strokeRoundRect(1, 1, width - 2, height - 2, 6, 6);
    }
  }

  private void paintAll(double width, double height) {
    Brush brush = pen.graphics();
    brush.setGlobalAlpha(1);
    brush.setFill(inks.surface.get());
    brush.fillRect(0, 0, width, height);
    paint(width, height);
  }

  /// Paints somewhere else than on the screen.
  private void paintWith(Brush brush, double scale) {
    double before = outputScale;
    pen.take(brush);
    outputScale = scale;
    try {
      paintAll(getWidth(), getHeight());
    } finally {
      pen.take(screen);
      outputScale = before;
      repaint();
    }
  }

  @Override
  public final String title() {
    String spoken = getAccessibleText();
    return spoken == null ? "" : spoken;
  }

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public final String svg() {
    SvgBrush brush = new SvgBrush(getWidth(), getHeight());
    paintWith(brush, FINE);
    return brush.document(title());
  }

  @Override
  public final WritableImage image(double scale) {
    Canvas paper = new Canvas(Math.rint(getWidth() * scale), Math.rint(getHeight() * scale));
    GraphicsContext graphics = paper.getGraphicsContext2D();
    graphics.scale(scale, scale);
    paintWith(new CanvasBrush(graphics), scale);
    return paper.snapshot(null, null);
  }

  /// Where in something higher than its room one is, at the right edge; nothing where all of it is seen.
  ///
  /// @param scrolled how far the upper edge is from the beginning
  /// @param all how high everything is
  final void drawThumb(double scrolled, double all, double room) {
    if (all > room) {
      Brush brush = pen.graphics();
      brush.setFill(inks.muted.get().deriveColor(0, 1, 1, 0.5));
      brush.fillRoundRect(
          getWidth() - 6,
          4 + scrolled / all * (room - 8),
          4,
          Math.max(8, room / all * (room - 8)),
          4,
          4);
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

  /// Draws into the whole control, whose background is already filled.
  abstract void paint(double width, double height);

  /// A key without Alt or Meta; true when it meant something.
  abstract boolean onKey(KeyEvent event);

  /// The pointer has left the control.
  abstract void leave();

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
