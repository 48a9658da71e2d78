package filterscope.measure;

import filterscope.method.LayerRecipe;
import java.util.List;

/// The configurations of a sweep.
///
/// @param choices what all layers get, each once, in an order in which neighbours have much in common
/// @param skipped what was asked for and cannot be
public record SweepGrid(List<LayerRecipe> choices, List<Skipped> skipped) {
  public SweepGrid {
    choices = List.copyOf(choices);
    skipped = List.copyOf(skipped);
  }

  /// Something that was asked for and cannot be.
  ///
  /// @param settings the value, or all the settings, that do not fit
  /// @param reason a sentence
  public record Skipped(String method, String settings, String reason) {}
}
