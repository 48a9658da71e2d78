package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Times a float network and its compressed form, and the float network in ONNX Runtime, one image at a time on one thread.
public final class Stopwatch {
  private static final int THREADS = 1;

  /// Different images, so that branches on values are not learnt by heart.
  private static final int IMAGES = 4;

  private Stopwatch() {}

  /// How long a timing takes where nobody says.
  private static final Duration USUAL = Duration.ofSeconds(1);

  /// Runs both in turns on the first images for about a second.
  ///
  /// @param peer the float network in ONNX Runtime, timed beside them where it is there
  /// @throws BadInputException if there are no images
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public static MeasuredSpeed measure(
      CompiledNetwork floating,
      CompiledNetwork compressed,
      Optional<OnnxRuntimePeer> peer,
      Inputs inputs,
      Progress progress) {
    return measure(floating, compressed, peer, inputs, USUAL, progress);
  }

  /// Runs both in turns on the first images; takes about this long where a run is short, five runs of each and a warm-up where
  /// it is long.
  ///
  /// @param peer the float network in ONNX Runtime, timed beside them where it is there
  /// @throws BadInputException if there are no images
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public static MeasuredSpeed measure(
      CompiledNetwork floating,
      CompiledNetwork compressed,
      Optional<OnnxRuntimePeer> peer,
      Inputs inputs,
      Duration about,
      Progress progress) {
    if (inputs.size() == 0) {
      throw new BadInputException(
          "the image set "
              + inputs.images().name()
              + " is empty, so that there is nothing to time a network on; choose another one");
    }
    float[][] images = new float[Math.min(IMAGES, inputs.size())][inputs.floats()];
    for (int index = 0; index < images.length; index++) {
      progress.checkCancelled();
      inputs.prepare(index, images[index]);
    }
    List<Runnable> runs = new ArrayList<>();
    runs.add(runs(floating, images));
    runs.add(runs(compressed, images));
    peer.ifPresent(network -> runs.add(runs(network, images)));
    List<Timing> timings = new Duel(System::nanoTime, about, progress).run(runs);
    return new MeasuredSpeed(
        timings.get(0),
        timings.get(1),
        peer.map(_ -> timings.get(2)),
        compressed.backend(),
        compressed.kernels(),
        THREADS,
        compressed.isSimulated());
  }

  private static Runnable runs(OnnxRuntimePeer network, float[][] images) {
    int[] next = {0};
    return () -> {
      network.run(images[next[0]]);
      next[0] = (next[0] + 1) % images.length;
    };
  }

  private static Runnable runs(CompiledNetwork network, float[][] images) {
    Scratch scratch = network.newScratch();
    float[] output = new float[network.outputShape().size()];
    int[] next = {0};
    return () -> {
      network.run(images[next[0]], scratch, output);
      next[0] = (next[0] + 1) % images.length;
    };
  }
}
