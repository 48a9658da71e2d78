package filterscope.study;

import filterscope.kernel.FloatKernels;
import java.time.Duration;
import java.util.function.Supplier;

/// What figures are measured with.
///
/// @param kernels asked once, on a worker, for the kernels of this machine
/// @param threads that evaluate images
/// @param stopwatch about how long one timing takes
public record Machine(Supplier<FloatKernels> kernels, int threads, Duration stopwatch) {
  /// Long enough for a median that stands still.
  public static final Duration USUAL_STOPWATCH = Duration.ofSeconds(1);

  public Machine {
    if (threads < 1) {
      throw new IllegalArgumentException("figures need at least one thread, not " + threads);
    }
  }
}
