package filterscope.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a search is for: the smallest network that is accurate enough, or the most accurate one that is small and fast enough.
///
/// @param leastAccuracy a share of 1
/// @param mostMillis of one image, as measured
public record SearchGoal(
    OptionalDouble leastAccuracy, OptionalLong mostBytes, OptionalDouble mostMillis) {
  public SearchGoal {
    if (leastAccuracy.isEmpty() && mostBytes.isEmpty() && mostMillis.isEmpty()) {
      throw new IllegalArgumentException("a search needs a goal");
    }
  }

  /// Whether a measured configuration will do.
  public boolean isMetBy(TradeOff figures) {
    return figures.accuracy().top1().share() >= leastAccuracy.orElse(0)
        && figures.memory().compressedBytes() <= mostBytes.orElse(Long.MAX_VALUE)
        && figures.speed().map(speed -> speed.compressed().medianMillis()).orElse(0.0)
            <= mostMillis.orElse(Double.POSITIVE_INFINITY);
  }

  /// Whether the network is to be small, its accuracy being given.
  boolean wantsSmall() {
    return leastAccuracy.isPresent();
  }

  /// Whether time is what is scarce.
  boolean isAboutTime() {
    return mostMillis.isPresent() && mostBytes.isEmpty();
  }

  /// What is better comes first, of configurations that will do.
  Comparator<TradeOff> preference() {
    Comparator<TradeOff> small =
        Comparator.comparingLong(figures -> figures.memory().compressedBytes());
    Comparator<TradeOff> right =
        Comparator.comparingDouble(figures -> -figures.accuracy().top1().share());
    return wantsSmall() ? small.thenComparing(right) : right.thenComparing(small);
  }

  /// `accuracy of at least 91.0 % in at most 90,000 bytes`.
  public String words() {
    List<String> words = new ArrayList<>();
    leastAccuracy.ifPresent(least ->
        words.add(String.format(Locale.ROOT, "an accuracy of at least %.2f %%", 100 * least)));
    mostBytes.ifPresent(most -> words.add(String.format(Locale.ROOT, "at most %,d bytes", most)));
    mostMillis.ifPresent(
        most -> words.add(String.format(Locale.ROOT, "at most %.4g ms an image", most)));
    return String.join(" and ", words);
  }
}
