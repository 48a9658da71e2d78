package filterscope.cli;

import filterscope.measure.Accuracy;
import filterscope.measure.Footprint;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.Proportion;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Figures under the keys that all commands give them. They are not rounded, shares are shares of 1, and what was not measured is
/// null.
final class FiguresJson {
  private FiguresJson() {}

  /// Adds `accuracy` and `agreement`.
  static void accuracy(ObjectNode node, Accuracy accuracy) {
    ObjectNode right = node.putObject("accuracy");
    share(right, "top1", accuracy.top1());
    share(right, "top5", accuracy.top5());
    right.put("low", accuracy.top1().low());
    right.put("high", accuracy.top1().high());
    right.put("samples", accuracy.samples());
    share(node, "agreement", accuracy.agreement());
  }

  private static void share(ObjectNode node, String key, Proportion proportion) {
    if (proportion.samples() == 0) {
      node.putNull(key);
    } else {
      node.put(key, proportion.share());
    }
  }

  /// Adds `memory`.
  static void memory(ObjectNode node, Footprint memory) {
    ObjectNode bytes = node.putObject("memory");
    bytes.put("floatBytes", memory.floatBytes());
    bytes.put("compressedBytes", memory.compressedBytes());
    bytes.put("ratio", memory.ratio());
    bytes.put("bitsPerWeight", memory.bitsPerWeight());
    ObjectNode breakdown = bytes.putObject("breakdown");
    bytes(breakdown, "codes", memory.codeBits());
    bytes(breakdown, "scales", memory.scaleBits());
    bytes(breakdown, "codebooks", memory.codebookBits());
    bytes(breakdown, "bias", memory.biasBits());
    bytes(breakdown, "batchNorm", memory.batchNormBits());
    bytes(breakdown, "float", memory.floatBits());
  }

  /// Bytes of so many bits, as a fraction only where they do not fill the last byte.
  private static void bytes(ObjectNode node, String key, long bits) {
    if (bits % 8 == 0) {
      node.put(key, bits / 8);
    } else {
      node.put(key, bits / 8.0);
    }
  }

  /// Adds `speed`.
  static void speed(ObjectNode node, double theory, Optional<MeasuredSpeed> measured) {
    ObjectNode speed = node.putObject("speed");
    speed.putObject("theory").put("speedup", theory);
    measured.ifPresentOrElse(
        known -> measured(speed.putObject("measured"), known), () -> speed.putNull("measured"));
  }

  private static void measured(ObjectNode node, MeasuredSpeed speed) {
    node.put("floatMillisPerImage", speed.floating().medianMillis());
    node.put("compressedMillisPerImage", speed.compressed().medianMillis());
    node.put("speedup", speed.speedup());
    node.put("backend", speed.backend());
    node.put("threads", speed.threads());
    node.put("simulated", speed.simulated());
    speed
        .onnxRuntime()
        .ifPresentOrElse(
            timing -> node.put("onnxRuntimeMillisPerImage", timing.medianMillis()),
            () -> node.putNull("onnxRuntimeMillisPerImage"));
    ObjectNode kernels = node.putObject("kernels");
    speed.kernels().forEach(kernels::put);
  }
}
