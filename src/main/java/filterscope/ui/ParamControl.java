package filterscope.ui;

import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.ui.model.ConfigurationModel;
import javafx.scene.layout.VBox;

/// The control of one parameter of a method. What it shows comes from the model; what a person does goes to the model.
abstract class ParamControl extends VBox {
  final ConfigurationModel model;

  /// Until settings are shown for the first time, nothing that a control does comes from a person.
  private boolean showing = true;

  ParamControl(ConfigurationModel model, Param param) {
    this.model = model;
    getStyleClass().add("param");
    setId("param-" + param.key());
  }

  /// The control that a declaration yields.
  ///
  /// @param prominent whether it is the one that a person moves most
  static ParamControl of(ConfigurationModel model, Param param, boolean prominent) {
    return switch (param) {
      case Param.Whole whole when whole.most() - whole.least() < 9 ->
          new SegmentsParam(model, whole);
      case Param.Whole whole -> new SliderParam(model, whole, SliderScale.of(whole), prominent);
      case Param.Real real -> new SliderParam(model, real, SliderScale.of(real), prominent);
      case Param.Choice choice -> new ChoiceParam(model, choice);
      case Param.Toggle toggle -> new ToggleParam(model, toggle);
    };
  }

  /// Shows the settings in force.
  final void show(Settings settings) {
    showing = true;
    try {
      display(settings);
    } finally {
      showing = false;
    }
  }

  /// Whether a change of the control comes from the model and not from a person.
  final boolean isShowing() {
    return showing;
  }

  abstract void display(Settings settings);
}
