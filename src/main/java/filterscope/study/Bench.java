package filterscope.study;

import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.measure.Accuracy;
import filterscope.measure.Footprint;
import filterscope.measure.LayerTimes;
import filterscope.measure.SpeedModel;
import filterscope.measure.Stopwatch;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.catalog.Methods;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures studies one after another and keeps what the next one can use again: compressed layers, compiled plans, decoded
/// images, activations of the layers before a change.
final class Bench {
  /// Images evaluated before speed is measured: enough for an interval of ±3 points, few enough to be quick.
  private static final int FIRST_IMAGES = 1000;

  private final Machine machine;
  private Optional<FloatKernels> chosenKernels = Optional.empty();
  private Optional<NetworkBench> network = Optional.empty();
  private Optional<ImageBench> images = Optional.empty();
  private boolean lowBitAhead;

  Bench(Machine machine) {
    this.machine = machine;
  }

  /// Hands over figures about a study as they become known.
  synchronized void run(Study study, Progress progress, Consumer<? super Figures> results) {
    // Whoever waited for another run to end may have been cancelled meanwhile.
    progress.checkCancelled();
    NetworkBench bench = networkOf(study);
    CompressedNetwork compressed =
        study
            .asPacked()
            .map(packed -> bench.take(packed, progress))
            .orElseGet(() ->
                bench.compress(study.recipe(), calibration(study, bench, progress), progress));
    Figures figures =
        new Figures(
            compressed,
            bench.layers(),
            Footprint.of(compressed),
            new Theory(
                SpeedModel.XNOR_NET.networkSpeedup(compressed),
                SpeedModel.XNOR_NET.networkSpeedup(compressed, 1)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            origin(study));
    results.accept(figures);
    progress.checkCancelled();

    bench.compile(compressed, chosenKernels());
    figures =
        figures.withEvidence(new Evidence(bench.floating(), bench.compiled(), Optional.empty()));
    Optional<ImageBench> with = imagesOf(study, bench, progress);
    if (with.isPresent()) {
      measure(study, bench, with.get(), figures, progress, results);
    } else {
      results.accept(figures.withOrigin(origin(study)));
    }
  }

  /// What images say, where the recipe asks for it and there are images.
  private Calibration calibration(Study study, NetworkBench bench, Progress progress) {
    if (!study.recipe().needsImages(Methods::byId)) {
      return Calibration.NONE;
    }
    CompiledNetwork floating = bench.compileFloat(chosenKernels());
    return imagesOf(study, bench, progress)
        .map(with -> with.calibration(floating, study.recipe(), progress.part(0, 0.1)))
        .orElse(Calibration.NONE);
  }

  private void measure(
      Study study,
      NetworkBench bench,
      ImageBench with,
      Figures memory,
      Progress progress,
      Consumer<? super Figures> results) {
    CompiledNetwork floating = bench.floating();
    CompiledNetwork compiled = bench.compiled();
    int all = Math.min(machine.mostImages(), with.inputs().size());
    int few = Math.min(FIRST_IMAGES, all);
    Figures first = accuracy(study, bench, with, memory, few, progress.part(0, 0.1), results);
    progress.report(0.1, "timing");
    Figures timed =
        first.withSpeed(
            Stopwatch.measure(
                floating,
                compiled,
                bench.peer(),
                with.inputs(),
                machine.stopwatch(),
                progress.part(0.1, 0.14)),
            LayerTimes.measure(
                compiled,
                with.inputs(),
                machine.stopwatch().dividedBy(4),
                progress.part(0.14, 0.15)));
    results.accept(timed);
    if (few < all) {
      accuracy(study, bench, with, timed, all, progress.part(0.15, 1), results);
    }
    chooseLowBitKernelsAhead();
  }

  /// Timing the low-bit kernels takes a second or two, once: better now, behind the first figures, than when somebody moves
  /// the slider to one bit.
  private void chooseLowBitKernelsAhead() {
    if (!lowBitAhead) {
      lowBitAhead = true;
      Thread.ofPlatform().daemon().name("low-bit-trial").start(Backend::bestLowBit);
    }
  }

  private Figures accuracy(
      Study study,
      NetworkBench bench,
      ImageBench with,
      Figures before,
      int limit,
      Progress progress,
      Consumer<? super Figures> results) {
    Origin origin = origin(study);
    long known = before.accuracy().map(accuracy -> accuracy.top1().samples()).orElse(0L);
    Accuracy compressed =
        with.evaluator()
            .evaluate(
                bench.floating(),
                bench.compiled(),
                limit,
                progress,
                partial -> {
                  if (partial.top1().samples() > known) {
                    results.accept(
                        before
                            .withEvidence(evidence(bench, with))
                            .withAccuracy(partial, before.floating(), origin));
                  }
                });
    // The float classes of these images are known by now: this costs nothing.
    Accuracy floating =
        with.evaluator().evaluate(bench.floating(), bench.floating(), limit, progress, _ -> {});
    Figures figures =
        before
            .withEvidence(evidence(bench, with))
            .withAccuracy(compressed, Optional.of(floating), origin);
    results.accept(figures);
    return figures;
  }

  private static Evidence evidence(NetworkBench bench, ImageBench with) {
    return new Evidence(
        bench.floating(),
        bench.compiled(),
        Optional.of(with.evaluator().answered(bench.floating(), bench.compiled())));
  }

  private FloatKernels chosenKernels() {
    FloatKernels chosen = chosenKernels.orElseGet(machine.kernels());
    chosenKernels = Optional.of(chosen);
    return chosen;
  }

  private NetworkBench networkOf(Study study) {
    NetworkBench bench =
        network
            .filter(existing -> existing.isOf(study.opened()))
            .orElseGet(() -> new NetworkBench(study.opened()));
    network.filter(existing -> existing != bench).ifPresent(NetworkBench::close);
    network = Optional.of(bench);
    return bench;
  }

  private Optional<ImageBench> imagesOf(Study study, NetworkBench bench, Progress progress) {
    if (images.isPresent() && images.get().isOf(study)) {
      return images.filter(ImageBench::isUsable);
    }
    images.ifPresent(ImageBench::close);
    images = Optional.empty();
    if (study.data().isEmpty()) {
      return Optional.empty();
    }
    ImageBench opened = ImageBench.open(study, bench.floating(), machine.threads(), progress);
    images = Optional.of(opened);
    opened
        .refusal()
        .ifPresent(refusal -> {
          throw refusal;
        });
    return images;
  }

  private Origin origin(Study study) {
    Optional<ImageBench> with = images.filter(open -> open.isOf(study) && open.isUsable());
    return new Origin(
        study.opened().network().name(),
        study.opened().model().sha256(),
        with.map(open -> open.inputs().images().name()),
        with.map(ImageBench::sha256),
        with.map(open -> open.inputs().size()).orElse(0),
        chosenKernels.map(FloatKernels::name).orElse(""),
        machine.threads());
  }
}
