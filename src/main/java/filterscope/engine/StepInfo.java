package filterscope.engine;

import java.util.List;

/// What people read about a step.
///
/// @param title the operators that it does: `Conv 3×3 + BatchNorm + ReLU`
/// @param layers the layers of the network that it covers, the last one being the one whose value it leaves behind; none
///     for a step that only reorders axes
public record StepInfo(String title, List<String> layers) {
  public StepInfo {
    layers = List.copyOf(layers);
  }
}
