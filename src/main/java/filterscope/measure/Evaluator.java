package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.tensor.Shape;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Measures accuracy on a fixed pool of threads, and remembers what the next measurement can use: prepared inputs, the answers of
/// the float network, and activations at the step where the network last changed, so that moving the slider of one layer
/// runs the network only from that layer on.
///
/// Images come in a fixed shuffled order, so that a first estimate on a set sorted by class is not that of its first classes. The
/// final numbers do not depend on the number of threads. One evaluation runs at a time; a second one waits.
public final class Evaluator implements AutoCloseable {
  /// Bytes of prepared inputs that are remembered, unless that is more than an eighth of the heap.
  private static final long INPUT_BYTES = 256L << 20;

  /// Bytes of activations that are remembered, likewise.
  private static final long ACTIVATION_BYTES = 256L << 20;

  private static final int HEAP_SHARE = 8;

  /// Half of the tenth of a second in which a person expects an answer; compressing and drawing take the rest.
  private static final Duration FIRST_PARTIAL = Duration.ofMillis(50);

  private static final Duration NEXT_PARTIALS = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final long ORDER_SEED = 20050934;

  private final Inputs inputs;
  private final Duration firstPartial;
  private final Duration nextPartials;
  private final long activationBytes;
  private final EvaluationWorker[] workers;
  private final FloatStore prepared;
  private final ExecutorService pool;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private Optional<Answers> floatAnswers = Optional.empty();
  private Optional<Answers> lastAnswers = Optional.empty();
  private Optional<Prefix> prefix = Optional.empty();

  /// @param threads how many work at once, at least one
  public Evaluator(Inputs inputs, int threads) {
    this(
        inputs,
        threads,
        FIRST_PARTIAL,
        NEXT_PARTIALS,
        atMostHeapShare(INPUT_BYTES),
        atMostHeapShare(ACTIVATION_BYTES));
  }

