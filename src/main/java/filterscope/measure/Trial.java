package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.FilterPruning;
import filterscope.method.Method;
import filterscope.method.Recipe;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Measures one configuration after another on the same images: what the evaluator remembers of one serves the next, and only
/// layers whose stored form changed are prepared anew. Used by one thread at a time.
public final class Trial {
  private final CompiledNetwork floating;
  private final Evaluator evaluator;
  private final Inputs inputs;
  private final int images;
  private final Optional<Duration> stopwatch;
  private final Function<String, Method> methods;
  private final Map<String, Method> remembered = new HashMap<>();
  private Optional<Calibration> calibration = Optional.empty();
  private CompressedNetwork stored;
  private CompiledNetwork last;

  /// Measures on all images.
  ///
  /// @param evaluator of the same inputs
  /// @param stopwatch about how long one configuration is timed, or nothing to leave timing out
  /// @param methods finds a method by its id
  public Trial(
      CompiledNetwork floating,
      Evaluator evaluator,
      Inputs inputs,
      Optional<Duration> stopwatch,
      Function<String, Method> methods) {
    this(floating, evaluator, inputs, inputs.size(), stopwatch, methods);
  }

  /// @param evaluator of the same inputs
  /// @param images how many images, in the evaluator's order
  /// @param stopwatch about how long one configuration is timed, or nothing to leave timing out
  /// @param methods finds a method by its id
  public Trial(
      CompiledNetwork floating,
      Evaluator evaluator,
      Inputs inputs,
      int images,
      Optional<Duration> stopwatch,
      Function<String, Method> methods) {
    this.floating = floating;
    this.evaluator = evaluator;
    this.inputs = inputs;
    this.images = Math.min(images, inputs.size());
    this.stopwatch = stopwatch;
    this.methods = methods;
    this.stored = floating.source();
    this.last = floating;
  }

  /// @param partial takes estimates of the accuracy on the way
  /// @throws IllegalArgumentException if the recipe does not fit the network; the message is a sentence
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public TradeOff measure(Recipe recipe, Progress progress, Consumer<Accuracy> partial) {
    CompressedNetwork compressed = compress(recipe, progress);
    progress.checkCancelled();
    CompiledNetwork compiled = compile(compressed);
    Accuracy accuracy =
        evaluator.evaluate(floating, compiled, images, progress.part(0, 0.8), partial);
    Optional<MeasuredSpeed> speed =
        stopwatch.map(about ->
            Stopwatch.measure(
                floating, compiled, Optional.empty(), inputs, about, progress.part(0.8, 1)));
    return new TradeOff(
        recipe,
        accuracy,
        Footprint.of(compressed),
        SpeedModel.XNOR_NET.networkSpeedup(compressed),
        speed);
  }

  /// Compresses the network; layers whose choice is that of the configuration before are taken from there.
  ///
  /// @throws IllegalArgumentException if the recipe does not fit the network; the message is a sentence
  public CompressedNetwork compress(Recipe recipe, Progress progress) {
    Calibration seen =
        recipe.needsImages(methods)
            ? calibration(recipe, progress)
            : calibration.orElse(Calibration.NONE);
    stored = stored.with(recipe, this::remembering, seen);
    return stored;
  }

  /// Methods that prune filters are known by their type.
  private Method remembering(String id) {
    Method method = methods.apply(id);
    return method instanceof FilterPruning
        ? method
        : remembered.computeIfAbsent(id, _ -> new RememberingMethod(method));
  }

  private Calibration calibration(Recipe recipe, Progress progress) {
    Calibration seen =
        Calibrator.calibrate(
            floating,
            recipe,
            methods,
            inputs,
            calibration.orElse(Calibration.NONE),
            progress.part(0, 0.1));
    calibration = Optional.of(seen);
    return seen;
  }

  private CompiledNetwork compile(CompressedNetwork compressed) {
    last = compressed.recipe().layers().isEmpty() ? floating : last.with(compressed);
    return last;
  }
}
