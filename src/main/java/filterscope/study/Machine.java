package filterscope.study;

import filterscope.kernel.FloatKernels;
import java.time.Duration;
import java.util.function.Supplier;

/// What figures are measured with.
///
/// @param kernels asked once, on a worker, for the kernels of this machine
/// @param threads that evaluate images
/// @param stopwatch about how long one timing takes
/// @param mostImages accuracy is measured on no more images than these
public record Machine(
    Supplier<FloatKernels> kernels, int threads, Duration stopwatch, int mostImages) {
  /// Long enough for a median that stands still.
  public static final Duration USUAL_STOPWATCH = Duration.ofSeconds(1);

  public Machine {
    if (threads < 1) {
      throw new IllegalArgumentException("figures need at least one thread, not " + threads);
    }
    if (mostImages < 1) {
      throw new IllegalArgumentException("accuracy needs at least one image, not " + mostImages);
    }
  }

  /// Measures accuracy on all images there are.
  public Machine(Supplier<FloatKernels> kernels, int threads, Duration stopwatch) {
    this(kernels, threads, stopwatch, Integer.MAX_VALUE);
  }
}
