package filterscope.ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The small nodes that all panes are made of.
final class Parts {
  private Parts() {}

  static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  static Label label(ObservableValue<String> text, String... styles) {
    Label label = label("", styles);
    label.textProperty().bind(text);
    return label;
  }

  /// A flat button with a picture and words.
  static Button tool(Feather icon, String text, String help, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.getStyleClass().addAll("flat", "tool");
    button.setTooltip(tip(help));
    button.setAccessibleText(text.isEmpty() ? help : text);
    button.setAccessibleHelp(help);
    button.setOnAction(_ -> action.run());
    return button;
  }

  static Tooltip tip(String text) {
    Tooltip tip = new Tooltip(text);
    tip.setWrapText(true);
    tip.setMaxWidth(360);
    return tip;
  }

  /// Words that change.
  static Tooltip tip(ObservableValue<String> text) {
    Tooltip tip = tip("");
    tip.textProperty().bind(text);
    return tip;
  }

  /// A small patch of the colour that something has in a picture.
  static Region swatch(String style) {
    Region swatch = new Region();
    swatch.getStyleClass().addAll("swatch", style);
    return swatch;
  }

  /// Takes the room that is left.
  static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    spring.setMinWidth(0);
    return spring;
  }
}
