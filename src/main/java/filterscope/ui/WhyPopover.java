package filterscope.ui;

import filterscope.ui.model.Explanation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/// The answer to "Why?", beside the button that asked.
final class WhyPopover {
  private final VBox content = new VBox();
  private final VBox page = new VBox(content);
  private final PopOver popover = new PopOver(page);

  WhyPopover() {
    content.getStyleClass().add("why-content");
    popover.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
    popover.setDetachable(false);
    popover.setAutoHide(true);
    popover.setHideOnEscape(true);
  }

  /// Puts controls below the explanation.
  void add(Node controls) {
    page.getChildren().add(controls);
  }

  /// Says the same with other numbers, where it is open.
  void renew(Explanation explanation) {
    if (popover.isShowing()) {
      fill(content, explanation);
    }
  }

  void show(Node beside, Explanation explanation) {
    fill(content, explanation);
    popover.getRoot().getStyleClass().add("why-popover");
    popover.show(beside);
  }

  /// Writes an explanation: what it is about, the formulas, the facts.
  static void fill(VBox content, Explanation explanation) {
    content.getChildren().setAll(Parts.label(explanation.title(), "why-title"));
    explanation.formula().forEach(line -> content.getChildren().add(wrapped(line, "why-formula")));
    explanation.facts().forEach(fact -> content.getChildren().add(wrapped(fact, "why-fact")));
  }

  private static Label wrapped(String text, String style) {
    Label label = Parts.label(text, style);
    label.setWrapText(true);
    label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    return label;
  }
}
