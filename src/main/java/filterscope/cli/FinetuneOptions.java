package filterscope.cli;

import filterscope.data.ImageSet;
import filterscope.job.BadInputException;
import filterscope.train.Augmentation;
import filterscope.train.Distillation;
import filterscope.train.Learned;
import filterscope.train.TrainingPlan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// How long and how a network is fine-tuned. What is not given suits a network that was trained well and is now compressed hard:
/// Adam at a tenth of a percent, falling to nothing along a cosine.
final class FinetuneOptions {
  private static final double MOMENTUM_RATE = 0.01;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: 3).")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the order and of what is held out (default: 1).")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", description = "Images of one step (default: 64).")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "The highest learning rate (default: 0.001 for adam, 0.01 for momentum).")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "adam (the default) or momentum.")
  private Optional<TrainingPlan.OptimizerKind> optimizer = Optional.empty();

  @Option(names = "--decay", paramLabel = "R", description = "Weight decay (default: 0).")
  private Optional<Double> decay = Optional.empty();

  @Option(
      names = "--smoothing",
      paramLabel = "R",
      description = "Label smoothing, from 0 to 1 (default: 0).")
  private Optional<Double> smoothing = Optional.empty();

  @Option(
      names = "--learn",
      split = ",",
      paramLabel = "NAMES",
      description =
          "What is learned with the weights instead of being computed from them: scales (of the"
              + " weights of cross-filter, BWN and XNOR-Net), bounds (of activations of 2 to 8 bits);"
              + " by LSQ, arXiv 1902.08153.")
  private List<String> learn = new ArrayList<>();

  @Option(
      names = "--distill",
      arity = "0..1",
      fallbackValue = "0.5",
      paramLabel = "WEIGHT",
      description =
          "Learn from the float network's answers, too: the loss is (1-WEIGHT) times the"
              + " cross-entropy with the labels and WEIGHT times T^2 times the divergence from what"
              + " the float network says (WEIGHT above 0, up to 1; 0.5 where it is not given).")
  private Optional<Double> distill = Optional.empty();

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "The T of --distill: higher ones soften both answers (default: 4).")
  private Optional<Double> temperature = Optional.empty();

  @Option(
      names = "--shift",
      paramLabel = "N",
      description = "Pixels by which training images are shifted at most (default: 0).")
  private int shift;

  @Option(names = "--mirror", description = "Mirror training images half of the time.")
  private boolean mirror;

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description =
          "Training images that are kept apart to choose the best epoch; 0 keeps the last epoch"
              + " (default: one in 12, at most 5000).")
  private Optional<Integer> holdOut = Optional.empty();

  /// @throws BadInputException if one does not exist
  Set<Learned> learned() {
    Set<Learned> wanted = EnumSet.noneOf(Learned.class);
    for (String name : learn) {
      wanted.add(
          Learned.byId(name.strip())
              .orElseThrow(() ->
                  new BadInputException(
                      "'%s' cannot be learned here; choose from: %s"
                          .formatted(name, String.join(", ", Learned.ids())))));
    }
    return wanted;
  }

  /// @throws BadInputException if nobody can teach so
  Optional<Distillation> distillation() {
    if (distill.isEmpty() && temperature.isPresent()) {
      throw new BadInputException("--temperature is one of --distill; give that, too");
    }
    try {
      return distill.map(
          weight -> new Distillation(weight, temperature.orElse(Distillation.USUAL.temperature())));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("this cannot be trained: " + e.getMessage(), e);
    }
  }

  /// @throws BadInputException if this cannot be a plan
  TrainingPlan plan(ImageSet images) {
    try {
      TrainingPlan usual = TrainingPlan.fineTuning(images.size());
      return new TrainingPlan(
          epochs.orElse(usual.epochs()),
          batch.orElse(usual.batch()),
          optimizer.orElse(usual.optimizer()),
          rate.orElse(
              optimizer.equals(Optional.of(TrainingPlan.OptimizerKind.MOMENTUM))
                  ? MOMENTUM_RATE
                  : usual.rate()),
          usual.warmUp(),
          decay.orElse(usual.weightDecay()),
          smoothing.orElse(usual.smoothing()),
          new Augmentation(shift, mirror),
          seed.orElse(usual.seed()),
          holdOut.orElse(usual.holdOut()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("this cannot be trained: " + e.getMessage(), e);
    }
  }
}
