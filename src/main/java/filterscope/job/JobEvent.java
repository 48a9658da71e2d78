package filterscope.job;

/// What the status bar hears of jobs.
public sealed interface JobEvent {
  /// The job, to cancel it or to tell it from others.
  RunningJob job();

  /// What a person reads: "Opening vgg.onnx".
  String title();

  /// The job runs.
  record Started(RunningJob job, String title) implements JobEvent {}

  /// The job tells how far it is.
  ///
  /// @param share from 0 to 1, or a negative number when that is unknown
  /// @param text a few words: "evaluated 400 of 10,000 images"
  record Progressed(RunningJob job, String title, double share, String text) implements JobEvent {}

  /// The job has finished, failed, or noticed that it was cancelled. Comes once for every job that started.
  record Finished(RunningJob job, String title) implements JobEvent {}
}
