package filterscope.ui;

import java.util.Locale;

/// The views of the stage.
public enum StageView {
  FILTERS("Filters"),
  SCALES("Scales"),
  WEIGHTS("Weights"),
  ACTIVATIONS("Activations"),
  BITS("Bits"),
  IMAGES("Images"),
  COMPARE("Compare"),
  TRADE_OFF("Trade-off"),
  SENSITIVITY("Sensitivity");

  private final String title;

  StageView(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /// Whether it shows what becomes of an image, so that the picker belongs below it.
  boolean looksAtImages() {
    return switch (this) {
      case ACTIVATIONS, BITS, IMAGES -> true;
      case FILTERS, SCALES, WEIGHTS, COMPARE, TRADE_OFF, SENSITIVITY -> false;
    };
  }

  /// What it is called on the command line: `trade-off`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
