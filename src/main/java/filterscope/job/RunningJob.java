package filterscope.job;

/// A job that was handed to a [JobRunner].
public interface RunningJob {
  /// Asks the job to stop at its next check. None of its results is delivered after this returns on the owner's thread.
  void cancel();

  /// Whether it has finished, failed or was cancelled.
  boolean isDone();
}
