package filterscope.ui.model;

import filterscope.method.Grouping;
import java.util.Optional;
import java.util.OptionalDouble;

/// A column of the table of layers.
public enum LayerColumn {
  LAYER("layer"),
  KIND("kind"),
  BITS("bits"),
  ACTIVATION_BITS("act. bits"),
  GROUP("G"),
  SCALES("scales"),
  BYTES("size"),
  ERROR("error"),
  TIME("time"),
  SENSITIVITY("sensitivity");

  private static final String UNKNOWN = "–";

  private final String title;

  LayerColumn(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// Whether it holds numbers, which are set to the right.
  public boolean isNumber() {
    return this != LAYER && this != KIND;
  }

  /// What it says, in a sentence or two.
  public String help() {
    return switch (this) {
      case LAYER -> "The layers with weights, as the network names them.";
      case KIND -> "What the layer does, and how many channels become how many filters.";
      case BITS -> LayerMeasure.BITS.help();
      case ACTIVATION_BITS -> "Bits of each input activation of the layer.";
      case GROUP ->
          "How many filters share one scale; filters × channels for tiles of kernels, and the smallest to the largest"
              + " where groups differ. Sorted by the mean.";
      case SCALES -> "How many scales the layer stores.";
      case BYTES -> LayerMeasure.BYTES.help();
      case ERROR -> LayerMeasure.ERROR.help();
      case TIME -> LayerMeasure.TIME.help();
      case SENSITIVITY -> LayerMeasure.SENSITIVITY.help() + " Measured under the tab Sensitivity.";
    };
  }

  /// What it says about a layer.
  public LayerValue of(LayerRow row) {
    return switch (this) {
      case LAYER -> LayerValue.text(row.name());
      case KIND -> LayerValue.text(row.title() + "  ·  " + row.extents());
      case BITS -> measured(row, LayerMeasure.BITS);
      case ACTIVATION_BITS ->
          number(
              row.activationBits().map(Integer::doubleValue),
              row.activationBits()
                  .map(bits -> bits == 32 ? "float" : Integer.toString(bits))
                  .orElse(UNKNOWN));
      case GROUP -> number(row.grouping().map(LayerColumn::meanGroup), row.groupProperty().get());
      case SCALES ->
          number(
              row.grouping().map(grouping -> (double) grouping.groups()),
              row.grouping().map(grouping -> Numbers.count(grouping.groups())).orElse(UNKNOWN));
      case BYTES -> measured(row, LayerMeasure.BYTES);
      case ERROR -> measured(row, LayerMeasure.ERROR);
      case TIME -> measured(row, LayerMeasure.TIME);
      case SENSITIVITY -> measured(row, LayerMeasure.SENSITIVITY);
    };
  }

  /// Sorts what stands in this column; what is not known stands last either way.
  ///
  /// @param ascending `false` where the caller turns the order round
  public int compare(LayerValue one, LayerValue other, boolean ascending) {
    return LayerValue.compare(one, other, ascending);
  }

  /// Two-dimensional kernels in a group, on average.
  private static double meanGroup(Grouping grouping) {
    return (double) grouping.filters() * grouping.channels() / grouping.groups();
  }

  private static LayerValue measured(LayerRow row, LayerMeasure measure) {
    Optional<Double> number = row.measured(measure);
    return number(number, number.map(measure::words).orElse(UNKNOWN));
  }

  private static LayerValue number(Optional<Double> number, String words) {
    return new LayerValue(words, number.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
  }
}
