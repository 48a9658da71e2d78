package filterscope.ui.canvas;

/// Round places on an axis: multiples of 1, 2 or 5 times a power of ten.
///
/// @param step the distance between two ticks
/// @param first the first tick that is not below the start of the axis
/// @param count how many ticks lie on the axis
record Ticks(double step, double first, int count) {

  /// @param most as many ticks as there is room for, at least 1
  static Ticks over(double from, double to, int most) {
    double span = Math.max(to - from, Double.MIN_NORMAL);
    double rough = span / Math.max(1, most);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * 10;
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough * (1 - 1e-9)) {
        step = factor * power;
        break;
      }
    }
    double first = Math.ceil(from / step - 1e-9) * step;
    int count = (int) Math.floor((to - first) / step + 1e-9) + 1;
    return new Ticks(step, first, Math.max(0, count));
  }

  /// Steps of whole numbers, for indices of filters and channels.
  static Ticks whole(double from, double to, int most) {
    Ticks ticks = over(from, to, most);
    return ticks.step >= 1 ? ticks : over(from, to, Math.max(1, (int) Math.floor(to - from)));
  }

  double at(int index) {
    return first + index * step;
  }

  String label(int index) {
    return Digits.tick(at(index), step);
  }
}
