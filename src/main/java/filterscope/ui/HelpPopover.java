package filterscope.ui;

import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/// The keys, and how to begin, on one page.
final class HelpPopover {
  private static final String[][] KEYS = {
    {"Drop a file", "an .onnx network, or images for the one that is open"},
    {"Ctrl+O", "open a network"},
    {"Ctrl+1 … Ctrl+0", "filters, scales, weights and the other views, in the order of their tabs"},
    {"↑  ↓", "in the list: another layer; Shift and Ctrl select several"},
    {"←  →", "on a slider: half or double; in a picture: the next group"},
    {"+  −  0", "in a picture: nearer, farther, everything"},
    {"Right click, Menu key", "on a picture: save it as PNG or SVG, copy it"},
    {"Ctrl+Z  Ctrl+Y", "undo, redo"},
    {"Ctrl+F", "search the layers"},
    {"Ctrl+D", "light or dark"},
    {"Ctrl+E", "export"},
    {"Ctrl+Shift+C  Ctrl+Shift+V", "copy and paste the whole state as JSON"},
    {"Esc", "stop what is running"},
    {"F1", "this page"},
  };

  private final PopOver popover;

  HelpPopover() {
    GridPane keys = new GridPane();
    keys.getStyleClass().add("help-keys");
    for (int row = 0; row < KEYS.length; row++) {
      keys.addRow(
          row, Parts.label(KEYS[row][0], "help-key"), Parts.label(KEYS[row][1], "help-words"));
    }
    VBox content =
        new VBox(
            Parts.label("What does a shared scale cost?", "why-title"),
            wrapped(
                "Filters of a layer are stored in a few bits; neighbours share one scaling factor. Move “Filters per scale”"
                    + " or the weight bits and read what happens to accuracy, memory and speed. Point at a group: it lights up"
                    + " in every picture. Every number answers “Why?”."),
            keys);
    content.getStyleClass().add("why-content");
    popover = new PopOver(content);
    popover.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
    popover.setDetachable(false);
    popover.setHideOnEscape(true);
  }

  private static javafx.scene.control.Label wrapped(String text) {
    javafx.scene.control.Label label = Parts.label(text, "why-fact");
    label.setWrapText(true);
    label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    return label;
  }

  void toggle(Node beside) {
    if (popover.isShowing()) {
      popover.hide();
    } else {
      popover.getRoot().getStyleClass().add("why-popover");
      popover.show(beside);
    }
  }
}
