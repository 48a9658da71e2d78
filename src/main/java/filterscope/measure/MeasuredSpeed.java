package filterscope.measure;

/// The time of one image through the float network and through the compressed one, taken in turns in the same run.
///
/// @param backend the kernels that ran
/// @param threads how many threads worked on the image
/// @param simulated whether the compressed network ran through restored float weights, so that its time says nothing
///     about low-bit kernels
public record MeasuredSpeed(
    Timing floating, Timing compressed, String backend, int threads, boolean simulated) {
  /// How many times faster the compressed network is.
  public double speedup() {
    return floating.medianMillis() / compressed.medianMillis();
  }
}
