package filterscope.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses what a person meant who mistyped a name.
public final class Suggestion {
  private Suggestion() {}

  /// `; did you mean NAME?` for the known name that is nearest, or something else when none is near.
  public static String forSentence(String typed, Collection<String> known, String otherwise) {
    return nearest(typed, known).map(name -> "; did you mean " + name + "?").orElse(otherwise);
  }

  /// The known name that takes the fewest changed letters, at most a third of them and at least one.
  static Optional<String> nearest(String typed, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(typed, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /// Insertions, deletions, replacements and swaps of neighbours from one word to another (optimal string alignment),
  /// whatever the case.
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int row = 0; row <= a.length(); row++) {
      for (int column = 0; column <= b.length(); column++) {
        distances[row][column] =
            row == 0 || column == 0 ? row + column : step(a, b, row, column, distances);
      }
    }
    return distances[a.length()][b.length()];
  }

  private static int step(String a, String b, int row, int column, int[][] distances) {
    char last = a.charAt(row - 1);
    char other = b.charAt(column - 1);
    int best = distances[row - 1][column - 1] + (last == other ? 0 : 1);
    best = Math.min(best, 1 + Math.min(distances[row - 1][column], distances[row][column - 1]));
    boolean swapped =
        row > 1 && column > 1 && last == b.charAt(column - 2) && other == a.charAt(row - 2);
    return swapped ? Math.min(best, 1 + distances[row - 2][column - 2]) : best;
  }
}
