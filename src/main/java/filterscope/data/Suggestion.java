package filterscope.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses what a person meant who mistyped a name.
public final class Suggestion {
  private Suggestion() {}

  /// `; did you mean NAME?` for the known name that is nearest, or nothing when none is near.
  public static String forSentence(String typed, Collection<String> known) {
    return nearest(typed, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /// The known name that takes the fewest changed letters, at most a third of them and at least one.
  public static Optional<String> nearest(String typed, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(typed, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /// Insertions, deletions and replacements from one word to another (Levenshtein), whatever the case.
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] before = new int[b.length() + 1];
    for (int column = 0; column < before.length; column++) {
      before[column] = column;
    }
    for (int row = 1; row <= a.length(); row++) {
      int[] now = new int[before.length];
      now[0] = row;
      for (int column = 1; column < now.length; column++) {
        int replaced = before[column - 1] + (a.charAt(row - 1) == b.charAt(column - 1) ? 0 : 1);
        now[column] = Math.min(replaced, 1 + Math.min(now[column - 1], before[column]));
      }
      before = now;
    }
    return before[b.length()];
  }
}
