package filterscope.measure;

import java.util.List;
import java.util.OptionalDouble;

/// A sweep so far. Immutable; a later one of the same sweep knows more.
///
/// @param points in the order in which they were measured
/// @param skipped what could not be, with the reason
/// @param total how many configurations there are, skipped ones included
/// @param secondsLeft until the end, once a first point says how long one takes
public record SweepReport(
    List<SweepPoint> points,
    List<SweepGrid.Skipped> skipped,
    int total,
    OptionalDouble secondsLeft) {
  public SweepReport {
    points = List.copyOf(points);
    skipped = List.copyOf(skipped);
  }

  /// The points that no other one beats in bytes and accuracy at once, smallest first.
  public List<SweepPoint> front() {
    return ParetoFront.of(
        points,
        point -> point.figures().memory().compressedBytes(),
        point -> point.figures().accuracy().top1().share());
  }
}
