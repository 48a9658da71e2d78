package filterscope.train;

import filterscope.data.ImageSet;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.GradientKernels;
import filterscope.measure.Proportion;
import filterscope.method.Activations;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32;

/// Trains a network by the plan. The same plan, data and start give the same weights, whatever the number of threads and
/// whether the run was interrupted or not.
public final class Trainer implements AutoCloseable {
  /// How often in an epoch a watch hears of the loss.
  private static final int REPORTS = 40;

  /// On so many held-out images the accuracy is estimated within an epoch.
  private static final int MOST_ESTIMATED = 500;

  private final Network start;
  private final Preparation preparation;
  private final TrainingPlan plan;
  private final Shards shards;
  private final TrainableNetwork trainable;
  private final Function<String, LayerQuantizer> quantizers;
  private final Optional<Teacher> teacher;
  private final Optimizer optimizer;
  private final CrossEntropy loss;
  private final CosineSchedule schedule;
  private final BatchLoader loader;
  private final int[] trainingImages;
  private final int[] heldOutImages;
  private final int[] labels;
  private final List<EpochReport> reports = new ArrayList<>();

  /// A copy of what was learned after the best epoch; nothing where no images are held out.
  private final List<float[]> best;

  private final String fingerprint;
  private long step;

  /// @param start the network to begin with; it is not changed
  /// @param quantizers what a layer computes with instead of its weights and activations, by the layer's name
  /// @throws BadInputException if the network cannot be trained on these images
  public Trainer(
      Network start,
      ImageSet images,
      Preparation preparation,
      TrainingPlan plan,
      GradientKernels kernels,
      int threads,
      Function<String, LayerQuantizer> quantizers) {
    this(start, images, preparation, plan, kernels, threads, quantizers, Optional.empty());
  }

  /// Trains with a teacher.
  ///
  /// @param taught the float network to be distilled from and how, if any; of the same input and classes
  Trainer(
      Network start,
      ImageSet images,
      Preparation preparation,
      TrainingPlan plan,
      GradientKernels kernels,
      int threads,
      Function<String, LayerQuantizer> quantizers,
      Optional<Taught> taught) {
    checkFits(start, images, plan);
    this.start = start;
    this.preparation = preparation;
    this.plan = plan;
    this.shards = new Shards(threads);
    this.trainable = new TrainableNetwork(start, plan.batch(), kernels, shards, quantizers);
    this.quantizers = quantizers;
    this.teacher =
        taught.map(
            by -> new Teacher(by.teacher(), by.distillation(), plan.batch(), kernels, shards));
    this.optimizer = Optimizer.of(plan.optimizer(), trainable.parameters(), plan.weightDecay());
    this.loss = new CrossEntropy(plan.smoothing());
    this.loader =
        new BatchLoader(images, preparation, start.inputShape(), plan.augmentation(), plan.seed());
    int[] shuffled = shuffled(range(images.size()), BatchLoader.mix(plan.seed(), -1));
    int kept = images.size() - plan.holdOut();
    this.trainingImages = Arrays.copyOf(shuffled, kept);
    this.heldOutImages = Arrays.copyOfRange(shuffled, kept, shuffled.length);
    this.labels = new int[plan.batch()];
    this.best =
        plan.holdOut() == 0
            ? List.of()
            : trainable.state().stream().map(array -> array.clone()).toList();
    this.fingerprint = fingerprint(images, quantizers);
    long steps = (long) plan.epochs() * stepsPerEpoch();
    this.schedule = new CosineSchedule(plan.rate(), Math.round(plan.warmUp() * steps), steps);
  }

  /// Who teaches, and how.
  record Taught(Network teacher, Distillation distillation) {}

  private static void checkFits(Network start, ImageSet images, TrainingPlan plan) {
    if (images.size() - plan.holdOut() < plan.batch()) {
      throw new BadInputException(
          "'%s' has %d images; with %d held out they do not fill one batch of %d: choose a smaller batch or hold out fewer"
              .formatted(images.name(), images.size(), plan.holdOut(), plan.batch()));
    }
    Shape output = start.outputShape();
    int classes = output.size();
    for (int index = 0; index < images.size(); index++) {
      if (images.label(index) >= classes) {
        throw new BadInputException(
            "image %d of '%s' is of class %d, but network '%s' tells only %d classes apart"
                .formatted(index, images.name(), images.label(index), start.name(), classes));
      }
    }
  }

  private int stepsPerEpoch() {
    return trainingImages.length / plan.batch();
  }

