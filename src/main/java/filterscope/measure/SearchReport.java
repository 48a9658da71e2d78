package filterscope.measure;

import java.util.List;
import java.util.Optional;

/// A search so far. Immutable; a later one of the same search knows more.
///
/// @param points every configuration that was measured, in order
/// @param best the best of those that meet the goal
/// @param doing what it is doing, in a few words
public record SearchReport(List<TradeOff> points, Optional<TradeOff> best, String doing) {
  public SearchReport {
    points = List.copyOf(points);
  }

  /// The points that no other one beats in bytes and accuracy at once, smallest first.
  public List<TradeOff> front() {
    return ParetoFront.of(
        points,
        point -> point.memory().compressedBytes(),
        point -> point.accuracy().top1().share());
  }
}
