package filterscope.train;

import java.util.function.Consumer;

/// Hears how a training goes, on the thread that trains. It changes nothing: a run ends with the same weights whoever watches.
public interface TrainingWatch {
  /// Several times an epoch, and after the very first step.
  void step(StepReport report);

  /// After every epoch.
  void epoch(EpochReport report);

  /// How often in an epoch the accuracy on some held-out images is estimated; each time costs as much as training a hundred images
  /// or two.
  default int estimates() {
    return 0;
  }

  /// Hears of steps only.
  static TrainingWatch ofSteps(Consumer<StepReport> consumer) {
    return new TrainingWatch() {
      @Override
      public void step(StepReport report) {
        consumer.accept(report);
      }

      @Override
      public void epoch(EpochReport report) {}
    };
  }

  /// Hears of epochs only.
  static TrainingWatch ofEpochs(Consumer<EpochReport> consumer) {
    return new TrainingWatch() {
      @Override
      public void step(StepReport report) {}

      @Override
      public void epoch(EpochReport report) {
        consumer.accept(report);
      }
    };
  }
}
