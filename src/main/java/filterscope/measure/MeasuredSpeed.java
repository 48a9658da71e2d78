package filterscope.measure;

import java.util.Map;
import java.util.Optional;

/// The time of one image through the float network and through the compressed one, taken in turns in the same run, and
/// through ONNX Runtime, which is what a user would run the float network with instead.
///
/// @param onnxRuntime the float network in ONNX Runtime on as many threads, in the same turns; nothing where its library is
///     not there
/// @param backend the kernels that ran
/// @param kernels which kernel ran each layer with weights of the compressed network, in order
/// @param threads how many threads worked on the image
/// @param simulated whether the compressed network ran through restored float weights, so that its time says nothing
///     about low-bit kernels
public record MeasuredSpeed(
    Timing floating,
    Timing compressed,
    Optional<Timing> onnxRuntime,
    String backend,
    Map<String, String> kernels,
    int threads,
    boolean simulated) {
  /// How many times faster the compressed network is.
  public double speedup() {
    return floating.medianMillis() / compressed.medianMillis();
  }
}
