package filterscope.measure;

import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.network.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Times a whole network, ours beside ONNX Runtime, and a batch of images on one thread beside several. Candidates take
/// turns; figures are medians, of the thread's processor time for one image and of the wall clock for a batch.
public final class WholeNetworkBench {
  private static final int BATCH = 64;
  private static final int THREADS = 2;

  private final FloatKernels kernels;
  private final Duration about;
  private final Network network = BenchNetwork.make();
  private final CompiledNetwork floating;
  private final CompiledNetwork signs;
  private final CompiledNetwork binaryWeights;

  /// @param quick a few seconds instead of some ten
  public WholeNetworkBench(FloatKernels kernels, boolean quick) {
    this.kernels = kernels;
    this.about = Duration.ofSeconds(quick ? 4 : 12);
    this.floating = CompiledNetwork.compile(CompressedNetwork.uncompressed(network), kernels);
    this.signs = floating.with(BenchNetwork.binary(network, 1));
    this.binaryWeights = floating.with(BenchNetwork.binary(network, 32));
  }

  /// The network in ONNX Runtime, and ours in float, with binary weights and with binary weights and activations.
  public List<NetworkBenchCase> networks(Progress progress) {
    kernels.warmUp();
    Optional<OnnxRuntimePeer> peer = OnnxRuntimePeer.open(network);
    try {
      float[] image = image();
      List<Runnable> runs = new ArrayList<>();
      runs.add(runs(signs, image));
      runs.add(runs(binaryWeights, image));
      runs.add(runs(floating, image));
      peer.ifPresent(theirs -> runs.add(() -> theirs.run(image)));
      List<Timing> timings = new Duel(new ThreadClock(), about, progress).run(runs);
      double theirs = peer.map(_ -> timings.get(3).medianMillis()).orElse(Double.NaN);
      List<NetworkBenchCase> cases = new ArrayList<>();
      if (peer.isPresent()) {
        cases.add(one("32×32", "ONNX Runtime", timings.get(3), theirs, 0));
      }
      cases.add(one("32×32", floating.backend(), timings.get(2), theirs, 0));
      cases.add(one("1×32", "ours", timings.get(1), theirs, binaryWeights.packedPlaces()));
      cases.add(one("1×1", "ours", timings.get(0), theirs, signs.packedPlaces()));
      return cases;
    } finally {
      peer.ifPresent(OnnxRuntimePeer::close);
    }
  }

  private static NetworkBenchCase one(
      String bits, String implementation, Timing timing, double theirs, int packedPlaces) {
    return new NetworkBenchCase(
        BenchNetwork.TITLE,
        bits,
        implementation,
        timing.medianMillis(),
        theirs / timing.medianMillis(),
        packedPlaces);
  }

  private float[] image() {
    Random random = new Random(5);
    float[] image = new float[network.inputShape().size()];
    for (int index = 0; index < image.length; index++) {
      image[index] = (float) random.nextGaussian();
    }
    return image;
  }

  private static Runnable runs(CompiledNetwork network, float[] image) {
    Scratch scratch = network.newScratch();
    float[] output = new float[network.outputShape().size()];
    return () -> network.run(image, scratch, output);
  }

  /// The binary network on a batch of images, one thread beside two.
  public ThreadsBenchCase threads(Progress progress) {
    float[] image = image();
    List<Runnable> runs = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      runs.add(runs(signs, image));
    }
    try (ExecutorService workers = Executors.newFixedThreadPool(THREADS)) {
      List<Timing> timings =
          new Duel(System::nanoTime, about, progress)
              .run(List.of(() -> batch(runs.subList(0, 1), workers), () -> batch(runs, workers)));
      return new ThreadsBenchCase(
          BenchNetwork.TITLE,
          BATCH,
          timings.getFirst().medianMillis(),
          THREADS,
          timings.getLast().medianMillis());
    }
  }

  /// Every worker takes the next image until none is left.
  private static void batch(List<Runnable> runs, ExecutorService workers) {
    AtomicInteger next = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(runs.size());
    for (Runnable run : runs) {
      workers.execute(() -> {
        while (next.getAndIncrement() < BATCH) {
          run.run();
        }
        done.countDown();
      });
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while timing threads", e);
    }
  }
}
