package filterscope.ui.canvas;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// What the pictures of a layer have in common: the layer, prepared beside the JavaFX thread where it is large, and the
/// highlighted group.
///
/// Pointing at a group highlights it until the pointer leaves; a click pins it and a click elsewhere or Escape lets it
/// go. Arrows, Home and End walk through the groups.
abstract class Drawing extends Sheet {
  private static final int LARGE = 400_000;

  private final IntegerProperty highlightedGroup =
      new SimpleIntegerProperty(this, "highlightedGroup", -1);
  private @Nullable LayerPicture picture;
  private @Nullable LayerPicture wanted;
  private long asked;
  private int pinned = -1;

  Drawing(String styleClass) {
    super(styleClass);
    highlightedGroup.subscribe(group -> highlighted(group.intValue()));
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
    setReadout(groupReadout());
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

  final Optional<LayerPicture> picture() {
    return Optional.ofNullable(picture);
  }

  /// Whether a click has fixed the highlight.
  final boolean isPinned() {
    return pinned >= 0;
  }

  /// Lights a group up until it is let go.
  public final void pin(int group) {
    highlightedGroup.set(group);
    pinned = group;
    repaint();
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

  @Override
  final void leave() {
    hover(-1);
    pointerLeft();
    setReadout(groupReadout());
  }

  private void highlighted(int group) {
    if (isPinned() && group != pinned) {
      pinned = -1;
    }
    setReadout(groupReadout());
    repaint();
  }

  private String groupReadout() {
    int group = highlightedGroup.get();
    return picture == null || group < 0 || group >= picture.groups() ? "" : describeGroup(group);
  }

  @Override
  final boolean onKey(KeyEvent event) {
    return onOwnKey(event) || walks(event);
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
  final void paint(double width, double height) {
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
}
