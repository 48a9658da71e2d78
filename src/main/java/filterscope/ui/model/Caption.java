package filterscope.ui.model;

import filterscope.measure.Verdict;
import java.util.Optional;

/// What stands under a picture.
///
/// @param title its number, or the name of its file
/// @param label what it shows; empty where nobody said
/// @param floating what the float network says; empty until it is known
/// @param compressed what the compressed network says; empty until it is known
/// @param verdict what compression did to the answer; nothing until it is known
public record Caption(
    String title, String label, String floating, String compressed, Optional<Verdict> verdict) {

  /// All of it, for screen readers and the line under the stage.
  public String sentence() {
    StringBuilder words = new StringBuilder(title);
    if (!label.isEmpty()) {
      words.append(" · shows ").append(label);
    }
    if (!floating.isEmpty()) {
      words.append(" · float says ").append(floating);
    }
    if (!compressed.isEmpty()) {
      words.append(" · compressed says ").append(compressed);
    }
    return words.toString();
  }
}
