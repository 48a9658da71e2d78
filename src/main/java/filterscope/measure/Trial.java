package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.method.CompressedNetwork;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures one configuration after another on the same images: what the evaluator remembers of one serves the next, and only
/// layers whose stored form changed are prepared anew. Used by one thread at a time.
public final class Trial {
  private final CompiledNetwork floating;
  private final Evaluator evaluator;
  private final Inputs inputs;
  private final Optional<Duration> stopwatch;
  private CompiledNetwork last;

  /// @param evaluator of the same inputs
  /// @param stopwatch about how long one configuration is timed, or nothing to leave timing out
  public Trial(
      CompiledNetwork floating, Evaluator evaluator, Inputs inputs, Optional<Duration> stopwatch) {
    this.floating = floating;
    this.evaluator = evaluator;
    this.inputs = inputs;
    this.stopwatch = stopwatch;
    this.last = floating;
  }

  /// @param limit how many images, in the evaluator's order
  /// @param partial takes estimates of the accuracy on the way
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public TradeOff measure(
      CompressedNetwork compressed, int limit, Progress progress, Consumer<Accuracy> partial) {
    CompiledNetwork compiled = compile(compressed);
    Accuracy accuracy =
        evaluator.evaluate(floating, compiled, limit, progress.part(0, 0.8), partial);
    Optional<MeasuredSpeed> speed =
        stopwatch.map(
            about -> Stopwatch.measure(floating, compiled, inputs, about, progress.part(0.8, 1)));
    return new TradeOff(
        compressed.recipe(),
        accuracy,
        Footprint.of(compressed),
        SpeedModel.XNOR_NET.networkSpeedup(compressed),
        speed);
  }

  private CompiledNetwork compile(CompressedNetwork compressed) {
    last = compressed.recipe().layers().isEmpty() ? floating : last.with(compressed);
    return last;
  }

  /// How many images there are.
  public int images() {
    return inputs.size();
  }
}
