package filterscope.cli;

import filterscope.data.ImageSet;
import filterscope.measure.Proportion;
import filterscope.network.Network;
import filterscope.train.EpochReport;
import filterscope.train.TrainingPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Tells a person on standard error how a training goes.
final class TrainLog {
  private final Console console;
  private final TrainingPlan plan;

  TrainLog(Console console, TrainingPlan plan) {
    this.console = console;
    this.plan = plan;
  }

  void begin(Network start, ImageSet images, String backend, int epochsDone) {
    say(
        String.format(
            Locale.ROOT,
            "training %s (%,d parameters, %,d MACs an image) on %,d images of %s, %,d of them held out; %s",
            start.name(),
            start.parameters(),
            start.macs(),
            images.size(),
            images.name(),
            plan.holdOut(),
            backend));
    if (epochsDone > 0) {
      say("going on after epoch " + epochsDone);
    }
  }

  /// What a fine-tuning starts from.
  ///
  /// @param images on which the accuracies were measured
  /// @param compressed the accuracy without a repair, and after each
  void start(String images, Proportion floating, List<Evaluation.Effect> compressed) {
    say(
        "on %s: float %s, compressed %s"
            .formatted(images, percent(floating), percent(compressed.getFirst().top1())));
    for (Evaluation.Effect effect : compressed.subList(1, compressed.size())) {
      say("repaired (%s) %s".formatted(effect.repair(), percent(effect.top1())));
    }
  }

  void epoch(EpochReport report) {
    double rest = (plan.epochs() - report.epoch()) * report.seconds();
    say(
        String.format(
            Locale.ROOT,
            "epoch %d of %d: loss %.4f, training %.2f %%, held out %s, %.0f images/s, %s left",
            report.epoch(),
            plan.epochs(),
            report.loss(),
            100 * report.training().share(),
            percent(report.heldOut()),
            report.imagesPerSecond(),
            time(rest)));
  }

  void end(TrainResult result, Path file) {
    result
        .accuracy()
        .ifPresent(
            accuracy -> say(result.evaluation().orElse("evaluation") + ": " + percent(accuracy)));
    say("wrote " + file + " after " + time(result.seconds()));
  }

  static String percent(Proportion share) {
    return share.samples() == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "%.2f %% (%.2f to %.2f)",
            100 * share.share(),
            100 * share.low(),
            100 * share.high());
  }

  private static String time(double seconds) {
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    return duration.toHours() > 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private void say(String line) {
    console.clearProgress();
    console.err().println(line);
    console.err().flush();
  }
}
