package filterscope.train;

import filterscope.data.ImageSet;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.GradientKernels;
import filterscope.measure.Proportion;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/// Trains a network by the plan. The same plan, data and start give the same weights, whatever the number of threads and
/// whether the run was interrupted or not.
public final class Trainer implements AutoCloseable {
  private final Network start;
  private final Preparation preparation;
  private final TrainingPlan plan;
  private final Shards shards;
  private final TrainableNetwork trainable;
  private final Optimizer optimizer;
  private final CrossEntropy loss;
  private final CosineSchedule schedule;
  private final BatchLoader loader;
  private final int[] trainingImages;
  private final int[] heldOutImages;
  private final int[] labels;
  private final List<EpochReport> reports = new ArrayList<>();
  private long step;

  /// @param start the network to begin with; it is not changed
  /// @param quantizers what a layer computes with instead of its weights, by the layer's name
  /// @throws BadInputException if the network cannot be trained on these images
  public Trainer(
      Network start,
      ImageSet images,
      Preparation preparation,
      TrainingPlan plan,
      GradientKernels kernels,
      int threads,
      Function<String, WeightQuantizer> quantizers) {
    checkFits(start, images, plan);
    this.start = start;
    this.preparation = preparation;
    this.plan = plan;
    this.shards = new Shards(threads);
    this.trainable = new TrainableNetwork(start, plan.batch(), kernels, shards, quantizers);
    this.optimizer = Optimizer.of(plan.optimizer(), trainable.parameters(), plan.weightDecay());
    this.loss = new CrossEntropy(plan.smoothing());
    this.loader =
        new BatchLoader(images, preparation, start.inputShape(), plan.augmentation(), plan.seed());
    int[] shuffled = shuffled(range(images.size()), BatchLoader.mix(plan.seed(), -1));
    int kept = images.size() - plan.holdOut();
    this.trainingImages = Arrays.copyOf(shuffled, kept);
    this.heldOutImages = Arrays.copyOfRange(shuffled, kept, shuffled.length);
    this.labels = new int[plan.batch()];
    long steps = (long) plan.epochs() * stepsPerEpoch();
    this.schedule = new CosineSchedule(plan.rate(), Math.round(plan.warmUp() * steps), steps);
  }

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
    Optional<Checkpoint.Progressed> progressed = checkpoint.read(fingerprint(), state());
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
    while (reports.size() < plan.epochs()) {
      EpochReport report = epoch(reports.size(), progress);
      reports.add(report);
      checkpoint.ifPresent(file -> file.write(fingerprint(), state(), reports));
      onEpoch.accept(report);
    }
  }

  private EpochReport epoch(int epoch, Progress progress) {
    long begin = System.nanoTime();
    int[] order = shuffled(trainingImages, BatchLoader.mix(plan.seed(), epoch));
    double lossSum = 0;
    long hits = 0;
    int batch = plan.batch();
    for (int index = 0; index < stepsPerEpoch(); index++) {
      progress.checkCancelled();
      loader.augment(order, index * batch, batch, epoch, trainable.input(), labels, shards);
      trainable.forward(batch, true);
      CrossEntropy.Result result = loss.apply(trainable.logits(), labels, batch);
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

  /// The reports of all epochs so far, those before an interruption included.
  public List<EpochReport> reports() {
    return List.copyOf(reports);
  }

  private List<float[]> state() {
    List<float[]> state = new ArrayList<>(trainable.state());
    state.addAll(optimizer.state());
    return state;
  }

  private String fingerprint() {
    return plan + " on " + trainingImages.length + "+" + heldOutImages.length + " images";
  }

  private static int[] range(int count) {
    int[] range = new int[count];
    Arrays.setAll(range, index -> index);
    return range;
  }

  /// A copy in a seeded random order (Fisher and Yates).
  private static int[] shuffled(int[] indices, long seed) {
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
