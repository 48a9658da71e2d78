package filterscope.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/// The processor time of the running thread, where the virtual machine counts it: what other programs do meanwhile is not in it.
/// On a machine of one's own it is the time on the wall. ONNX Runtime with one thread works on the thread that calls it, too.
final class ThreadClock implements LongSupplier {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final boolean counts =
      threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();

  /// Nanoseconds.
  @Override
  public long getAsLong() {
    return counts ? threads.getCurrentThreadCpuTime() : System.nanoTime();
  }

  /// How people know it.
  String name() {
    return counts ? "processor time of the thread" : "wall clock";
  }

  /// Bytes that this thread has allocated so far, 0 where nobody counts. Vector code that is not compiled yet makes an object
  /// of every vector.
  long allocatedBytes() {
    return threads instanceof com.sun.management.ThreadMXBean counting
        ? counting.getCurrentThreadAllocatedBytes()
        : 0;
  }
}
