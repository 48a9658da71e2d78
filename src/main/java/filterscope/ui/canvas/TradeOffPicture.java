package filterscope.ui.canvas;

import java.util.List;

/// What the trade-off plot shows: measured configurations as spots, what each gives over what it costs.
///
/// @param unit of the cost
/// @param series names of the methods; spots of one series look alike
/// @param floating the accuracy of the float network, a share of 1; NaN where it is unknown
public record TradeOffPicture(
    PlotUnit unit, List<String> series, List<Spot> spots, double floating) {
  public TradeOffPicture {
    series = List.copyOf(series);
    spots = List.copyOf(spots);
  }

  /// Nothing was measured.
  public static TradeOffPicture nothing() {
    return new TradeOffPicture(PlotUnit.BYTES, List.of(), List.of(), Double.NaN);
  }

  /// One configuration.
  ///
  /// @param cost what it costs, in the picture's unit; NaN where that was not measured: it is not drawn
  /// @param accuracy a share of 1
  /// @param low the lower end of its 95 % interval
  /// @param high the upper end
  /// @param series which of the picture's series
  /// @param front whether it is on the Pareto front
  /// @param current whether the window shows this configuration
  /// @param title what it is, in a line
  public record Spot(
      double cost,
      double accuracy,
      double low,
      double high,
      int series,
      boolean front,
      boolean current,
      String title) {
    boolean isDrawn() {
      return Double.isFinite(cost) && cost > 0 && Double.isFinite(accuracy);
    }
  }
}
