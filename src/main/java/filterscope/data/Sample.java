package filterscope.data;

import java.nio.file.Path;
import java.util.Optional;

/// A network that comes with Filterscope.
///
/// @param name as on the command line: the base name of its ONNX file
public record Sample(String name, Path onnx, Optional<Card> card) {}
