package filterscope.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file that was exported.
///
/// @param size of a packed model, header and payload apart
/// @param notes sentences about what the form could not hold, or how it ran elsewhere
public record Written(
    ExportForm form, Path file, long bytes, Optional<PackedSize> size, List<String> notes) {
  public Written {
    notes = List.copyOf(notes);
  }
}
