package filterscope.ui.model;

import filterscope.data.Picture;
import java.nio.file.Path;

/// A picture that can be looked at on its way through the networks.
public sealed interface Exhibit {
  /// One of the evaluation images.
  record OfSet(int index) implements Exhibit {}

  /// A picture that somebody dropped on the window; nobody said what it shows.
  record Own(Path file, Picture picture) implements Exhibit {
    /// What people call it.
    public String name() {
      return String.valueOf(file.getFileName());
    }
  }
}
