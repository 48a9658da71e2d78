package filterscope.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import org.controlsfx.control.SegmentedButton;

/// A row of buttons of which one is pressed. The arrow keys move between them.
///
/// @param <T> what a button stands for
final class Segments<T> extends SegmentedButton {
  private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();
  private Optional<T> shown = Optional.empty();

  /// @param title for screen readers
  /// @param choices in order, with their words
  /// @param onChoice takes what the person chose
  Segments(String title, Map<T, String> choices, Consumer<T> onChoice) {
    setAccessibleText(title);
    choices.forEach((choice, words) -> {
      ToggleButton button = new ToggleButton(words);
      button.setAccessibleText(title + " " + words);
      button.setMinWidth(0);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setFocusTraversable(true);
      buttons.put(choice, button);
      button
          .selectedProperty()
          .subscribe(selected -> {
            boolean isShown = shown.filter(choice::equals).isPresent();
            if (selected && !isShown) {
              shown = Optional.of(choice);
              onChoice.accept(choice);
            }
          });
      // A button that is pressed stays pressed when it is clicked again.
      button.setOnAction(_ -> button.setSelected(true));
    });
    getButtons().addAll(buttons.values());
  }

  /// Spreads the buttons over this width, longer words getting more of it.
  Segments<T> spread(double width) {
    int letters = buttons.values().stream().mapToInt(Segments::room).sum();
    buttons.values().forEach(button -> button.setPrefWidth(width * room(button) / letters));
    return this;
  }

  private static int room(ToggleButton button) {
    return button.getText().length() + 3;
  }

  /// Presses the button of a choice, or none.
  void show(Optional<T> choice) {
    shown = choice;
    buttons.forEach((of, button) -> button.setSelected(choice.filter(of::equals).isPresent()));
  }

  /// How wide each button wants to be.
  double[] widths() {
    return buttons.values().stream().mapToDouble(button -> button.prefWidth(-1)).toArray();
  }

  /// Offers only the first choices.
  void offer(int count) {
    getButtons().setAll(buttons.values().stream().limit(count).toList());
  }

  /// Other words on a button.
  void rename(T choice, String words) {
    Optional.ofNullable(buttons.get(choice)).ifPresent(button -> button.setText(words));
  }
}
