package filterscope.ui;

import filterscope.job.WholeFile;
import filterscope.ui.canvas.Picture;
import filterscope.ui.model.WindowModel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;

/// What can be done with every picture of the window: keep it as PNG or SVG, copy it. One menu serves all of them, whichever
/// pane they are in.
final class PictureMenu {
  /// Pixels for one unit of the screen: sharp in print and on a projector.
  private static final double SCALE = 2;

  private final WindowModel model;
  private final FileDialogs dialogs;
  private final ContextMenu menu = new ContextMenu();
  private Optional<Picture> picture = Optional.empty();

  PictureMenu(WindowModel model, FileDialogs dialogs) {
    this.model = model;
    this.dialogs = dialogs;
    menu.setId("picture-menu");
    menu.getItems()
        .addAll(
            item("Save picture as PNG …", "save-png", this::savePng),
            item("Save picture as SVG …", "save-svg", this::saveSvg),
            item("Copy picture", "copy-picture", this::copy));
  }

  private static MenuItem item(String text, String id, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId(id);
    item.setOnAction(_ -> action.run());
    return item;
  }

  /// Unfolds where the person asked for it, if that was on a picture.
  void show(ContextMenuEvent event) {
    picture = event.getTarget() instanceof Node node ? pictureOf(node) : Optional.empty();
    if (picture.isPresent() && event.getTarget() instanceof Node node) {
      menu.show(node, event.getScreenX(), event.getScreenY());
      event.consume();
    } else {
      menu.hide();
    }
  }

  private static Optional<Picture> pictureOf(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at instanceof Picture found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private void savePng() {
    picture.ifPresent(shown -> {
      WritableImage image = shown.image(SCALE);
      save(shown, "png", out -> Snapshots.png(image, out));
    });
  }

  private void saveSvg() {
    picture.ifPresent(shown -> {
      byte[] text = shown.svg().getBytes(StandardCharsets.UTF_8);
      save(shown, "svg", out -> out.write(text));
    });
  }

  private void save(Picture shown, String ending, WholeFile.Contents contents) {
    String layer = model.stage().layerProperty().get().replaceAll("[^\\p{L}\\p{N}.-]+", "-");
    String name = (layer.isEmpty() ? "" : layer + "-") + shown.kind() + "." + ending;
    dialogs
        .chooseTarget(
            menu.getOwnerWindow(),
            ending.toUpperCase(Locale.ROOT) + " picture",
            name.replaceFirst("^[-.]+", ""))
        .ifPresent(file -> model.write(file, contents));
  }

  private void copy() {
    picture.ifPresent(shown -> {
      ClipboardContent content = new ClipboardContent();
      content.putImage(shown.image(SCALE));
      Clipboard.getSystemClipboard().setContent(content);
    });
  }
}
