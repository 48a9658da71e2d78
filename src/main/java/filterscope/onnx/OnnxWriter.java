package filterscope.onnx;

import filterscope.network.Network;
import java.nio.file.Path;
import java.util.Map;

/// Writes a [Network] as an ONNX file that any runtime opens, with a dynamic batch.
public final class OnnxWriter {
  private OnnxWriter() {}

  /// Writes aside, then moves: no partial file is left behind.
  ///
  /// @param metadata goes into the file's metadata properties
  public static void write(Network network, Path file, Map<String, String> metadata) {
    throw new UnsupportedOperationException();
  }
}
