package filterscope.onnx;

import filterscope.network.Network;
import java.nio.file.Path;
import java.util.List;

/// What an ONNX file holds.
///
/// @param file where it was read
/// @param sha256 of the file, lower-case hexadecimal (external data not included)
/// @param producer as the file says, `pytorch 1.11`, or an empty text
/// @param opset of the default domain
/// @param notes what the reader had to decide, sentences for a person; mostly empty
public record OnnxModel(
    Network network, Path file, String sha256, String producer, long opset, List<String> notes) {
  public OnnxModel {
    notes = List.copyOf(notes);
  }
}