  /// Goes on where a checkpoint of the same plan, data and start left off, if there is one.
  ///
  /// @throws BadInputException if it is of another plan or network, or damaged
  public void resume(Checkpoint checkpoint) {
    Optional<Checkpoint.Progressed> progressed = checkpoint.read(fingerprint, state());
    trainable.beginEpoch();
    progressed.ifPresent(read -> {
      reports.addAll(read.reports());
      step = (long) reports.size() * stepsPerEpoch();
      optimizer.resumeAt(step);
    });
  }

  /// Trains to the end of the plan.
  ///
  /// @param checkpoint written after every epoch
  /// @param onEpoch takes a report after every epoch
  /// @throws java.util.concurrent.CancellationException if cancelled
  public void train(
      Optional<Checkpoint> checkpoint, Progress progress, Consumer<EpochReport> onEpoch) {
    train(checkpoint, progress, TrainingWatch.ofEpochs(onEpoch));
  }

  /// Trains to the end of the plan.
  ///
  /// @param checkpoint written after every epoch
  /// @throws java.util.concurrent.CancellationException if cancelled
  public void train(Optional<Checkpoint> checkpoint, Progress progress, TrainingWatch watch) {
    while (reports.size() < plan.epochs()) {
      EpochReport report = epoch(reports.size(), progress, watch);
      reports.add(report);
      rememberIfBest(report);
      checkpoint.ifPresent(file -> file.write(fingerprint, state(), reports));
      watch.epoch(report);
    }
  }

  private void rememberIfBest(EpochReport report) {
    if (bestEpoch().filter(report::equals).isPresent()) {
      copy(trainable.state(), best);
    }
  }

  /// The epoch after which most held-out images were classified rightly, the last of equals; nothing where no images are
  /// held out or no epoch is over.
  public Optional<EpochReport> bestEpoch() {
    if (best.isEmpty()) {
      return Optional.empty();
    }
    return reports.stream()
        .reduce((early, late) -> late.heldOut().hits() >= early.heldOut().hits() ? late : early);
  }

  /// Goes back to the weights of the best epoch; where there is none, the last ones stay. Training is over then.
  public void takeBest() {
    if (bestEpoch().isPresent()) {
      copy(best, trainable.state());
      trainable.beginEpoch();
    }
  }

  private static void copy(List<float[]> from, List<float[]> to) {
    for (int index = 0; index < from.size(); index++) {
      float[] array = from.get(index);
      System.arraycopy(array, 0, to.get(index), 0, array.length);
    }
  }

  private EpochReport epoch(int epoch, Progress progress, TrainingWatch watch) {
    long begin = System.nanoTime();
    trainable.beginEpoch();
    int[] order = shuffled(trainingImages, BatchLoader.mix(plan.seed(), epoch));
    double lossSum = 0;
    double toldLoss = 0;
    int toldSteps = 0;
    long hits = 0;
    int batch = plan.batch();
    for (int index = 0; index < stepsPerEpoch(); index++) {
      progress.checkCancelled();
      loader.augment(order, index * batch, batch, epoch, trainable.input(), labels, shards);
      trainable.forward(batch, true);
      CrossEntropy.Result result = loss(batch);
      requireFinite(result.loss());
      trainable.backward(batch);
      optimizer.step(schedule.rate(step));
      trainable.afterStep();
      step++;
      lossSum += result.loss();
      hits += result.hits();
      progress.report(
          (double) step / schedule.steps(),
          "epoch %d of %d, loss %.3f"
              .formatted(epoch + 1, plan.epochs(), lossSum / ((index + 1) * batch)));
      int steps = index + 1;
      if (step == 1 || isDue(steps, REPORTS) || isDue(steps, watch.estimates())) {
        double recent = (lossSum - toldLoss) / ((double) (steps - toldSteps) * batch);
        Optional<Proportion> estimate =
            isDue(steps, watch.estimates()) && steps < stepsPerEpoch()
                ? estimate(progress)
                : Optional.empty();
        watch.step(new StepReport(epoch + (double) steps / stepsPerEpoch(), recent, estimate));
        toldLoss = lossSum;
        toldSteps = steps;
      }
    }
    long trained = (long) stepsPerEpoch() * batch;
    double trainingSeconds = (System.nanoTime() - begin) / 1e9;
    Proportion heldOut = heldOut(progress);
    return new EpochReport(
        epoch + 1,
        lossSum / trained,
        new Proportion(hits, trained),
        heldOut,
        trained / trainingSeconds,
        (System.nanoTime() - begin) / 1e9);
  }

