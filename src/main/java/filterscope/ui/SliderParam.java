package filterscope.ui;

import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.ui.model.ConfigurationModel;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;

/// A number on a slider, with its exact value in a field beside it. One drag is one change.
final class SliderParam extends ParamControl {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  /// Numbers below a slider that can be told apart.
  private static final int MOST_TICKS = 8;

  private final Param param;
  private final SliderScale scale;
  private final Slider slider = new Slider();
  private final TextField field = new TextField();

  /// @param prominent whether the slider has a line of its own, with numbers below it
  SliderParam(ConfigurationModel model, Param param, SliderScale scale, boolean prominent) {
    super(model, param);
    this.param = param;
    this.scale = scale;
    slider.setMin(scale.least());
    slider.setBlockIncrement(scale.step());
    slider.setAccessibleText(param.title());
    slider.setMinWidth(0);
    slider.getStyleClass().add("small");
    field.setAccessibleText(param.title() + ", exact value");
    field.getStyleClass().addAll("small", "exact");
    Label title = Parts.label(param.title(), "param-title");
    title.setTooltip(Parts.tip(param.help()));
    title.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(slider, Priority.ALWAYS);
    if (prominent) {
      HBox head = new HBox(title, Parts.spring(), field);
      head.getStyleClass().add("param-line");
      getStyleClass().add("prominent");
      addTicks();
      getChildren().addAll(head, slider);
    } else {
      HBox line = new HBox(title, slider, field);
      line.getStyleClass().add("param-line");
      getChildren().add(line);
    }
    listen();
  }

  private void addTicks() {
    slider.setMinorTickCount(0);
    slider.setShowTickMarks(true);
    slider.setShowTickLabels(true);
    slider.setLabelFormatter(
        new StringConverter<>() {
          @Override
          public String toString(Double place) {
            return scale.tick().apply(place);
          }

          @Override
          public Double fromString(String text) {
            return scale.toSlider().applyAsDouble(Double.parseDouble(text));
          }
        });
  }

  private void listen() {
    slider.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> model.beginGesture());
    slider.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> model.endGesture());
    slider.valueProperty().subscribe(place -> moved(place.doubleValue()));
    field.setOnAction(_ -> typed());
    field
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            typed();
          }
        });
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::stepInField);
  }

  private void moved(double place) {
    String text = param.parse(scale.toText().apply(place));
    if (!isShowing() && !text.equals(current())) {
      model.set(param, text);
    }
  }

  private void typed() {
    if (!isShowing() && !field.getText().strip().equals(current())) {
      try {
        model.set(param, field.getText());
        field.pseudoClassStateChanged(WRONG, false);
        field.setTooltip(null);
      } catch (IllegalArgumentException e) {
        field.pseudoClassStateChanged(WRONG, true);
        field.setTooltip(Parts.tip(String.valueOf(e.getMessage())));
      }
    }
  }

  private void stepInField(KeyEvent event) {
    int by = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
    if (by != 0 && param instanceof Param.Whole whole) {
      int next = Integer.parseInt(current()) + by;
      model.set(param, Integer.toString(Math.clamp(next, whole.least(), model.most(whole))));
      event.consume();
    }
  }

  private String current() {
    return model.choiceProperty().get().settings().text(param);
  }

  @Override
  void display(Settings settings) {
    String text = settings.text(param);
    double most = scale.most().applyAsDouble(model);
    slider.setMax(most);
    slider.setMajorTickUnit(most - scale.least() > MOST_TICKS ? 2 : 1);
    // A thumb that rounds to the value already stays where the person holds it.
    if (!param.parse(scale.toText().apply(slider.getValue())).equals(text)) {
      slider.setValue(scale.toSlider().applyAsDouble(Double.parseDouble(text)));
    }
    field.setText(text);
    field.pseudoClassStateChanged(WRONG, false);
    setDisable(!model.counts(param));
  }
}
