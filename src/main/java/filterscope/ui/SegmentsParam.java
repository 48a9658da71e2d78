package filterscope.ui;

import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.ui.model.ConfigurationModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A whole number of few values as a row of buttons; weight bits have "float" at the end.
final class SegmentsParam extends ParamControl {
  private static final String FLOAT = "float";

  private final Param.Whole param;
  private final Segments<String> segments;

  SegmentsParam(ConfigurationModel model, Param.Whole param) {
    super(model, param);
    this.param = param;
    Map<String, String> choices = new LinkedHashMap<>();
    for (int value = param.least(); value <= param.most(); value++) {
      choices.put(Integer.toString(value), Integer.toString(value));
    }
    if (param.key().equals(CrossFilter.WEIGHT_BITS.key())) {
      choices.put(FLOAT, FLOAT);
    }
    this.segments = new Segments<>(param.title(), choices, this::chosen);
    segments.spread(ConfigurationPane.CONTROL_WIDTH);
    var label = Parts.label(param.title(), "param-title");
    label.setTooltip(Parts.tip(param.help()));
    getChildren().addAll(label, segments);
  }

  private void chosen(String value) {
    if (value.equals(FLOAT)) {
      model.setFloating(true);
    } else {
      model.set(param, value);
    }
  }

  @Override
  void display(Settings settings) {
    segments.show(Optional.of(model.floatingProperty().get() ? FLOAT : settings.text(param)));
  }
}