  /// The loss of the batch that was run, with its gradient written.
  private CrossEntropy.Result loss(int batch) {
    CrossEntropy.Result plain = loss.apply(trainable.logits(), labels, batch);
    return teacher.map(by -> by.teach(trainable, plain, batch)).orElse(plain);
  }

  /// Whether so many steps of an epoch end one of `parts` equal parts of it.
  private boolean isDue(int steps, int parts) {
    long all = stepsPerEpoch();
    return parts > 0 && (long) steps * parts / all > (long) (steps - 1) * parts / all;
  }

  /// The accuracy on the first held-out images as the network is now; nothing where none are held out. Changes nothing.
  public Optional<Proportion> estimate(Progress progress) {
    int[] few = Arrays.copyOf(heldOutImages, Math.min(MOST_ESTIMATED, heldOutImages.length));
    return few.length == 0 ? Optional.empty() : Optional.of(hits(few, loader, progress));
  }

  private void requireFinite(double loss) {
    if (!Double.isFinite(loss)) {
      throw new BadInputException(
          "training '%s' went astray in step %d: the loss is no longer a number; choose a rate below %s"
              .formatted(start.name(), step + 1, plan.rate()));
    }
  }

  private Proportion heldOut(Progress progress) {
    return hits(heldOutImages, loader, progress);
  }

  /// The share of other images that the network classifies rightly as it is now.
  public Proportion accuracy(ImageSet images, Progress progress) {
    Shape shape = start.inputShape();
    BatchLoader others =
        new BatchLoader(images, preparation, shape, Augmentation.NONE, plan.seed());
    return hits(range(images.size()), others, progress);
  }

  private Proportion hits(int[] indices, BatchLoader from, Progress progress) {
    long hits = 0;
    FeatureMaps logits = trainable.logits();
    for (int first = 0; first < indices.length; first += plan.batch()) {
      progress.checkCancelled();
      int count = Math.min(plan.batch(), indices.length - first);
      from.load(indices, first, count, trainable.input(), labels, shards);
      trainable.forward(count, false);
      for (int image = 0; image < count; image++) {
        int at = logits.offset(image);
        int best = CrossEntropy.argmax(logits.values(), at, logits.channels());
        hits += best == labels[image] ? 1 : 0;
      }
    }
    return new Proportion(hits, indices.length);
  }

  /// The network as it has been learned so far.
  public Network network() {
    return trainable.network();
  }

  /// The recipe under which the network has been learned so far: one with the bounds of activations that were learned.
  ///
  /// @param recipe that training began with
  public Recipe learned(Recipe recipe) {
    Map<String, LayerRecipe> layers = new LinkedHashMap<>();
    recipe
        .layers()
        .forEach((layer, choice) ->
            layers.put(
                layer,
                quantizers
                    .apply(layer)
                    .bound()
                    .map(bound ->
                        choice.withSettings(Activations.withBound(choice.settings(), bound.grid())))
                    .orElse(choice)));
    return new Recipe(layers);
  }

  /// The reports of all epochs so far, those before an interruption included.
  public List<EpochReport> reports() {
    return List.copyOf(reports);
  }

  private List<float[]> state() {
    List<float[]> state = new ArrayList<>(trainable.state());
    state.addAll(optimizer.state());
    state.addAll(best);
    return state;
  }

  /// Everything that a resumed run must share: the plan in words, and in one number the images, what they go through, the start
  /// and what its layers compute with. Called before anything is learned.
  private String fingerprint(ImageSet images, Function<String, LayerQuantizer> quantizers) {
    CRC32 sum = new CRC32();
    StringBuilder text = new StringBuilder(images.sha256()).append(preparation);
    for (Layer layer : start.weightedLayers()) {
      text.append(layer.name()).append(quantizers.apply(layer.name()));
    }
    teacher.ifPresent(text::append);
    sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
    List<float[]> numbers = new ArrayList<>(trainable.state());
    teacher.map(Teacher::state).ifPresent(numbers::addAll);
    for (float[] array : numbers) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(array.length, Float.BYTES));
      bytes.asFloatBuffer().put(array);
      sum.update(bytes.array());
    }
    return "%s on %d+%d images, start %08x"
        .formatted(plan, trainingImages.length, heldOutImages.length, sum.getValue());
  }

  static int[] range(int count) {
    int[] range = new int[count];
    Arrays.setAll(range, index -> index);
    return range;
  }

  /// A copy in a seeded random order (Fisher and Yates).
  static int[] shuffled(int[] indices, long seed) {
    int[] order = indices.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int last = order.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int index = order[last];
      order[last] = order[other];
      order[other] = index;
    }
    return order;
  }

  @Override
  public void close() {
    shards.close();
  }
}
