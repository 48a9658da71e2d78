package filterscope.ui.canvas;

/// The part of an axis that is seen, for pictures that are zoomed in one direction only. Never leaves the whole axis.
final class Span {
  private double length = 1;
  private double start;
  private double extent = 1;

  /// The whole axis goes from 0 to `newLength`; another length shows all of it.
  void resize(double newLength) {
    if (newLength != length) {
      length = newLength;
      showAll();
    }
  }

  void showAll() {
    start = 0;
    extent = length;
  }

  /// @param share the place that stays where it is, from 0 (start) to 1 (end of what is seen)
  void zoom(double factor, double share) {
    double kept = start + share * extent;
    extent = Math.clamp(extent / factor, Math.min(4, length), length);
    start = Math.clamp(kept - share * extent, 0, length - extent);
  }

  /// Moves by a share of what is seen.
  void pan(double share) {
    start = Math.clamp(start + share * extent, 0, length - extent);
  }

  /// Moves as little as needed to see a part.
  void reveal(double from, double to) {
    if (from < start) {
      start = from;
    } else if (to > start + extent) {
      start = Math.min(from, to - extent);
    }
    start = Math.clamp(start, 0, length - extent);
  }

  double start() {
    return start;
  }

  double extent() {
    return extent;
  }

  double end() {
    return start + extent;
  }
}
