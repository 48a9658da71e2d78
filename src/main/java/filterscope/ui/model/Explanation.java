package filterscope.ui.model;

import java.util.List;

/// The answer to "Why?": where a number comes from.
///
/// @param formula with this configuration's numbers in it, line by line
/// @param facts assumptions, samples, backend: one sentence each
public record Explanation(String title, List<String> formula, List<String> facts) {
  public Explanation {
    formula = List.copyOf(formula);
    facts = List.copyOf(facts);
  }
}
