package filterscope.ui;

import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.ui.model.ConfigurationModel;
import filterscope.ui.model.LayersModel;
import filterscope.ui.model.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.ToggleSwitch;

/// Method and settings for the layers in scope. The controls come from the declarations of the method's parameters.
final class ConfigurationPane extends ScrollPane {
  /// How wide a control can be that fills the pane.
  static final double CONTROL_WIDTH = 283;

  private final ConfigurationModel model;
  private final Segments<Scope> scope;
  private final ComboBox<Method> method = new ComboBox<>();
  private final Label source = Parts.label("", "param-note");
  private final VBox params = new VBox();
  private final List<ParamControl> controls = new ArrayList<>();
  private String shownMethod = "";

  ConfigurationPane(ConfigurationModel model, LayersModel layers) {
    this.model = model;
    getStyleClass().addAll("configuration-pane", "edge-to-edge");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    Map<Scope, String> scopes = new LinkedHashMap<>();
    for (Scope each : Scope.values()) {
      scopes.put(each, each.title());
    }
    scope = new Segments<>("Settings are for", scopes, model.scopeProperty()::set);
    scope.setId("scope");
    scope.spread(CONTROL_WIDTH);
    layers
        .selected()
        .addListener(
            (ListChangeListener<String>)
                _ ->
                    scope.rename(
                        Scope.SELECTED,
                        layers.selected().size() > 1
                            ? Scope.SELECTED.title() + " " + layers.selected().size()
                            : Scope.SELECTED.title()));
    Label note = Parts.label(model.noteProperty(), "configuration-note");
    note.setWrapText(true);
    params.getStyleClass().add("params");
    Button reset = new Button("Make every layer float");
    reset.setId("reset");
    reset.getStyleClass().addAll("small");
    reset.setMaxWidth(Double.MAX_VALUE);
    reset.setOnAction(_ -> model.resetToFloat());
    reset.setTooltip(Parts.tip("Back to the float network. Ctrl+Z brings the settings back."));
    VBox content =
        new VBox(
            scope,
            note,
            methodBox(),
            source,
            params,
            new Separator(),
            keepSwitch(
                "Keep the first layer float", model.keepFirstProperty(), model::setKeepFirst),
            keepSwitch("Keep the last layer float", model.keepLastProperty(), model::setKeepLast),
            reset);
    content.getStyleClass().add("configuration");
    content.disableProperty().bind(model.readyProperty().not());
    setContent(content);
    model.choiceProperty().subscribe(_ -> show());
    model.floatingProperty().subscribe(_ -> show());
    model.readyProperty().subscribe(_ -> show());
    model.scopeProperty().subscribe(shown -> scope.show(Optional.of(shown)));
  }

  private ComboBox<Method> methodBox() {
    method.setId("method");
    method.setAccessibleText("Method");
    method.setMaxWidth(Double.MAX_VALUE);
    method.getStyleClass().add("small");
    method.getItems().setAll(model.methods());
    method.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Method shown) {
            return shown == null ? "" : shown.title();
          }

          @Override
          public Method fromString(String title) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    method.setOnAction(_ -> Optional.ofNullable(method.getValue()).ifPresent(model::setMethod));
    return method;
  }

  private static ToggleSwitch keepSwitch(
      String title, ReadOnlyBooleanProperty shown, Consumer<Boolean> command) {
    ToggleSwitch toggle = new ToggleSwitch(title);
    toggle.setMaxWidth(Double.MAX_VALUE);
    toggle.setTooltip(
        Parts.tip(
            "Binary networks usually keep their first and last layer in full precision. A choice made for the layer itself"
                + " counts more."));
    shown.subscribe(toggle::setSelected);
    toggle
        .selectedProperty()
        .subscribe(on -> {
          if (on != shown.get()) {
            command.accept(on);
          }
        });
    return toggle;
  }

  private void show() {
    LayerRecipe choice = model.choiceProperty().get();
    Method present = model.method();
    if (!shownMethod.equals(present.id())) {
      shownMethod = present.id();
      build(present);
    }
    method.setValue(present);
    controls.forEach(control -> control.show(choice.settings()));
  }

  private void build(Method present) {
    controls.clear();
    boolean prominent = true;
    for (Param param : present.params()) {
      boolean slides = param instanceof Param.Whole whole && whole.logarithmic();
      controls.add(ParamControl.of(model, param, slides && prominent));
      prominent &= !slides;
    }
    params.getChildren().setAll(controls);
    source.setText(
        present.paper()
            + switch (present.evidence()) {
              case TEXT, CODE -> "";
              case ABSTRACT -> " · reconstructed from the abstract";
            });
    source.setTooltip(Parts.tip(present.summary()));
  }
}
