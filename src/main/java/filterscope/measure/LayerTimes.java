package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.network.Layer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// How long each layer with weights takes within the network, as the median over runs of one image on one thread. A layer is
/// timed with what the engine does in the same step, such as its batch normalisation and activation.
///
/// @param millis by layer, for every layer that the engine gives a step
/// @param runs over which the medians were taken
public record LayerTimes(Map<String, Double> millis, int runs) {
  private static final int FEWEST = 3;
  private static final int MOST = 201;

  public LayerTimes {
    millis = Map.copyOf(millis);
  }

  /// Runs the first image again and again for about so long.
  ///
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public static LayerTimes measure(
      CompiledNetwork network, Inputs inputs, Duration about, Progress progress) {
    float[] image = new float[inputs.floats()];
    inputs.prepare(0, image);
    Scratch scratch = network.newScratch();
    float[] output = new float[network.outputShape().size()];
    long[][] nanos = new long[MOST][network.steps()];
    network.runTimed(image, scratch, output, nanos[0]);
    long end = System.nanoTime() + about.toNanos();
    int runs = 0;
    while (runs < MOST && (runs < FEWEST || System.nanoTime() < end)) {
      progress.checkCancelled();
      network.runTimed(image, scratch, output, nanos[runs]);
      runs++;
    }
    return of(network, nanos, runs);
  }

  private static LayerTimes of(CompiledNetwork network, long[][] nanos, int runs) {
    Map<String, Double> millis = new LinkedHashMap<>();
    for (Layer layer : network.source().network().weightedLayers()) {
      OptionalInt step = network.stepOf(layer.name());
      if (step.isPresent()) {
        long[] times = new long[runs];
        for (int run = 0; run < runs; run++) {
          times[run] = nanos[run][step.getAsInt()];
        }
        Arrays.sort(times);
        millis.put(layer.name(), times[runs / 2] / 1e6);
      }
    }
    return new LayerTimes(millis, runs);
  }
}
