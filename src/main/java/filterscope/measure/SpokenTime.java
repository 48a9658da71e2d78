package filterscope.measure;

import java.time.Duration;

/// How long something takes, as a person says it.
public final class SpokenTime {
  private SpokenTime() {}

  /// `45 s`, `3 min 20 s`, `2 h 5 min`.
  public static String of(double seconds) {
    Duration duration = Duration.ofSeconds(Math.max(0, Math.round(seconds)));
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }
}
