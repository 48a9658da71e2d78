package filterscope.ui;

import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.ui.model.ConfigurationModel;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;

/// One of a few words.
final class ChoiceParam extends ParamControl {
  private final Param.Choice param;
  private final ComboBox<Param.Option> box = new ComboBox<>();

  ChoiceParam(ConfigurationModel model, Param.Choice param) {
    super(model, param);
    this.param = param;
    box.getItems().setAll(param.options());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Param.Option option) {
            return option == null ? "" : option.title();
          }

          @Override
          public Param.Option fromString(String title) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    box.setAccessibleText(param.title());
    box.getStyleClass().add("small");
    box.setMinWidth(0);
    box.setMaxWidth(Double.MAX_VALUE);
    Label title = Parts.label(param.title(), "param-title");
    title.setTooltip(Parts.tip(param.help()));
    title.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(title, box);
    line.getStyleClass().add("param-line");
    HBox.setHgrow(box, Priority.ALWAYS);
    getChildren().add(line);
    box.valueProperty()
        .subscribe(option -> {
          if (option != null && !isShowing()) {
            model.set(param, option.key());
          }
        });
  }

  @Override
  void display(Settings settings) {
    String key = settings.choice(param);
    param.options().stream()
        .filter(option -> option.key().equals(key))
        .findFirst()
        .ifPresent(box::setValue);
    setDisable(!model.counts(param));
  }
}