  Evaluator(
      Inputs inputs,
      int threads,
      Duration firstPartial,
      Duration nextPartials,
      long inputBytes,
      long activationBytes) {
    if (threads < 1) {
      throw new IllegalArgumentException("an evaluation needs at least one thread");
    }
    this.inputs = inputs;
    this.firstPartial = firstPartial;
    this.nextPartials = nextPartials;
    this.activationBytes = activationBytes;
    prepared = new FloatStore(inputs.size(), inputs.floats(), inputBytes);
    workers = new EvaluationWorker[threads];
    Arrays.setAll(workers, index -> new EvaluationWorker(inputs, prepared));
    pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("evaluator-", 0).factory());
  }

  private static long atMostHeapShare(long bytes) {
    return Math.min(bytes, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
  }

  /// Measures a network on a sample of the set: the first images of one fixed shuffled order, so that a larger sample of the same
  /// set contains the smaller one, and no sample is that of the first classes only.
  ///
  /// @param floating the float network to agree with; its answers are remembered
  /// @param compressed the network to measure; activations are shared with what was measured before when it is of the
  ///     same plan ([CompiledNetwork#with])
  /// @param limit how many images; all where there are fewer
  /// @param partial takes estimates on the calling thread, the first after about half a tenth of a second, then several a
  ///     second; not the final one
  /// @return the accuracy on all images asked for
  /// @throws BadInputException if the images or their labels do not fit the network, or one cannot be decoded
  /// @throws CancellationException if the progress asks to stop, or the calling thread is interrupted
  public Accuracy evaluate(
      CompiledNetwork floating,
      CompiledNetwork compressed,
      int limit,
      Progress progress,
      Consumer<Accuracy> partial) {
    if (limit < 0) {
      throw new IllegalArgumentException("cannot evaluate " + limit + " images");
    }
    requireFit(inputs, floating);
    requireFit(inputs, compressed);
    requireLabelsFit(inputs, compressed);
    acquire(progress);
    try {
      if (pool.isShutdown()) {
        throw new IllegalStateException("the evaluator is closed");
      }
      Evaluation evaluation = evaluation(floating, compressed);
      return run(evaluation, order(inputs.size(), limit), progress, partial);
    } finally {
      oneAtATime.unlock();
    }
  }

  /// What both networks answered in the evaluations so far; nothing yet where they were not asked. Answers of an evaluation that
  /// runs come in while somebody looks at them.
  public AnsweredImages answered(CompiledNetwork floating, CompiledNetwork compressed) {
    Answers ofFloat =
        floatAnswers
            .filter(answers -> isSame(answers.network(), floating))
            .orElseGet(() -> new Answers(floating, inputs.size()));
    Answers ofCompressed =
        isSame(floating, compressed)
            ? ofFloat
            : lastAnswers
                .filter(answers -> isSame(answers.network(), compressed))
                .orElseGet(() -> new Answers(compressed, inputs.size()));
    return new AnsweredImages(inputs, ofFloat, ofCompressed);
  }

  static void requireFit(Inputs inputs, CompiledNetwork network) {
    String name = network.source().network().name();
    if (network.inputShape().elements() != inputs.floats()) {
      throw new BadInputException(
          "images are prepared as "
              + inputs.floats()
              + " numbers, but network '"
              + name
              + "' takes "
              + network.inputShape()
              + "; prepare them for this network");
    }
    Shape output = network.outputShape();
    long axes = Arrays.stream(output.toArray()).filter(extent -> extent != 1).count();
    if (axes > 1 || output.elements() == 0) {
      throw new BadInputException(
          "network '"
              + name
              + "' answers with "
              + output
              + ", and accuracy needs one number for each class; open a classifier");
    }
  }

  /// Of all images, whatever the limit, so that a set of another task is refused at once and always.
  static void requireLabelsFit(Inputs inputs, CompiledNetwork network) {
    int classes = network.outputShape().size();
    for (int index = 0; index < inputs.size(); index++) {
      int label = inputs.label(index);
      if (label < 0 || label >= classes) {
        throw new BadInputException(
            "image "
                + index
                + " of "
                + inputs.images().name()
                + " has label "
                + label
                + ", but network '"
                + network.source().network().name()
                + "' knows classes 0 to "
                + (classes - 1)
                + "; choose images whose classes are those of the network");
      }
    }
  }

  private void acquire(Progress progress) {
    try {
      while (!oneAtATime.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.checkCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    }
  }

  private static CancellationException cancelled(InterruptedException cause) {
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }

  /// Decides what of earlier evaluations is still true for this one.
  private Evaluation evaluation(CompiledNetwork floating, CompiledNetwork compressed) {
    Answers ofFloat =
        floatAnswers
            .filter(answers -> isSame(answers.network(), floating))
            .orElseGet(() -> new Answers(floating, inputs.size()));
    floatAnswers = Optional.of(ofFloat);
    if (isSame(floating, compressed)) {
      return new Evaluation(floating, floating, ofFloat, ofFloat, Optional.empty(), false);
    }
    CompiledNetwork before = lastAnswers.map(Answers::network).orElse(floating);
    Answers ofCompressed =
        lastAnswers
            .filter(answers -> isSame(answers.network(), compressed))
            .orElseGet(() -> new Answers(compressed, inputs.size()));
    prefix = prefix(before, compressed);
    lastAnswers = Optional.of(ofCompressed);
    int shared = floating.firstDifference(compressed);
    return new Evaluation(
        floating,
        compressed,
        ofFloat,
        ofCompressed,
        prefix,
        prefix.filter(kept -> kept.step() <= shared).isPresent());
  }

  /// The activations to start from: those at the first step that differs from the network before. Kept ones of another step
  /// stay in use while they are true and the change is not behind them.
  private Optional<Prefix> prefix(CompiledNetwork before, CompiledNetwork compressed) {
    int change = before.firstDifference(compressed);
    Optional<Prefix> usable =
        prefix.filter(kept -> kept.network().firstDifference(compressed) >= kept.step());
    boolean isSameAsBefore = isSame(before, compressed);
    if (isSameAsBefore || usable.filter(kept -> kept.step() >= change).isPresent()) {
      return usable;
    }
    if (change == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Prefix(
            compressed,
            change,
            new FloatStore(inputs.size(), compressed.savedFloats(change), activationBytes)));
  }

  private static boolean isSame(CompiledNetwork one, CompiledNetwork other) {
    return one.hasPlanOf(other) && one.firstDifference(other) >= one.steps();
  }

  /// The images that are asked for, in order: at most `limit` of `size`.
  static int[] order(int size, int limit) {
    int[] order = new int[size];
    Arrays.setAll(order, index -> index);
    Random random = new Random(ORDER_SEED);
    for (int last = size - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int image = order[last];
      order[last] = order[other];
      order[other] = image;
    }
    return limit < size ? Arrays.copyOf(order, limit) : order;
  }

  private Accuracy run(
      Evaluation evaluation, int[] order, Progress progress, Consumer<Accuracy> partial) {
    Tally tally = new Tally(workers.length);
    AtomicInteger next = new AtomicInteger();
    for (EvaluationWorker worker : workers) {
      pool.execute(() -> worker.run(evaluation, order, next, tally, progress));
    }
    try {
      long partialAt = System.nanoTime() + firstPartial.toNanos();
      while (!tally.awaitWorkers(partialAt)) {
        Accuracy soFar = tally.accuracy();
        boolean isSomething = soFar.samples() > 0;
        if (isSomething) {
          partial.accept(soFar);
          report(progress, soFar.samples(), order.length);
        }
        partialAt = System.nanoTime() + (isSomething ? nextPartials : PATIENCE).toNanos();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    } finally {
      tally.stopAndAwaitWorkers();
    }
    tally.failure().ifPresent(Evaluator::rethrow);
    progress.checkCancelled();
    report(progress, order.length, order.length);
    return tally.accuracy();
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static void report(Progress progress, long done, int all) {
    progress.report(
        all == 0 ? 1 : (double) done / all,
        String.format(Locale.ROOT, "evaluated %,d of %,d images", done, all));
  }

  /// Lets the threads end; a running evaluation is waited for.
  @Override
  public void close() {
    oneAtATime.lock();
    try {
      pool.shutdown();
    } finally {
      oneAtATime.unlock();
    }
  }

  /// Activations before one step, by image.
  ///
  /// @param network any network whose steps before that one computed them
  record Prefix(CompiledNetwork network, int step, FloatStore saved) {}

  /// What one evaluation works on.
  ///
  /// @param floatSharesPrefix whether the float network computes the same prefix
  record Evaluation(
      CompiledNetwork floating,
      CompiledNetwork compressed,
      Answers ofFloat,
      Answers ofCompressed,
      Optional<Prefix> prefix,
      boolean floatSharesPrefix) {}
}
