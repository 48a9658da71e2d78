package filterscope.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/// The views, the keys, and how to begin, on one page.
final class HelpPopover {
  private static final String[][] KEYS = {
    {"Drop a file", "a network (.onnx, packed: .fsc), a recipe (.json) or images"},
    {"Ctrl+O", "open a network or a packed model"},
    {"↑  ↓", "in the list: another layer; Shift and Ctrl select several"},
    {"←  →", "on a slider: half or double; in a picture: the next group"},
    {"+  −  0", "in a picture: nearer, farther, everything"},
    {"Right click, Menu key", "on a picture: save it as PNG or SVG, copy it"},
    {"Ctrl+Z  Ctrl+Y", "undo, redo"},
    {"Ctrl+F", "search the layers"},
    {"Ctrl+D", "light or dark"},
    {"Ctrl+E", "export this configuration"},
    {"Ctrl+Shift+C", "copy the whole state as JSON"},
    {"Ctrl+Shift+V", "paste a state, or a recipe for what is open"},
    {"Esc", "stop what is running; in a picture: let go"},
    {"F1", "this page"},
  };

  private final PopOver popover;

  HelpPopover() {
    GridPane keys = grid();
    for (String[] row : KEYS) {
      keys.addRow(keys.getRowCount(), key(row[0]), wrapped(row[1], "help-words"));
    }
    GridPane views = grid();
    int tab = 0;
    for (StageView view : StageView.values()) {
      tab++;
      views.addRow(
          views.getRowCount(),
          key(shortcut(tab)),
          key(view.title()),
          wrapped(words(view), "help-words"));
    }
    VBox content =
        new VBox(
            Parts.label("What does a shared scale cost?", "why-title"),
            wrapped(
                "Filters of a layer are stored in a few bits; neighbours share one scaling factor. Move “Filters per scale”"
                    + " or the weight bits and read what happens to accuracy, memory and speed. Point at a group: it lights up"
                    + " in every picture. Every number answers “Why?”.",
                "why-fact"),
            Parts.label("Views", "help-head"),
            views,
            Parts.label("Keys", "help-head"),
            keys);
    content.getStyleClass().addAll("why-content", "help");
    popover = new PopOver(content);
    popover.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
    popover.setDetachable(false);
    popover.setHideOnEscape(true);
  }

  /// @param tab from 1; the eleventh would have no shortcut
  private static String shortcut(int tab) {
    return tab > 10 ? "" : "Ctrl+" + tab % 10;
  }

  private static String words(StageView view) {
    return switch (view) {
      case FILTERS -> "the weights of every filter, and which of them share a scale";
      case SCALES -> "every scale, and what it stands for";
      case WEIGHTS -> "how the weights are spread; L: logarithmic, Shift+← →: the bound";
      case ACTIVATIONS -> "an image in both networks; , and . another channel, D: difference";
      case BITS -> "one output worked out from the stored bits";
      case IMAGES -> "which classes are taken for which; Enter opens a cell";
      case COMPARE -> "two configurations, layer by layer; those you save are kept";
      case TRADE_OFF -> "accuracy against memory or time; Enter takes a point";
      case SENSITIVITY -> "what each layer alone costs; Enter goes to it";
    };
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("help-keys");
    return grid;
  }

  private static Label key(String text) {
    Label label = Parts.label(text, "help-key");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label wrapped(String text, String style) {
    Label label = Parts.label(text, style);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
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
