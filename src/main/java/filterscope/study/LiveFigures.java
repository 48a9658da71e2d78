package filterscope.study;

import filterscope.job.JobRunner;
import filterscope.job.RunningJob;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live loop: keeps figures in step with a study. Every new study cancels the work for the one before it. Memory
/// comes first, then accuracy on the first images, the measured speed, and accuracy on more and more images.
///
/// Lives on its owner's thread; the work is done by the job runner.
public final class LiveFigures {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFigures.class);
  private static final String KEY = "figures";
  private static final String KEY_ASIDE = "figures aside";

  private final JobRunner jobs;
  private final Bench bench;
  private final Consumer<? super Figures> onFigures;
  private final Consumer<? super Exception> onFailure;
  private long shown;
  private Optional<Figures> latest = Optional.empty();
  private Optional<RunningJob> running = Optional.empty();
  private Optional<RunningJob> aside = Optional.empty();
  private OptionalLong firstEstimateNanos = OptionalLong.empty();

  /// @param onFigures takes every figure on the owner's thread, partial ones too
  public LiveFigures(
      JobRunner jobs,
      Machine machine,
      Consumer<? super Figures> onFigures,
      Consumer<? super Exception> onFailure) {
    this.jobs = jobs;
    this.bench = new Bench(machine);
    this.onFigures = onFigures;
    this.onFailure = onFailure;
  }

  /// Starts working on a study; whatever was under way for another one stops.
  public void show(Study study) {
    long asked = System.nanoTime();
    shown++;
    long of = shown;
    aside.ifPresent(RunningJob::cancel);
    firstEstimateNanos = OptionalLong.empty();
    running =
        Optional.of(
            jobs.<Figures>startLatest(
                KEY,
                "Measuring " + study.opened().title(),
                (progress, results) -> bench.run(study, progress, results),
                figures -> {
                  if (of == shown) {
                    delivered(figures, asked);
                  }
                },
                onFailure));
  }

  /// Measures a study beside the one that is shown, on the same images, once the figures of that one are complete; the next
  /// [#show] stops it. Delivers once, when all is known.
  ///
  /// @param name what a person calls it
  /// @param onFailure hears of a failure before everybody does
  public RunningJob measureAside(
      String name, Study study, Consumer<? super Figures> onDone, Runnable onFailure) {
    RunningJob job =
        jobs.<Figures>startLatest(
            KEY_ASIDE,
            "Measuring " + name,
            (progress, results) -> {
              AtomicReference<@Nullable Figures> last = new AtomicReference<>();
              bench.run(study, progress, last::set);
              Optional.ofNullable(last.get()).ifPresent(results);
            },
            onDone,
            failure -> {
              onFailure.run();
              this.onFailure.accept(failure);
            });
    aside = Optional.of(job);
    return job;
  }

  private void delivered(Figures figures, long asked) {
    latest = Optional.of(figures);
    if (firstEstimateNanos.isEmpty() && figures.accuracy().isPresent()) {
      firstEstimateNanos = OptionalLong.of(System.nanoTime() - asked);
      LOG.debug(
          "first estimate after {} ms on {} images",
          firstEstimateNanos.getAsLong() / 1_000_000,
          figures.accuracy().get().top1().samples());
    }
    onFigures.accept(figures);
  }

  /// The newest figures that were delivered.
  public Optional<Figures> latest() {
    return latest;
  }

  /// Nothing is known any more: another network was opened.
  public void forget() {
    cancel();
    latest = Optional.empty();
  }

  /// Stops measuring; figures delivered so far stay.
  public void cancel() {
    running.ifPresent(RunningJob::cancel);
    aside.ifPresent(RunningJob::cancel);
  }

  /// The time from the last [#show] to its first accuracy estimate, once there was one.
  public OptionalLong firstEstimateNanos() {
    return firstEstimateNanos;
  }
}
