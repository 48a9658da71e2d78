package filterscope.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Which of many configurations are worth having: those that no other one beats at once in what they cost and in what they give.
public final class ParetoFront {
  private ParetoFront() {}

  /// The front, cheapest first; along it both cost and gain grow. Of several that are alike in both the first one is taken. What
  /// has no finite cost or gain takes no part.
  ///
  /// @param cost less is better: bytes, milliseconds
  /// @param gain more is better: accuracy
  public static <T> List<T> of(
      List<T> candidates, ToDoubleFunction<? super T> cost, ToDoubleFunction<? super T> gain) {
    List<T> sorted =
        candidates.stream()
            .filter(one ->
                Double.isFinite(cost.applyAsDouble(one))
                    && Double.isFinite(gain.applyAsDouble(one)))
            .sorted(
                Comparator.<T>comparingDouble(cost)
                    .thenComparing(Comparator.<T>comparingDouble(gain).reversed()))
            .toList();
    List<T> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (T candidate : sorted) {
      if (gain.applyAsDouble(candidate) > best) {
        best = gain.applyAsDouble(candidate);
        front.add(candidate);
      }
    }
    return front;
  }
}
