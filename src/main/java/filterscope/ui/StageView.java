package filterscope.ui;

import java.util.Locale;

/// The views of the stage.
public enum StageView {
  FILTERS("Filters"),
  SCALES("Scales"),
  WEIGHTS("Weights"),
  ACTIVATIONS("Activations"),
  TRADE_OFF("Trade-off"),
  SENSITIVITY("Sensitivity");

  private final String title;

  StageView(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /// What it is called on the command line: `trade-off`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
