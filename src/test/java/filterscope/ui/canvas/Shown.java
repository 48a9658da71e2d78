package filterscope.ui.canvas;

import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// A control in a window without a display, and the events of mouse, wheel and keyboard that tests send to it. Everything
/// here is called on the JavaFX thread.
final class Shown<D extends Sheet> {
  final D control;
  private final Stage stage = new Stage();
  private final Scene scene;

  Shown(D control, double width, double height) {
    this.control = control;
    scene = new Scene(new StackPane(control), width, height);
    Gallery.style(scene, false);
    stage.setScene(scene);
    stage.show();
    paint();
  }

  /// Lays out and paints at once, as the next pulse would.
  WritableImage paint() {
    return scene.snapshot(null);
  }

  void dark(boolean dark) {
    scene.getStylesheets().clear();
    Gallery.style(scene, dark);
  }

  void move(double x, double y) {
    fire(MouseEvent.MOUSE_MOVED, x, y, false);
  }

  void press(double x, double y) {
    fire(MouseEvent.MOUSE_PRESSED, x, y, true);
  }

  void drag(double x, double y) {
    fire(MouseEvent.MOUSE_DRAGGED, x, y, true);
  }

  void release(double x, double y) {
    fire(MouseEvent.MOUSE_RELEASED, x, y, false);
  }

  void click(double x, double y) {
    press(x, y);
    release(x, y);
    fire(MouseEvent.MOUSE_CLICKED, x, y, false);
  }

  void leave() {
    fire(MouseEvent.MOUSE_EXITED, -5, -5, false);
  }

  void scroll(double x, double y, double amount) {
    control.fireEvent(
        new ScrollEvent(
            ScrollEvent.SCROLL,
            x,
            y,
            x,
            y,
            false,
            false,
            false,
            false,
            false,
            false,
            0,
            amount,
            0,
            amount,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null));
  }

  void key(KeyCode code) {
    key(code, false);
  }

  void key(KeyCode code, boolean shift) {
    control.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
  }

  private void fire(javafx.event.EventType<MouseEvent> type, double x, double y, boolean pressed) {
    control.fireEvent(
        new MouseEvent(
            type,
            x,
            y,
            x,
            y,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            pressed,
            false,
            false,
            true,
            false,
            true,
            null));
  }

  void close() {
    stage.hide();
  }

  /// Runs a test on the JavaFX thread with a control in a window.
  static <D extends Sheet> void with(
      java.util.function.Supplier<D> control, java.util.function.Consumer<Shown<D>> test) {
    Toolkit.run(() -> {
      Shown<D> shown = new Shown<>(control.get(), 640, 480);
      try {
        test.accept(shown);
      } finally {
        shown.close();
      }
    });
  }
}
