package filterscope.job;

import java.util.function.Consumer;

/// Work that does not belong on the thread that draws. It hands over results as it goes: partial ones, then the last.
@FunctionalInterface
public interface Job<T> {
  /// @param results takes each result; the runner delivers them in order on its owner's thread, unless the job was cancelled
  /// @throws Exception whatever went wrong; a [java.util.concurrent.CancellationException] is not a failure
  void run(Progress progress, Consumer<? super T> results) throws Exception;
}
