package filterscope.onnx;

import filterscope.job.Progress;
import java.nio.file.Path;

/// Reads ONNX files, opset 7 and newer.
public final class OnnxReader {
  private OnnxReader() {}

  /// @throws filterscope.job.BadInputException if the file cannot be read, is not ONNX, or needs something that is not
  ///     supported; the sentence names the file, the node and the remedy
  public static OnnxModel read(Path file, Progress progress) {
    throw new UnsupportedOperationException();
  }
}
