package filterscope.ui.model;

/// What the layers can be coloured and compared by.
public enum LayerMeasure {
  BITS("bits"),
  ERROR("error"),
  BYTES("size"),
  TIME("time"),
  SENSITIVITY("sensitivity");

  private final String title;

  LayerMeasure(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// Its name in a table, with the unit.
  public String column() {
    return switch (this) {
      case BITS -> "bits_per_weight";
      case ERROR -> "relative_error";
      case BYTES -> "bytes";
      case TIME -> "milliseconds";
      case SENSITIVITY -> "points_lost_alone";
    };
  }

  /// A number with its unit.
  public String words(double number) {
    return switch (this) {
      case BITS -> Numbers.three(number);
      case ERROR -> number == 0 ? "0" : Numbers.three(number * 100) + "\u2009%";
      case BYTES -> Numbers.bytes(number);
      case TIME -> Numbers.millis(number);
      case SENSITIVITY -> Numbers.three(number) + "\u2009pt";
    };
  }

  /// What it says, in a sentence.
  public String help() {
    return switch (this) {
      case BITS -> "Stored bits for each weight, scales included.";
      case ERROR -> "‖W − Ŵ‖² / ‖W‖², the share of the weights' energy that is lost.";
      case BYTES -> "What the layer's weights and scales take in memory.";
      case TIME ->
          "Median time of the layer within the network, one image on one thread, with the batch normalisation and the"
              + " activation that run in the same step.";
      case SENSITIVITY -> "Points of accuracy lost when only this layer is compressed.";
    };
  }
}
