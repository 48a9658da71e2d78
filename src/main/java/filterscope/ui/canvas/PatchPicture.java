package filterscope.ui.canvas;

import filterscope.method.WorkedOutput;
import java.util.List;

/// One output of a layer, worked through, and where it lies.
///
/// @param title the layer and the output, as people know them
/// @param worked the arithmetic
/// @param after what follows, line by line: bias, normalisation, the results of both networks
/// @param maps the feature maps that the output is part of
/// @param spot its place in them
public record PatchPicture(
    String title, WorkedOutput worked, List<String> after, MapPair maps, Spot spot) {
  public PatchPicture {
    after = List.copyOf(after);
  }
}
