package filterscope.onnx;

/// What the reader refuses to go beyond, so that no file, however hostile, exhausts memory or time. Each is far above
/// what networks for images need.
final class Limits {
  /// Protocol buffers end here; larger networks keep their weights in external data files.
  static final long FILE_BYTES = Integer.MAX_VALUE - 8L;

  /// Share of the heap that the parsed file may take, and that all decoded tensors together may take.
  static final double HEAP_SHARE = 0.45;

  /// Nodes of a graph.
  static final int NODES = 100_000;

  /// Inputs or outputs of one node, and dimensions or listed integers of one attribute.
  static final int LIST = 65_536;

  /// Numbers in one tensor, constant or computed: 1 GiB as floats.
  static final long TENSOR_ELEMENTS = 1L << 28;

  /// Axes of a tensor.
  static final int RANK = 8;

  /// Kernel extents, strides and pads of a sliding window, and the reach of a dilated one.
  static final int WINDOW = 1 << 16;

  /// Unsupported nodes whose names are written out; the rest are counted.
  static final int NAMED_NODES = 100;

  /// Characters of a name from a file that a sentence repeats.
  static final int QUOTED_CHARACTERS = 80;

  /// The newest opset whose changes this reader was written for.
  static final long NEWEST_OPSET = 25;

  /// The oldest opset that is read.
  static final long OLDEST_OPSET = 7;

  private Limits() {}
}
