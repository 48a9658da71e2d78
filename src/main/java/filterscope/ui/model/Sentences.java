package filterscope.ui.model;

import java.util.Locale;
import java.util.regex.Pattern;

/// Puts what other packages say into the form of a sentence: a capital letter first, a full stop last.
final class Sentences {
  /// A plain word at the beginning; names of files, layers and settings keep their case.
  private static final Pattern WORD_FIRST =
      Pattern.compile("^\\p{Ll}[\\p{L}’]*([ ,].*|$)", Pattern.DOTALL);

  private static final Pattern ENDED = Pattern.compile(".*[.!?…:][\"'”’)]?$", Pattern.DOTALL);

  private Sentences() {}

  /// The same words as a sentence.
  static String sentence(String words) {
    String text = words.strip();
    if (text.isEmpty()) {
      return text;
    }
    String begun =
        WORD_FIRST.matcher(text).matches()
            ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
            : text;
    return ENDED.matcher(begun).matches() ? begun : begun + ".";
  }
}
