package filterscope.ui.canvas;

import java.util.ArrayList;
import java.util.List;

/// One axis of a plot: which numbers it spans, and whether equal distances are equal differences or equal factors.
///
/// @param low the number at its start
/// @param high the number at its end, larger
/// @param logarithmic whether equal distances are equal factors; both ends are positive then
record PlotAxis(double low, double high, boolean logarithmic) {
  private static final double MARGIN = 0.06;

  /// Numbers that spread over more than this factor are drawn on a logarithmic axis.
  private static final double WIDE = 5;

  PlotAxis {
    if (!(low < high) || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException("no axis from " + low + " to " + high);
    }
  }

  /// The axis on which numbers fill the room, with a margin; logarithmic where they are positive and differ by large factors.
  static PlotAxis around(double least, double most) {
    if (least > 0 && most / least > WIDE) {
      double factor = Math.pow(most / least, MARGIN);
      return new PlotAxis(least / factor, most * factor, true);
    }
    double margin = most > least ? (most - least) * MARGIN : Math.max(Math.abs(most) * 0.1, 1e-3);
    return new PlotAxis(least - margin, most + margin, false);
  }

  /// Where a number lies: 0 at the start, 1 at the end.
  double share(double value) {
    return logarithmic
        ? Math.log(Math.max(value, Double.MIN_NORMAL) / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /// The number at a place.
  double at(double share) {
    return logarithmic ? low * Math.pow(high / low, share) : low + share * (high - low);
  }

  /// The same axis with another part in view: what lay between two places fills it.
  PlotAxis between(double from, double to) {
    return new PlotAxis(at(from), at(to), logarithmic);
  }

  /// Round numbers on it: multiples of a step, or 1, 2 and 5 times powers of ten.
  ///
  /// @param most as many as there is room for
  List<Double> ticks(int most) {
    if (logarithmic && high / low > 3) {
      for (double[] digits : new double[][] {{1, 2, 5}, {1, 3}, {1}}) {
        List<Double> round = round(digits);
        if (round.size() <= most) {
          return round;
        }
      }
      return round(new double[] {1});
    }
    Ticks ticks = Ticks.over(low, high, most);
    List<Double> places = new ArrayList<>();
    for (int tick = 0; tick < ticks.count(); tick++) {
      places.add(ticks.at(tick));
    }
    return places;
  }

  private List<Double> round(double[] digits) {
    List<Double> round = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (double digit : digits) {
        double value = digit * Math.pow(10, power);
        if (value >= low && value <= high) {
          round.add(value);
        }
      }
    }
    return round;
  }
}
