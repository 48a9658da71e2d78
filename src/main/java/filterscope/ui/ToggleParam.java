package filterscope.ui;

import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.ui.model.ConfigurationModel;
import org.controlsfx.control.ToggleSwitch;

/// Yes or no.
final class ToggleParam extends ParamControl {
  private final Param.Toggle param;
  private final ToggleSwitch toggle;

  ToggleParam(ConfigurationModel model, Param.Toggle param) {
    super(model, param);
    this.param = param;
    this.toggle = new ToggleSwitch(param.title());
    toggle.setMaxWidth(Double.MAX_VALUE);
    toggle.setTooltip(Parts.tip(param.help()));
    getChildren().add(toggle);
    toggle
        .selectedProperty()
        .subscribe(on -> {
          if (!isShowing()) {
            model.set(param, Boolean.toString(on));
          }
        });
  }

  @Override
  void display(Settings settings) {
    toggle.setSelected(settings.toggle(param));
    setDisable(!model.counts(param));
  }
}
