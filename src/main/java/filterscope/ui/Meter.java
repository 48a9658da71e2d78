package filterscope.ui;

import filterscope.ui.model.Explanation;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What all meters have: a title with its "Why?", a large number with smaller ones beside it, and a line of detail.
abstract class Meter extends VBox {
  /// The number is that of the configuration before, until its own is known.
  static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  final Label title;
  final Label value = Parts.label("–", "meter-value");
  final Label beside = Parts.label("", "meter-beside");
  final Label versus = Parts.label("", "meter-versus");
  final Label detail = Parts.label("", "meter-detail");

  private final WhyPopover popover = new WhyPopover();
  private final Supplier<Optional<Explanation>> answer;

  /// @param why answers with the numbers of the moment; nothing before a network is open
  Meter(String name, Supplier<Optional<Explanation>> why) {
    title = Parts.label(name, "meter-title");
    getStyleClass().add("meter");
    Button ask = new Button("Why?");
    ask.getStyleClass().addAll("flat", "small", "why");
    ask.setAccessibleText("Why? Explains " + name);
    ask.setTooltip(Parts.tip("Where this number comes from: the formula with these numbers in it"));
    answer = why;
    ask.setOnAction(_ -> why.get().ifPresent(explanation -> popover.show(ask, explanation)));
    HBox head = new HBox(title, Parts.spring(), ask);
    head.getStyleClass().add("meter-head");
    HBox numbers = new HBox(value, beside, Parts.spring(), versus);
    numbers.getStyleClass().add("meter-numbers");
    detail.setMaxWidth(Double.MAX_VALUE);
    getChildren().addAll(head, numbers);
    setMinWidth(0);
  }

  /// Puts what a person can change below the answers.
  final void assume(Node controls, ObservableValue<?>... changes) {
    popover.add(controls);
    for (ObservableValue<?> change : changes) {
      change.subscribe(_ -> answer.get().ifPresent(popover::renew));
    }
  }

  /// Lets a screen reader say the whole meter.
  final void speak(String words) {
    setAccessibleText(words);
  }
}
