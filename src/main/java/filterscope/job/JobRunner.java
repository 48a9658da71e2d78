package filterscope.job;

import java.util.function.Consumer;

/// Runs jobs and delivers what they produce on the thread of its owner: the JavaFX thread in the window, the calling thread
/// in tests and on the command line.
public interface JobRunner {
  /// Starts a job.
  ///
  /// @param title what a person reads in the status bar while it runs
  /// @param onFailure takes what the job threw, other than a cancellation
  <T> RunningJob start(
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure);

  /// Starts a job that supersedes an earlier one of the same key: newest wins. The older run is cancelled and its late
  /// results are dropped; of several waiting ones only the newest ever starts.
  <T> RunningJob startLatest(
      String key,
      String title,
      Job<T> job,
      Consumer<? super T> onResult,
      Consumer<? super Exception> onFailure);
}
